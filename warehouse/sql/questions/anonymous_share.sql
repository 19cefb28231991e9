-- title: Who quotes most without a name?
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter at_least integer = 1: Outlets with at least so many quotes
-- parameter limit integer = 30: At most so many rows
-- example: --at-least 30
-- expect: {"outlet": "The Harbour Ledger"}
SELECT
    article.outlet,
    CAST(sum(depth.quotes) AS BIGINT) AS quotes,
    CAST(sum(depth.anonymous_quotes) AS BIGINT) AS unnamed,
    round(sum(depth.anonymous_quotes) / sum(depth.quotes), 3) AS share,
    count(*) FILTER (depth.anonymous_quotes > 0) AS articles
FROM marts.sourcing depth
JOIN articles article USING (article_key)
WHERE ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY article.outlet
HAVING sum(depth.quotes) >= greatest($at_least, 1)
ORDER BY share DESC, quotes DESC, article.outlet NULLS LAST
LIMIT $limit
