-- title: Every span that names a place
-- grain: A span.
-- frame: location_mentions
-- by: article
-- depends: lake.location_mentions
-- column article_key: Key of the article.
SELECT article_key(article_id) AS article_key, * EXCLUDE (batch, article_id)
FROM lake.location_mentions
ORDER BY article_key
