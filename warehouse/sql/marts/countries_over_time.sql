-- title: What countries the news is about, over time
-- grain: A country in a week of publication.
-- adds: articles, main_articles, score
-- depends: main.articles, main.article_focus
-- column week: Monday of the week of publication in UTC; missing where the day is not known.
-- column country_code: ISO 3166 alpha-2 code.
-- column articles: Articles that are about the country.
-- column main_articles: Articles that are about no country more than about this one.
-- column score: Sum of the country's shares in these articles, each to six decimals.
SELECT
    week_of(article.published_on) AS week,
    focus.country_code,
    count(DISTINCT focus.article_key) AS articles,
    count(DISTINCT focus.article_key) FILTER (focus.rank = 1) AS main_articles,
    CAST(sum(CAST(focus.score AS DECIMAL(9, 6))) AS DECIMAL(18, 6)) AS score
FROM main.article_focus focus
JOIN main.articles article USING (article_key)
GROUP BY ALL
ORDER BY week, country_code
