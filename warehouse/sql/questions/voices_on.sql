-- title: Who is heard on a country?
-- parameter country text: ISO 3166 alpha-2 code of the country
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 15: At most so many rows
-- example: CL
-- expect: {"speaker": "Eusebio Choque", "articles": 4}
SELECT
    speaker.name AS speaker,
    mode(voice.role_class ORDER BY voice.role_class) AS role_class,
    CAST(sum(voice.quotes) AS BIGINT) AS quotes,
    count(*) AS articles,
    count(DISTINCT article.outlet) AS outlets
FROM article_focus focus
JOIN articles article USING (article_key)
JOIN marts.article_voices voice USING (article_key)
JOIN entities speaker ON speaker.entity_key = voice.speaker_key
WHERE focus.country_code = upper($country)
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY speaker.entity_key, speaker.name
ORDER BY articles DESC, quotes DESC, speaker.name, speaker.entity_key
LIMIT $limit
