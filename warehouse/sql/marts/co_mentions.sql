-- title: Who and what is named together
-- grain: A pair of entities, the first in key order as a.
-- depends: main.entities, main.entity_mentions
-- column a_key: entity_key of one entity.
-- column a: Its name.
-- column a_label: Its OntoNotes label.
-- column b_key: entity_key of the other entity.
-- column b: Its name.
-- column b_label: Its OntoNotes label.
-- column articles: Articles that name both among their 25 entities named most.
WITH named AS (
    SELECT article_key, entity_key, count(*) AS mentions
    FROM main.entity_mentions
    WHERE entity_key IS NOT NULL
    GROUP BY article_key, entity_key
    QUALIFY row_number() OVER (PARTITION BY article_key ORDER BY mentions DESC, entity_key) <= 25
),
pairs AS (
    SELECT one.entity_key AS a_key, other.entity_key AS b_key, count(*) AS articles
    FROM named one
    JOIN named other ON other.article_key = one.article_key AND one.entity_key < other.entity_key
    GROUP BY ALL
)
SELECT a_key, a.name AS a, a.label AS a_label, b_key, b.name AS b, b.label AS b_label, articles
FROM pairs
JOIN main.entities a ON a.entity_key = a_key
JOIN main.entities b ON b.entity_key = b_key
ORDER BY articles DESC, a, b, a_key, b_key
