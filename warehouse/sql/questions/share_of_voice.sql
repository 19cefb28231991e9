-- title: Which kinds of people get to speak?
-- parameter outlet outlet = none: In this outlet only; a part of its name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- expect: {"role_class": "anonymous", "speakers": 0}
SELECT
    coalesce(voice.role_class, CASE WHEN voice.is_anonymous THEN 'anonymous' ELSE 'not told' END) AS role_class,
    CAST(sum(voice.quotes) AS BIGINT) AS quotes,
    round(sum(voice.quotes) / sum(sum(voice.quotes)) OVER (), 3) AS share,
    count(DISTINCT voice.speaker_key) AS speakers,
    count(DISTINCT voice.article_key) AS articles
FROM marts.article_voices voice
JOIN articles article USING (article_key)
WHERE ($outlet IS NULL OR is_named(article.outlet, $outlet))
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY ALL
ORDER BY quotes DESC, role_class
