-- title: Every confidence and score lies between 0 and 1
-- severity: error
-- by: article
-- depends: main.entity_mentions, main.quotes, main.location_mentions, main.article_focus
WITH rated AS (
    SELECT 'entity_mentions' AS fact, article_key, confidence FROM main.entity_mentions
    UNION ALL
    SELECT 'quotes', article_key, confidence FROM main.quotes
    UNION ALL
    SELECT 'location_mentions', article_key, confidence FROM main.location_mentions
    UNION ALL
    SELECT 'article_focus', article_key, score FROM main.article_focus
)
SELECT fact, article_key, confidence
FROM rated
WHERE confidence IS NOT NULL AND NOT confidence BETWEEN 0 AND 1
ORDER BY ALL
