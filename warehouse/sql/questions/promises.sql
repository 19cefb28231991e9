-- title: Which promises were checked before this warehouse was published, and which rows break them?
-- parameter limit integer = 100: At most so many rows
-- example: --limit 8
-- expect: {"name": "articles_unique", "rows": 0}
SELECT name, title, severity, rows
FROM meta.checks
ORDER BY rows DESC, name
LIMIT $limit
