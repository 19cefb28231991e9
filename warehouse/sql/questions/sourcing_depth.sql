-- title: How many voices stand behind each article?
-- parameter outlet outlet = none: In this outlet only; a part of its name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --outlet Kestrel
-- expect: {"title": "Box Plant in Paris, Texas, to Reopen With 180 Jobs"}
WITH voices AS (
    SELECT
        article_key,
        count(DISTINCT speaker_key) AS named,
        count(DISTINCT CASE WHEN is_anonymous THEN lower(coalesce(speaker_text, '')) END) AS unnamed,
        count(*) AS quotes
    FROM quotes
    WHERE kind <> 'scare'
    GROUP BY article_key
)
SELECT
    article.published_on,
    article.outlet,
    article.title,
    coalesce(voices.named, 0) AS named,
    coalesce(voices.unnamed, 0) AS unnamed,
    coalesce(voices.quotes, 0) AS quotes,
    article.word_count AS words
FROM articles article
LEFT JOIN voices USING (article_key)
WHERE article.language = 'en' AND ($outlet IS NULL OR is_named(article.outlet, $outlet))
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
ORDER BY named, unnamed, article.published_on DESC NULLS LAST, article.article_key
LIMIT $limit
