-- title: People, organisations and whatever else is named, over all batches
-- grain: An entity.
-- frame: entities
-- depends: lake.entities
-- column entity_key: First 64 bits of SHA-256 of entity_id; the key in entity_mentions and quotes.
-- column name: The fullest form met: the longest, of these the first in code point order.
-- column gender: male or female; missing where nobody says or batches disagree.
-- column wikidata_id: Wikidata id; missing where none is known or batches disagree.
SELECT
    entity_key(entity_id) AS entity_key,
    entity_id,
    min(label) AS label,
    first(name ORDER BY length(name) DESC, name) AS name,
    CASE WHEN count(DISTINCT gender) = 1 THEN min(gender) END AS gender,
    CASE WHEN count(DISTINCT wikidata_id) = 1 THEN min(wikidata_id) END AS wikidata_id
FROM lake.entities
GROUP BY entity_id
ORDER BY entity_key
