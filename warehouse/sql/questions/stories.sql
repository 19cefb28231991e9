-- title: Which stories do several outlets carry, and how fast do they spread?
-- parameter limit integer = 20: At most so many rows
-- expect: {"agency": "Halyard News Agency", "first_outlet": "The Harbour Ledger", "articles": 3, "outlets": 3}
SELECT title, agency, first_outlet, first_at, round(hours, 1) AS hours, articles, outlets, carriers
FROM marts.stories
ORDER BY outlets DESC, articles DESC, story_key
LIMIT $limit
