-- title: Who and what is named together
-- grain: A pair of entities, the first in key order as a.
-- kind: view
-- depends: main.entities, marts.entity_pairs
-- column a_key: entity_key of one entity.
-- column a: Its name.
-- column a_label: Its OntoNotes label.
-- column b_key: entity_key of the other entity.
-- column b: Its name.
-- column b_label: Its OntoNotes label.
-- column articles: Articles that name both among their ten entities named most.
SELECT pair.a_key, a.name AS a, a.label AS a_label, pair.b_key, b.name AS b, b.label AS b_label, pair.articles
FROM marts.entity_pairs pair
JOIN main.entities a ON a.entity_key = pair.a_key
JOIN main.entities b ON b.entity_key = pair.b_key
