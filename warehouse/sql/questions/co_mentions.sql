-- title: Who is named beside whom?
-- parameter label text = PERSON: Only pairs of this OntoNotes label: PERSON, ORG, GPE, …
-- parameter limit integer = 15: At most so many rows
-- example: --limit 5
-- expect: {"a": "Martin Rohrbach", "b": "Valentina Huerta Sáez", "articles": 4}
SELECT a, b, articles
FROM marts.co_mentions
WHERE a_label = upper($label) AND b_label = upper($label)
ORDER BY articles DESC, a, b, a_key, b_key
LIMIT $limit
