-- title: Which places are named most?
-- depends: marts.places_over_time
SELECT name, country_code, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(sum(articles) AS BIGINT) AS articles
FROM marts.places_over_time
GROUP BY location_id, name, country_code
ORDER BY mentions DESC, articles DESC, name, location_id
LIMIT 5
