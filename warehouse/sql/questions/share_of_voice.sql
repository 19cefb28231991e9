-- title: Which kinds of people get to speak?
-- parameter outlet outlet = none: In this outlet only; a part of its name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- expect: {"role_class": "anonymous", "speakers": 0}
SELECT
    coalesce(quote.speaker_role_class, CASE WHEN quote.is_anonymous THEN 'anonymous' ELSE 'not told' END) AS role_class,
    count(*) AS quotes,
    round(count(*) / sum(count(*)) OVER (), 3) AS share,
    count(DISTINCT quote.speaker_key) AS speakers,
    count(DISTINCT quote.article_key) AS articles
FROM quotes quote
JOIN articles article USING (article_key)
WHERE quote.kind <> 'scare' AND ($outlet IS NULL OR is_named(article.outlet, $outlet))
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY role_class
ORDER BY quotes DESC, role_class
