-- title: Where is the news, week by week?
-- parameter country text = none: Places in this country only; ISO 3166 alpha-2 code
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --country KE
-- expect: {"name": "Kisumu", "country_code": "KE", "articles": 3}
SELECT week, name, country_code, mentions, articles, round(latitude, 2) AS latitude, round(longitude, 2) AS longitude
FROM marts.places_over_time
WHERE ($country IS NULL OR country_code = upper($country))
    AND ($since IS NULL OR week >= CAST(date_trunc('week', CAST($since AS DATE)) AS DATE))
    AND ($until IS NULL OR week <= $until)
ORDER BY week DESC NULLS LAST, articles DESC, mentions DESC, name, location_id
LIMIT $limit
