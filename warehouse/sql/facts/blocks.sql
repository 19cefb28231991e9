-- title: The blocks of every record, kept or dropped
-- grain: A block of the record.
-- frame: blocks
-- by: article
-- depends: lake.blocks
-- column article_key: Key of the article.
SELECT article_key(article_id) AS article_key, * EXCLUDE (batch, article_id)
FROM lake.blocks
ORDER BY article_key
