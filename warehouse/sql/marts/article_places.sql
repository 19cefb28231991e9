-- title: Where an article takes place
-- grain: A place in an article.
-- by: article
-- depends: main.location_mentions
-- column article_key: Key of the article.
-- column location_id: GeoNames id of the place.
-- column mentions: Spans that name it.
-- column in_dateline: Whether the dateline names it.
SELECT article_key, location_id, count(*) AS mentions, bool_or(in_dateline) AS in_dateline
FROM main.location_mentions
WHERE location_id IS NOT NULL
GROUP BY article_key, location_id
ORDER BY article_key
