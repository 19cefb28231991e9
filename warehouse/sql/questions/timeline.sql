-- title: When was somebody in the news?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 60: At most so many rows
-- example: Rohrbach
-- expect: {"published_on": "2026-09-18", "articles": 1}
SELECT
    article.published_on,
    count(DISTINCT named.article_key) AS articles,
    CAST(sum(named.mentions) AS BIGINT) AS mentions,
    list(DISTINCT article.outlet ORDER BY article.outlet) AS outlets,
    min(article.title) AS for_example
FROM entities entity
JOIN marts.article_entities named USING (entity_key)
JOIN articles article USING (article_key)
WHERE is_named(entity.name, $name)
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY article.published_on
ORDER BY article.published_on NULLS LAST
LIMIT $limit
