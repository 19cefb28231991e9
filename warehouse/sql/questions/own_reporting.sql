-- title: How much of each outlet is its own, and how much is agency copy or somebody else's?
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 30: At most so many rows
-- expect: {"outlet": "Bight Courier", "articles": 3, "own": 2, "agency": 1}
WITH copied AS (
    SELECT CASE earlier_key WHEN article_key THEN other_key ELSE article_key END AS article_key
    FROM copies
    WHERE earlier_key IS NOT NULL
)
SELECT
    article.outlet,
    count(*) AS articles,
    count(*) FILTER (article.agency IS NULL AND copied.article_key IS NULL) AS own,
    count(*) FILTER (article.agency IS NOT NULL) AS agency,
    count(*) FILTER (article.agency IS NULL AND copied.article_key IS NOT NULL) AS taken_over,
    round(own / articles, 3) AS share_of_own
FROM articles article
LEFT JOIN (SELECT DISTINCT article_key FROM copied) copied USING (article_key)
WHERE article.outlet IS NOT NULL
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY article.outlet
ORDER BY articles DESC, article.outlet
LIMIT $limit
