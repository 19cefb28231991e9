-- title: Every row of an article belongs to an article
-- severity: error
-- depends: main.articles, main.entity_mentions, main.quotes, main.location_mentions, main.blocks, main.article_focus
WITH facts AS (
    SELECT 'entity_mentions' AS fact, article_key FROM main.entity_mentions
    UNION ALL
    SELECT 'quotes', article_key FROM main.quotes
    UNION ALL
    SELECT 'location_mentions', article_key FROM main.location_mentions
    UNION ALL
    SELECT 'blocks', article_key FROM main.blocks
    UNION ALL
    SELECT 'article_focus', article_key FROM main.article_focus
)
SELECT fact, article_key, count(*) AS rows
FROM facts
ANTI JOIN main.articles USING (article_key)
GROUP BY ALL
ORDER BY ALL
