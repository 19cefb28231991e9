-- title: Places over time
-- grain: A place in a week of publication.
-- depends: main.articles, main.locations, main.location_mentions
-- column week: Monday of the week of publication in UTC; missing where the day is not known.
-- column location_id: GeoNames id of the place.
-- column name: Name of the place.
-- column country_code: ISO 3166 alpha-2 code of its country.
-- column latitude: Degrees north, WGS 84.
-- column longitude: Degrees east, WGS 84.
-- column mentions: Spans that name the place.
-- column articles: Articles that name the place.
SELECT
    CAST(date_trunc('week', article.published_on) AS DATE) AS week,
    location.location_id,
    location.name,
    location.country_code,
    location.latitude,
    location.longitude,
    count(*) AS mentions,
    count(DISTINCT mention.article_key) AS articles
FROM main.location_mentions mention
JOIN main.locations location USING (location_id)
JOIN main.articles article ON article.article_key = mention.article_key
GROUP BY ALL
ORDER BY week, mentions DESC, location_id
