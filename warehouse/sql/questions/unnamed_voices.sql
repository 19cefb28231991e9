-- title: How are voices without a name described, and what do they say?
-- parameter outlet outlet = none: In this outlet only; a part of its name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --outlet eastern
-- expect: {"voice": "officials", "outlet": "easternlantern.example"}
SELECT
    lower(quote.speaker_text) AS voice,
    article.outlet,
    count(*) AS quotes,
    first(quote.text ORDER BY quote.article_key, quote.start_char) AS for_example
FROM quotes quote
JOIN articles article USING (article_key)
WHERE quote.is_anonymous AND quote.speaker_text IS NOT NULL AND quote.kind <> 'scare' AND NOT quote.in_title
    AND ($outlet IS NULL OR is_named(article.outlet, $outlet))
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY voice, article.outlet
ORDER BY quotes DESC, voice, article.outlet
LIMIT $limit
