-- title: Who quotes most without a name?
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter at_least integer = 1: Outlets with at least so many quotes
-- parameter limit integer = 30: At most so many rows
-- example: --at-least 30
-- expect: {"outlet": "The Harbour Ledger"}
SELECT
    article.outlet,
    count(*) AS quotes,
    count(*) FILTER (quote.is_anonymous) AS unnamed,
    round(unnamed / quotes, 3) AS share,
    count(DISTINCT quote.article_key) FILTER (quote.is_anonymous) AS articles
FROM quotes quote
JOIN articles article USING (article_key)
WHERE quote.kind <> 'scare'
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY article.outlet
HAVING quotes >= $at_least
ORDER BY share DESC, quotes DESC, article.outlet NULLS LAST
LIMIT $limit
