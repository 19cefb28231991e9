-- title: Places over time
-- grain: A place in a week of publication.
-- kind: view
-- depends: main.locations, marts.place_weeks
-- column week: Monday of the week of publication in UTC; missing where the day is not known.
-- column location_id: GeoNames id of the place.
-- column name: Name of the place.
-- column country_code: ISO 3166 alpha-2 code of its country.
-- column latitude: Degrees north, WGS 84.
-- column longitude: Degrees east, WGS 84.
-- column mentions: Spans that name the place.
-- column articles: Articles that name the place.
SELECT
    heat.week,
    location.location_id,
    location.name,
    location.country_code,
    location.latitude,
    location.longitude,
    heat.mentions,
    heat.articles
FROM marts.place_weeks heat
JOIN main.locations location USING (location_id)
