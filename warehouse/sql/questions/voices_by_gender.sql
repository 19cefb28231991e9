-- title: How are quotes shared between women and men, outlet by outlet?
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 30: At most so many rows
-- expect: {"outlet": "Andes Mirror"}
SELECT
    article.outlet,
    coalesce(CAST(sum(voice.quotes) FILTER (speaker.gender = 'female') AS BIGINT), 0) AS women,
    coalesce(CAST(sum(voice.quotes) FILTER (speaker.gender = 'male') AS BIGINT), 0) AS men,
    coalesce(CAST(sum(voice.quotes) FILTER (speaker.gender IS NULL) AS BIGINT), 0) AS not_known,
    round(women / nullif(women + men, 0), 3) AS share_of_women
FROM marts.article_voices voice
JOIN entities speaker ON speaker.entity_key = voice.speaker_key AND speaker.label = 'PERSON'
JOIN articles article USING (article_key)
WHERE ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
GROUP BY article.outlet
ORDER BY women + men DESC, article.outlet NULLS LAST
LIMIT $limit
