-- title: Who and what is named together with somebody?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter label text = none: Only of this OntoNotes label: PERSON, ORG, GPE, …
-- parameter limit integer = 15: At most so many rows
-- example: "Eusebio Choque" --label PERSON
-- expect: {"name": "Nieves Choque", "articles": 3}
WITH wanted AS (SELECT entity_key FROM entities WHERE is_named(name, $name)),
pages AS (SELECT DISTINCT article_key FROM marts.article_entities SEMI JOIN wanted USING (entity_key))
SELECT
    entity.name,
    entity.label,
    count(*) AS articles,
    CAST(sum(named.mentions) AS BIGINT) AS mentions,
    count(DISTINCT article.outlet) AS outlets
FROM pages
JOIN marts.article_entities named USING (article_key)
JOIN entities entity ON entity.entity_key = named.entity_key
JOIN articles article USING (article_key)
WHERE entity.entity_key NOT IN (FROM wanted) AND ($label IS NULL OR entity.label = upper($label))
GROUP BY entity.entity_key, entity.name, entity.label
ORDER BY articles DESC, mentions DESC, entity.name, entity.entity_key
LIMIT $limit
