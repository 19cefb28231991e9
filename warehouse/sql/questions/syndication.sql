-- title: Who carries whose copy?
-- parameter outlet outlet = none: Copy that this outlet carries; a part of its name is enough
-- parameter limit integer = 20: At most so many rows
-- expect: {"source": "Halyard News Agency", "outlet": "Bight Courier", "articles": 1}
SELECT source, source_kind, outlet, articles, verbatim, mean_share, first_at
FROM marts.syndication
WHERE $outlet IS NULL OR is_named(outlet, $outlet)
ORDER BY articles DESC, source, outlet, source_kind
LIMIT $limit
