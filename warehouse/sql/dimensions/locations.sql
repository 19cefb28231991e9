-- title: Places, with the divisions and the country that hold them
-- grain: A place that an article names or is about.
-- frame: locations
-- by: location
-- depends: lake.gazetteer, lake.locations, main.article_focus, main.articles, marts.article_places
-- column parent_name: Name of the place parent_id.
-- column country_id: location_id of the country.
-- column country: Name of the country.
-- column ancestor_ids: location_id of every place that holds it, the country first.
-- column ancestors: Their names, in the same order.
WITH RECURSIVE told AS (
    SELECT batch_key(batch) AS batch_key, * EXCLUDE (batch) FROM lake.locations
),
met AS (
    SELECT DISTINCT article.batch_key, named.location_id
    FROM (
        SELECT article_key, location_id FROM marts.article_places
        UNION ALL
        SELECT article_key, location_id FROM main.article_focus
    ) named
    JOIN main.articles article USING (article_key)
    WHERE named.location_id IN (SELECT location_id FROM told)
),
places AS (
    SELECT DISTINCT ON (location_id) *
    FROM (SELECT DISTINCT * EXCLUDE (batch_key) FROM told SEMI JOIN met USING (batch_key, location_id))
    ORDER BY
        location_id, population DESC NULLS LAST, name, latitude, longitude, country_code, admin1, admin2, parent_id,
        feature_class, feature_code
),
held AS (
    SELECT location_id, 1 AS height, parent_id AS holder_id FROM places WHERE parent_id IS NOT NULL
    UNION ALL
    SELECT held.location_id, held.height + 1, holder.parent_id
    FROM held
    JOIN lake.gazetteer holder ON holder.location_id = held.holder_id
    WHERE holder.parent_id IS NOT NULL AND held.height < 10
),
named AS (
    SELECT
        held.location_id,
        list(holder.location_id ORDER BY held.height DESC) AS ancestor_ids,
        list(holder.name ORDER BY held.height DESC) AS ancestors,
        first(holder.name ORDER BY held.height) FILTER (held.height = 1) AS parent_name,
        first(holder.location_id ORDER BY held.height DESC) FILTER (starts_with(holder.feature_code, 'PCL')) AS country_id,
        first(holder.name ORDER BY held.height DESC) FILTER (starts_with(holder.feature_code, 'PCL')) AS country
    FROM held
    JOIN lake.gazetteer holder ON holder.location_id = held.holder_id
    GROUP BY held.location_id
)
SELECT
    place.*,
    named.parent_name,
    CASE WHEN starts_with(place.feature_code, 'PCL') THEN place.location_id ELSE named.country_id END AS country_id,
    CASE WHEN starts_with(place.feature_code, 'PCL') THEN place.name ELSE named.country END AS country,
    coalesce(named.ancestor_ids, []) AS ancestor_ids,
    coalesce(named.ancestors, []) AS ancestors
FROM places place
LEFT JOIN named USING (location_id)
ORDER BY place.location_id
