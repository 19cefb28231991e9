-- title: Every mention of an entity is cut from its article by its offsets, character by character
-- severity: error
-- depends: main.articles, main.article_text, main.entity_mentions
SELECT article.article_id, span.in_title, span.start_char, span.end_char, span.text
FROM main.entity_mentions span
JOIN main.articles article USING (article_key)
JOIN main.article_text body USING (article_key)
WHERE span.text IS DISTINCT FROM substr(
    CASE WHEN span.in_title THEN article.title ELSE body.text END, span.start_char + 1, span.end_char - span.start_char
)
OR span.start_char < 0
OR span.start_char >= span.end_char
ORDER BY ALL
