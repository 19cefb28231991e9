-- title: How much each place is in the news, week by week
-- grain: A place in a week of publication.
-- adds: mentions, articles
-- depends: main.articles, marts.article_places
-- column week: Monday of the week of publication in UTC; missing where the day is not known.
-- column location_id: GeoNames id of the place.
-- column mentions: Spans that name the place.
-- column articles: Articles that name the place.
SELECT
    week_of(article.published_on) AS week,
    place.location_id,
    CAST(sum(place.mentions) AS BIGINT) AS mentions,
    count(*) AS articles
FROM marts.article_places place
JOIN main.articles article USING (article_key)
GROUP BY ALL
ORDER BY week, location_id
