-- title: Every place that is mentioned or in focus is in the dimension
-- severity: error
-- by: article
-- depends: main.locations, main.location_mentions, main.article_focus
WITH named AS (
    SELECT 'location_mentions' AS fact, article_key, location_id FROM main.location_mentions
    UNION ALL
    SELECT 'article_focus', article_key, location_id FROM main.article_focus
)
SELECT fact, article_key, location_id
FROM named
ANTI JOIN main.locations USING (location_id)
WHERE location_id IS NOT NULL
ORDER BY ALL
