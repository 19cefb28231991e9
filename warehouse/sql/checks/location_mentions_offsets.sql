-- title: Every mention of a place is cut from its article by its offsets, character by character
-- severity: error
-- by: article
-- depends: main.articles, meta.provenance
SELECT article.article_id, span.in_title, span.start_char, span.end_char, span.held, span.cut
FROM meta.provenance span
LEFT JOIN main.articles article USING (article_key)
WHERE span.fact = 'location_mentions' AND NOT span.proven
ORDER BY ALL
