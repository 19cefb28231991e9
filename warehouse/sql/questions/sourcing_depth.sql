-- title: How many voices stand behind each article?
-- parameter outlet outlet = none: In this outlet only; a part of its name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --outlet Kestrel
-- expect: {"title": "Box Plant in Paris, Texas, to Reopen With 180 Jobs", "named_voices": 4}
SELECT
    article.published_on,
    article.outlet,
    article.title,
    depth.named_voices,
    depth.named_quotes,
    depth.anonymous_quotes,
    depth.unattributed_quotes AS nobodys_quotes,
    article.word_count AS words
FROM marts.sourcing depth
JOIN articles article USING (article_key)
WHERE article.language = 'en' AND ($outlet IS NULL OR is_named(article.outlet, $outlet))
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
ORDER BY depth.named_voices, depth.named_quotes, article.published_on DESC NULLS LAST, article.article_key
LIMIT $limit
