-- title: Which outlets quote somebody, how often, and since when?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: "Joseph Wafula" --since 2026-09-01
-- expect: {"outlet": "Bight Courier", "speaker": "Joseph Wafula", "articles": 1}
SELECT
    article.outlet,
    speaker.name AS speaker,
    CAST(sum(voice.quotes) AS BIGINT) AS quotes,
    count(*) AS articles,
    min(article.published_on) AS first_on,
    max(article.published_on) AS last_on
FROM entities speaker
JOIN marts.article_voices voice ON voice.speaker_key = speaker.entity_key
JOIN articles article USING (article_key)
WHERE is_named(speaker.name, $name)
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY article.outlet, speaker.entity_key, speaker.name
ORDER BY quotes DESC, articles DESC, article.outlet, speaker.name, speaker.entity_key
LIMIT $limit
