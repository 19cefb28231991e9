-- title: Articles without their text
-- grain: An article.
-- frame: articles
-- depends: lake.articles
-- column article_key: article_id read as an unsigned 64-bit number; the key of every fact.
-- column outlet_key: Key of the outlet; missing where the outlet is not known.
-- column published_on: Day of published_at in UTC; joins with dates.date.
SELECT
    article_key(article_id) AS article_key,
    * EXCLUDE (batch, text),
    outlet_key(outlet) AS outlet_key,
    CAST(published_at AS DATE) AS published_on
FROM lake.articles
ORDER BY article_key
