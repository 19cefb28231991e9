-- title: Which places are named where somebody is?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter limit integer = 15: At most so many rows
-- example: "Merab Ioselidze"
-- expect: {"name": "Georgia", "country_code": "GE", "articles": 1}
WITH pages AS (
    SELECT DISTINCT mention.article_key
    FROM entities entity
    JOIN entity_mentions mention USING (entity_key)
    WHERE is_named(entity.name, $name)
)
SELECT
    place.name,
    place.country_code,
    count(DISTINCT mention.article_key) AS articles,
    count(*) AS mentions,
    round(place.latitude, 2) AS latitude,
    round(place.longitude, 2) AS longitude
FROM pages
JOIN location_mentions mention USING (article_key)
JOIN locations place USING (location_id)
GROUP BY place.location_id, place.name, place.country_code, place.latitude, place.longitude
ORDER BY articles DESC, mentions DESC, place.name, place.location_id
LIMIT $limit
