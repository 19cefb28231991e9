-- title: Every day from the first publication to the last
-- grain: A day.
-- depends: main.articles
-- column date: The day, in UTC.
-- column year: Calendar year.
-- column quarter: Quarter of the year, 1 to 4.
-- column month: Month of the year, 1 to 12.
-- column iso_year: Year that the ISO 8601 week belongs to.
-- column iso_week: ISO 8601 week, 1 to 53.
-- column week: Monday of the week.
-- column weekday: Day of the week, 1 for Monday to 7 for Sunday.
-- column is_weekend: Whether it is Saturday or Sunday.
WITH days AS (
    SELECT CAST(unnest(generate_series(min(published_on), max(published_on), INTERVAL 1 DAY)) AS DATE) AS date
    FROM main.articles
)
SELECT
    date,
    year(date) AS year,
    quarter(date) AS quarter,
    month(date) AS month,
    isoyear(date) AS iso_year,
    week(date) AS iso_week,
    CAST(date_trunc('week', date) AS DATE) AS week,
    isodow(date) AS weekday,
    isodow(date) >= 6 AS is_weekend
FROM days
ORDER BY date
