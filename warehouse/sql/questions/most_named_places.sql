-- title: Which places are named most?
-- summary: 2
-- parameter limit integer = 5: At most so many rows
-- expect: {"name": "Chile", "country_code": "CL", "articles": 6}
SELECT name, country_code, CAST(sum(mentions) AS BIGINT) AS mentions, CAST(sum(articles) AS BIGINT) AS articles
FROM marts.places_over_time
GROUP BY location_id, name, country_code
ORDER BY mentions DESC, articles DESC, name, location_id
LIMIT $limit
