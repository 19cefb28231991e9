-- title: How much was seen of each day, so that a dip shows as missing data and not as news
-- grain: A day from the first publication to the last.
-- depends: main.dates, marts.coverage
-- column date: The day, in UTC.
-- column articles: Articles read that were published on it.
-- column outlets: Outlets these are from.
-- column not_annotated: Of the articles, those without annotations.
-- column usual: Median number of articles of the 28 days before; missing for the first seven days.
-- column usual_outlets: Median number of outlets of these days.
-- column seems_missing: Whether less than half of what is usual was seen, of articles or of outlets.
WITH seen AS (
    SELECT
        published_on AS date,
        CAST(sum(read) AS BIGINT) AS articles,
        count(DISTINCT outlet) AS outlets,
        CAST(sum(not_annotated) AS BIGINT) AS not_annotated
    FROM marts.coverage
    WHERE published_on IS NOT NULL
    GROUP BY published_on
),
days AS (
    SELECT
        day.date,
        coalesce(seen.articles, 0) AS articles,
        coalesce(seen.outlets, 0) AS outlets,
        coalesce(seen.not_annotated, 0) AS not_annotated
    FROM main.dates day
    LEFT JOIN seen USING (date)
),
compared AS (
    SELECT
        *,
        CASE WHEN count(*) OVER before >= 7 THEN median(articles) OVER before END AS usual,
        CASE WHEN count(*) OVER before >= 7 THEN median(outlets) OVER before END AS usual_outlets
    FROM days
    WINDOW before AS (ORDER BY date ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING)
)
SELECT
    *,
    coalesce(articles < usual / 2 OR outlets < usual_outlets / 2, false) AS seems_missing
FROM compared
ORDER BY date
