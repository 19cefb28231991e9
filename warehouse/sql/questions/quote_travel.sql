-- title: Which words travelled from outlet to outlet, and who had them first?
-- parameter words integer = 4: At least so many words
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --limit 5
-- expect: {"words": "The hull is holding and nobody is missing,", "outlets": 3, "first_outlet": "The Harbour Ledger"}
WITH said AS (
    SELECT
        trim(regexp_replace(lower(strip_accents(quote.text)), '[^\p{L}\p{N}]+', ' ', 'g')) AS heard,
        quote.text,
        quote.article_key,
        article.outlet,
        coalesce(article.published_at, article.collected_at) AS had_at
    FROM quotes quote
    JOIN articles article USING (article_key)
    WHERE quote.kind IN ('direct', 'mixed') AND NOT quote.in_title
        AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
)
SELECT
    first(text ORDER BY had_at NULLS LAST, article_key) AS words,
    count(DISTINCT outlet) AS outlets,
    count(DISTINCT article_key) AS articles,
    first(outlet ORDER BY had_at NULLS LAST, article_key) AS first_outlet,
    min(had_at) AS first_at,
    date_diff('minute', min(had_at), max(had_at)) / 60 AS hours
FROM said
WHERE len(string_split(heard, ' ')) >= $words
GROUP BY heard
HAVING outlets > 1
ORDER BY outlets DESC, hours DESC, words
LIMIT $limit
