-- title: What was read, week by week, and what is missing?
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 60: At most so many rows
-- expect: {"week": "2026-09-21", "articles": 10, "not_annotated": 1}
SELECT
    CAST(date_trunc('week', article.published_on) AS DATE) AS week,
    count(*) FILTER (record.status = 'read') AS articles,
    count(DISTINCT article.outlet) AS outlets,
    count(*) FILTER (record.status = 'duplicate') AS duplicates,
    count(*) FILTER (record.status = 'quarantined') AS quarantined,
    count(*) FILTER (record.status = 'read' AND article.language IS DISTINCT FROM 'en') AS not_annotated
FROM records record
LEFT JOIN articles article USING (article_key)
WHERE ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY week
ORDER BY week NULLS LAST
LIMIT $limit
