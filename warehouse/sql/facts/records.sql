-- title: Every raw record and what became of it
-- grain: A raw record: one article in one file.
-- frame: records
-- depends: lake.records
-- column article_key: Key of the article; missing where the record could not be cut out.
-- column duplicate_of_key: Key of the article that was read from an earlier record with the same bytes.
SELECT
    article_key(article_id) AS article_key,
    * EXCLUDE (batch, article_id, duplicate_of),
    article_key(duplicate_of) AS duplicate_of_key
FROM lake.records
ORDER BY source_path, source_record
