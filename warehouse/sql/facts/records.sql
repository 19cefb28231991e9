-- title: Every raw record and what became of it
-- grain: A raw record: one article in one file.
-- frame: records
-- by: article
-- depends: lake.records
-- column article_key: Key of the article; missing where the record could not be cut out.
-- column duplicate_of_key: Key of the article that was read from an earlier record with the same bytes.
-- column batch_key: Key of the batch that read the record.
SELECT
    article_key(article_id) AS article_key,
    * EXCLUDE (batch, article_id, duplicate_of),
    article_key(duplicate_of) AS duplicate_of_key,
    batch_key(batch) AS batch_key
FROM lake.records
ORDER BY article_key
