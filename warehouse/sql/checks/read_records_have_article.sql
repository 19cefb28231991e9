-- title: Every record that was read has its article, and every article its record
-- severity: error
-- by: article
-- depends: main.articles, main.records
SELECT source_path, source_record, record.status, article.article_id
FROM (FROM main.records WHERE status = 'read') record
FULL JOIN main.articles article USING (article_key, source_path, source_record)
WHERE record.status IS NULL OR article.article_id IS NULL
ORDER BY ALL
