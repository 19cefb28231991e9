-- title: People, organisations and whatever else is named, over all batches
-- grain: An entity that an article names or quotes.
-- frame: entities
-- by: entity
-- depends: lake.entities, main.articles, main.quotes, marts.article_entities
-- column entity_key: First 64 bits of SHA-256 of entity_id; the key in entity_mentions and quotes.
-- column name: The fullest form met: the longest, of these the first in code point order.
-- column gender: male or female; missing where nobody says or batches disagree.
-- column wikidata_id: Wikidata id; missing where none is known or batches disagree.
WITH told AS (
    SELECT batch_key(batch) AS batch_key, entity_key(entity_id) AS entity_key, * EXCLUDE (batch)
    FROM lake.entities
),
met AS (
    SELECT DISTINCT article.batch_key, named.entity_key
    FROM (
        SELECT article_key, entity_key FROM marts.article_entities
        UNION ALL
        SELECT article_key, speaker_key FROM main.quotes
    ) named
    JOIN main.articles article USING (article_key)
    WHERE named.entity_key IN (SELECT entity_key FROM told)
)
SELECT
    entity_key,
    min(entity_id) AS entity_id,
    min(label) AS label,
    first(name ORDER BY length(name) DESC, name) AS name,
    CASE WHEN count(DISTINCT gender) = 1 THEN min(gender) END AS gender,
    CASE WHEN count(DISTINCT wikidata_id) = 1 THEN min(wikidata_id) END AS wikidata_id
FROM told
SEMI JOIN met USING (batch_key, entity_key)
GROUP BY entity_key
ORDER BY entity_key
