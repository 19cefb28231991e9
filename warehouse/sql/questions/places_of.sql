-- title: Which places are named where somebody is?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter limit integer = 15: At most so many rows
-- example: "Merab Ioselidze"
-- expect: {"name": "Georgia", "country_code": "GE", "articles": 1}
WITH wanted AS (SELECT entity_key FROM entities WHERE is_named(name, $name)),
pages AS (SELECT DISTINCT article_key FROM marts.article_entities SEMI JOIN wanted USING (entity_key))
SELECT
    place.name,
    place.country_code,
    count(*) AS articles,
    CAST(sum(named.mentions) AS BIGINT) AS mentions,
    round(place.latitude, 2) AS latitude,
    round(place.longitude, 2) AS longitude
FROM pages
JOIN marts.article_places named USING (article_key)
JOIN locations place USING (location_id)
GROUP BY place.location_id, place.name, place.country_code, place.latitude, place.longitude
ORDER BY articles DESC, mentions DESC, place.name, place.location_id
LIMIT $limit
