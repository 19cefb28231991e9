-- title: Every duplicate names an article that was read
-- severity: error
-- by: article
-- depends: main.articles, main.records
SELECT source_path, source_record, duplicate_of_key
FROM main.records record
WHERE status = 'duplicate'
AND NOT EXISTS (SELECT 1 FROM main.articles article WHERE article.article_key = record.duplicate_of_key)
ORDER BY ALL
