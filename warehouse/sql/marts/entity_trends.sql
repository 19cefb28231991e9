-- title: Who and what is in the news more, or less, than in the weeks before
-- grain: An entity in a week in which at least two articles name it.
-- per: week
-- depends: main.dates, main.entities, marts.entity_weeks
-- column week: Monday of the week of publication in UTC.
-- column entity_key: Key of the entity.
-- column name: Its name.
-- column label: Its OntoNotes label.
-- column articles: Articles that name it.
-- column weeks_before: Weeks it is compared with: the eight before, or as many as there are.
-- column mean_before: Mean number of articles in these.
-- column z: How many standard deviations more than that; a count scatters by the root of its mean at least, and by 1.
WITH looked_at AS (
    SELECT week, entity_key, articles FROM marts.entity_weeks WHERE week IS NOT NULL AND articles > 1
),
first AS (
    SELECT week_of(min(date)) AS week FROM main.dates
),
before AS (
    SELECT
        now.week,
        now.entity_key,
        sum(earlier.articles) AS articles,
        sum(earlier.articles * earlier.articles) AS squares
    FROM looked_at now
    JOIN marts.entity_weeks earlier
        ON earlier.entity_key = now.entity_key
        AND earlier.week < now.week
        AND earlier.week >= now.week - 56
    GROUP BY ALL
),
means AS (
    SELECT
        now.*,
        least(8, (now.week - first.week) // 7) AS weeks_before,
        coalesce(before.articles, 0) / nullif(weeks_before, 0) AS mean,
        coalesce(before.squares, 0) / nullif(weeks_before, 0) AS square
    FROM looked_at now
    CROSS JOIN first
    LEFT JOIN before ON before.week = now.week AND before.entity_key = now.entity_key
)
SELECT
    means.week,
    means.entity_key,
    entity.name,
    entity.label,
    means.articles,
    means.weeks_before,
    round(mean, 4) AS mean_before,
    round((means.articles - mean) / greatest(sqrt(greatest(square - mean * mean, 0)), sqrt(mean), 1), 4) AS z
FROM means
JOIN main.entities entity USING (entity_key)
ORDER BY week, entity_key
