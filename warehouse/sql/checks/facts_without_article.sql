-- title: Every row about an article comes from a batch that read the article
-- severity: error
-- depends: lake.stored_articles, lake.stored_entity_mentions, lake.stored_quotes, lake.stored_location_mentions, lake.stored_blocks, lake.stored_article_focus
WITH facts AS (
    SELECT 'entity_mentions' AS fact, batch, article_id FROM lake.stored_entity_mentions
    UNION ALL
    SELECT 'quotes', batch, article_id FROM lake.stored_quotes
    UNION ALL
    SELECT 'location_mentions', batch, article_id FROM lake.stored_location_mentions
    UNION ALL
    SELECT 'blocks', batch, article_id FROM lake.stored_blocks
    UNION ALL
    SELECT 'article_focus', batch, article_id FROM lake.stored_article_focus
)
SELECT fact, batch, article_id, count(*) AS rows
FROM facts
ANTI JOIN lake.stored_articles USING (batch, article_id)
GROUP BY ALL
ORDER BY ALL
