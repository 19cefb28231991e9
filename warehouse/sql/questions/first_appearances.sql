-- title: Who turned up for the first time?
-- parameter label text = PERSON: OntoNotes label: PERSON, ORG, GPE, …
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --since 2026-10-03
-- expect: {"name": "Kofi Boahen", "outlet": "Bight Courier"}
SELECT CAST(met.first_at AS DATE) AS first_on, met.name, met.outlet, met.title, met.articles
FROM marts.first_appearances met
WHERE met.label = upper($label)
    AND ($since IS NULL OR CAST(met.first_at AS DATE) >= $since)
    AND ($until IS NULL OR CAST(met.first_at AS DATE) <= $until)
ORDER BY first_on DESC, met.name, met.entity_key
LIMIT $limit
