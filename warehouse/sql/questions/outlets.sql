-- title: How do the outlets compare?
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 30: At most so many rows
-- expect: {"outlet": "Kestrel Post", "articles": 3}
WITH spoken AS (
    SELECT
        article_key,
        count(*) AS quotes,
        count(DISTINCT speaker_key) AS voices,
        count(*) FILTER (is_anonymous) AS unnamed
    FROM quotes
    WHERE kind <> 'scare'
    GROUP BY article_key
)
SELECT
    article.outlet,
    count(*) AS articles,
    round(avg(article.word_count)) AS words,
    round(avg(coalesce(spoken.quotes, 0)), 1) AS quotes,
    round(avg(coalesce(spoken.voices, 0)), 1) AS voices,
    round(sum(spoken.unnamed) / nullif(sum(spoken.quotes), 0), 3) AS unnamed,
    round(count(*) FILTER (article.agency IS NOT NULL) / count(*), 3) AS agency
FROM articles article
LEFT JOIN spoken USING (article_key)
WHERE article.outlet IS NOT NULL
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY article.outlet
ORDER BY articles DESC, article.outlet
LIMIT $limit
