-- title: What do the papers call somebody?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter limit integer = 20: At most so many rows
-- example: "Martin Rohrbach"
-- expect: {"name": "Martin Rohrbach"}
WITH told AS (
    SELECT mention.entity_key, mention.article_key, 'role' AS what, mention.role AS value FROM entity_mentions mention
    UNION ALL SELECT entity_key, article_key, 'title', title FROM entity_mentions
    UNION ALL SELECT entity_key, article_key, 'age', CAST(age AS VARCHAR) FROM entity_mentions
    UNION ALL SELECT entity_key, article_key, 'nationality', nationality FROM entity_mentions
    UNION ALL SELECT entity_key, article_key, 'origin', origin FROM entity_mentions
    UNION ALL SELECT speaker_key, article_key, 'described as', speaker_description FROM quotes
)
SELECT
    entity.name,
    told.what,
    told.value,
    count(DISTINCT told.article_key) AS articles,
    count(DISTINCT article.outlet) AS outlets,
    min(article.published_on) AS first_on
FROM entities entity
JOIN told ON told.entity_key = entity.entity_key
JOIN articles article USING (article_key)
WHERE is_named(entity.name, $name) AND told.value IS NOT NULL
GROUP BY entity.entity_key, entity.name, told.what, told.value
ORDER BY articles DESC, entity.name, told.what, told.value
LIMIT $limit
