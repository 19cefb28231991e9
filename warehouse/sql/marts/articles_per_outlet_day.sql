-- title: Articles per outlet and day
-- grain: An outlet on a day of publication.
-- adds: articles, words, quotes
-- depends: main.articles, main.quotes
-- column outlet: Who published; missing where it is not known.
-- column published_on: Day of publication in UTC; missing where it is not known.
-- column articles: Articles published.
-- column words: Words in these articles.
-- column quotes: Quotes in the text of these articles, scare quotes left out.
WITH quoted AS (
    SELECT article_key, count(*) AS quotes
    FROM main.quotes
    WHERE kind <> 'scare' AND NOT in_title
    GROUP BY article_key
)
SELECT
    outlet,
    published_on,
    count(*) AS articles,
    CAST(sum(word_count) AS BIGINT) AS words,
    CAST(coalesce(sum(quotes), 0) AS BIGINT) AS quotes
FROM main.articles
LEFT JOIN quoted USING (article_key)
GROUP BY outlet, published_on
ORDER BY outlet, published_on
