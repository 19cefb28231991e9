-- title: Every copy names two different articles, and shares what its kind promises
-- severity: error
-- depends: main.articles, main.copies
SELECT pair.article_key, pair.other_key, pair.kind, pair.containment, pair.jaccard
FROM main.copies pair
LEFT JOIN main.articles article ON article.article_key = pair.article_key
LEFT JOIN main.articles other ON other.article_key = pair.other_key
WHERE article.article_key IS NULL
OR other.article_key IS NULL
OR pair.article_key >= pair.other_key
OR NOT pair.containment BETWEEN 0.7 AND 1
OR greatest(pair.overlap, pair.other_overlap) <> pair.containment
OR pair.jaccard > least(pair.overlap, pair.other_overlap)
OR (pair.kind = 'exact' AND pair.jaccard <> 1)
OR pair.longer_key NOT IN (pair.article_key, pair.other_key)
OR pair.earlier_key NOT IN (pair.article_key, pair.other_key)
ORDER BY ALL
