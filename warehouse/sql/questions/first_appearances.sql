-- title: Who turned up for the first time?
-- parameter label text = PERSON: OntoNotes label: PERSON, ORG, GPE, …
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --since 2026-10-03
-- expect: {"name": "Kofi Boahen", "outlet": "Bight Courier"}
WITH met AS (
    SELECT entity.entity_key, entity.name, article.article_key, article.published_on, article.outlet, article.title
    FROM entities entity
    JOIN entity_mentions mention USING (entity_key)
    JOIN articles article USING (article_key)
    WHERE entity.label = $label AND article.published_on IS NOT NULL
),
first_met AS (
    SELECT entity_key, min(published_on) AS first_on, count(DISTINCT article_key) AS articles
    FROM met
    GROUP BY entity_key
)
SELECT DISTINCT ON (article.first_on, met.name, met.entity_key)
    article.first_on,
    met.name,
    met.outlet,
    met.title,
    article.articles
FROM first_met article
JOIN met ON met.entity_key = article.entity_key AND met.published_on = article.first_on
WHERE ($since IS NULL OR article.first_on >= $since) AND ($until IS NULL OR article.first_on <= $until)
ORDER BY article.first_on DESC, met.name, met.entity_key, met.article_key
LIMIT $limit
