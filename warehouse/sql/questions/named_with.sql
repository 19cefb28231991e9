-- title: Who and what is named together with somebody?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter label text = none: Only of this OntoNotes label: PERSON, ORG, GPE, …
-- parameter limit integer = 15: At most so many rows
-- example: "Eusebio Choque" --label PERSON
-- expect: {"name": "Nieves Choque", "articles": 3}
WITH wanted AS (SELECT entity_key FROM entities WHERE is_named(name, $name)),
pages AS (SELECT article_key FROM marts.article_entities SEMI JOIN wanted USING (entity_key)),
beside AS (FROM marts.article_entities SEMI JOIN pages USING (article_key) WHERE entity_key NOT IN (FROM wanted)),
most AS (
    SELECT
        entity.entity_key,
        entity.name,
        entity.label,
        met.articles,
        met.mentions
    FROM (
        SELECT entity_key, count(*) AS articles, CAST(sum(mentions) AS BIGINT) AS mentions
        FROM beside
        GROUP BY entity_key
    ) met
    JOIN entities entity USING (entity_key)
    WHERE $label IS NULL OR entity.label = upper($label)
    ORDER BY met.articles DESC, met.mentions DESC, entity.name, entity.entity_key
    LIMIT $limit
)
-- Outlets are counted for those that are shown alone.
SELECT most.name, most.label, most.articles, most.mentions, count(DISTINCT article.outlet) AS outlets
FROM most
JOIN beside USING (entity_key)
JOIN articles article USING (article_key)
GROUP BY most.entity_key, most.name, most.label, most.articles, most.mentions
ORDER BY most.articles DESC, most.mentions DESC, most.name, most.entity_key
