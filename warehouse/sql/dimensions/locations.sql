-- title: Places, with the division and country that hold them where these are places of the warehouse themselves
-- grain: A place.
-- frame: locations
-- depends: lake.locations
-- column parent_name: Name of the place parent_id, where it is mentioned itself.
-- column country_id: location_id of the country, where it is mentioned itself.
-- column country: Name of the country, where it is mentioned itself.
WITH places AS (
    SELECT DISTINCT ON (location_id) * EXCLUDE (batch)
    FROM lake.locations
    ORDER BY
        location_id, population DESC NULLS LAST, name, latitude, longitude, country_code, admin1, admin2, parent_id,
        feature_class, feature_code
),
countries AS (
    SELECT DISTINCT ON (country_code) country_code, location_id, name
    FROM places
    WHERE starts_with(feature_code, 'PCL') AND country_code IS NOT NULL
    ORDER BY country_code, population DESC NULLS LAST, location_id
)
SELECT place.*, parent.name AS parent_name, country.location_id AS country_id, country.name AS country
FROM places place
LEFT JOIN places parent ON parent.location_id = place.parent_id
LEFT JOIN countries country ON country.country_code = place.country_code
ORDER BY place.location_id
