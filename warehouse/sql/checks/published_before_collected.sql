-- title: Nothing was published more than a day after it was collected
-- severity: warn
-- by: article
-- depends: main.articles
SELECT article_id, source_path, published_at, published_raw, collected_at
FROM main.articles
WHERE published_at > collected_at + INTERVAL 1 DAY
ORDER BY ALL
