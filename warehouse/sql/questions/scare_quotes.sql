-- title: Which words stand in marks though nobody says them?
-- parameter outlet outlet = none: In this outlet only; a part of its name is enough
-- parameter limit integer = 20: At most so many rows
-- expect: {"outlet": "Andes Mirror", "words": "on loan"}
SELECT article.published_on, article.outlet, article.title, quote.text AS words, round(quote.confidence, 2) AS confidence
FROM quotes quote
JOIN articles article USING (article_key)
WHERE quote.kind = 'scare' AND ($outlet IS NULL OR is_named(article.outlet, $outlet))
ORDER BY article.published_on DESC NULLS LAST, quote.article_key, quote.start_char
LIMIT $limit
