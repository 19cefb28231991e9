-- title: Every entity that is mentioned or speaks is in the dimension
-- severity: error
-- by: article
-- depends: main.entities, main.entity_mentions, main.quotes
WITH named AS (
    SELECT 'entity_mentions' AS fact, article_key, text, entity_key FROM main.entity_mentions
    UNION ALL
    SELECT 'quotes', article_key, text, speaker_key FROM main.quotes
)
SELECT fact, article_key, text, entity_key
FROM named
ANTI JOIN main.entities USING (entity_key)
WHERE entity_key IS NOT NULL
ORDER BY ALL
