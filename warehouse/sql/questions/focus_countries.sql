-- title: Which countries is the news about?
-- parameter outlet outlet = none: In this outlet only; a part of its name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --limit 6
-- expect: {"country_code": "KE", "articles": 3, "main_articles": 3}
SELECT
    focus.country_code,
    count(*) AS articles,
    count(*) FILTER (focus.rank = 1) AS main_articles,
    count(DISTINCT article.outlet) AS outlets,
    round(sum(focus.score), 2) AS weight
FROM article_focus focus
JOIN articles article USING (article_key)
WHERE ($outlet IS NULL OR is_named(article.outlet, $outlet))
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY focus.country_code
ORDER BY main_articles DESC, articles DESC, focus.country_code
LIMIT $limit
