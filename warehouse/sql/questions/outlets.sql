-- title: How do the outlets compare?
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 30: At most so many rows
-- expect: {"outlet": "Kestrel Post", "articles": 3}
SELECT
    article.outlet,
    count(*) AS articles,
    round(avg(article.word_count)) AS words,
    round(avg(depth.quotes), 1) AS quotes,
    round(avg(depth.named_voices), 1) AS voices,
    round(sum(depth.anonymous_quotes) / nullif(sum(depth.quotes), 0), 3) AS unnamed,
    round(count(*) FILTER (article.agency IS NOT NULL) / count(*), 3) AS agency
FROM articles article
JOIN marts.sourcing depth USING (article_key)
WHERE article.outlet IS NOT NULL
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY article.outlet
ORDER BY articles DESC, article.outlet
LIMIT $limit
