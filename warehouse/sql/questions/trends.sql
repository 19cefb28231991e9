-- title: Who is in the news more than before?
-- parameter label text = PERSON: OntoNotes label: PERSON, ORG, GPE, …
-- parameter week date = none: A day of the week that is looked at; the last with articles where it is not given
-- parameter weeks integer = 8: Compared with so many weeks before
-- parameter limit integer = 15: At most so many rows
-- example: --label GPE --week 2026-09-28 --limit 5
-- expect: {"name": "Argentina", "articles": 1, "mean": 0.0, "of_weeks": 2}
WITH last AS (
    SELECT CAST(date_trunc('week', coalesce($week, (SELECT max(published_on) FROM articles))) AS DATE) AS week
),
first AS (
    SELECT
        week,
        greatest(week - $weeks * 7, CAST(date_trunc('week', (SELECT min(published_on) FROM articles)) AS DATE)) AS first_week
    FROM last
),
weekly AS (
    SELECT entity_key, week, articles
    FROM marts.entity_weeks
    WHERE week >= (SELECT first_week FROM first)
        AND week <= (SELECT week FROM last)
        AND entity_key IN (SELECT entity_key FROM entities WHERE label = upper($label))
),
sums AS (
    SELECT
        entity_key,
        coalesce(sum(articles) FILTER (week = (SELECT week FROM last)), 0) AS now,
        coalesce(sum(articles) FILTER (week < (SELECT week FROM last)), 0) AS before,
        coalesce(sum(articles * articles) FILTER (week < (SELECT week FROM last)), 0) AS squares
    FROM weekly
    GROUP BY entity_key
),
-- A week without a mention is a zero among the weeks before, though it has no row.
means AS (
    SELECT
        entity_key,
        first.week,
        now,
        (first.week - first.first_week) // 7 AS weeks_before,
        before / nullif(weeks_before, 0) AS mean,
        squares / nullif(weeks_before, 0) AS square
    FROM sums, first
)
SELECT
    means.week,
    entity.name,
    CAST(means.now AS BIGINT) AS articles,
    round(mean, 2) AS mean,
    weeks_before AS of_weeks,
    -- Counts scatter by the root of their mean at least; without that floor each newcomer would be infinitely new.
    round((now - mean) / greatest(sqrt(greatest(square - mean * mean, 0)), sqrt(mean), 1), 2) AS z
FROM means
JOIN entities entity USING (entity_key)
WHERE now > 0
ORDER BY z DESC NULLS LAST, articles DESC, entity.name, entity.entity_key
LIMIT $limit
