-- title: Who writes, for whom, and whom do they quote?
-- parameter outlet outlet = none: In this outlet only; a part of its name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --limit 6
-- expect: {"author": "Daniel Whitcombe", "outlet": "Kestrel Post", "articles": 2}
WITH written AS (
    SELECT unnest(article.authors) AS author, article.outlet, article.article_key, article.word_count
    FROM articles article
    WHERE ($outlet IS NULL OR is_named(article.outlet, $outlet))
        AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
)
SELECT
    written.author,
    written.outlet,
    count(*) AS articles,
    round(avg(written.word_count)) AS words,
    round(avg(depth.named_voices), 1) AS voices
FROM written
JOIN marts.sourcing depth USING (article_key)
GROUP BY written.author, written.outlet
ORDER BY articles DESC, written.author, written.outlet
LIMIT $limit
