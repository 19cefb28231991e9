-- title: Who published
-- grain: An outlet.
-- depends: main.articles
-- column outlet_key: First 64 bits of SHA-256 of the outlet's name.
-- column outlet: Name of the site, or its domain where it names itself nowhere.
-- column country: ISO 3166 alpha-2 code of its home; missing where nobody says or articles disagree.
-- column articles: Articles of the outlet.
-- column first_published_at: Earliest known publication, UTC.
-- column last_published_at: Latest known publication, UTC.
SELECT
    outlet_key,
    outlet,
    CASE WHEN count(DISTINCT outlet_country) = 1 THEN min(outlet_country) END AS country,
    count(*) AS articles,
    min(published_at) AS first_published_at,
    max(published_at) AS last_published_at
FROM main.articles
WHERE outlet IS NOT NULL
GROUP BY outlet_key, outlet
ORDER BY outlet
