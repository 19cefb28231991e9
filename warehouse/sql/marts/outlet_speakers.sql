-- title: How often each outlet quotes each speaker
-- grain: A speaker in an outlet.
-- adds: quotes, articles
-- depends: main.articles, marts.article_voices
-- column outlet: Who quotes; missing where it is not known.
-- column speaker_key: entity_key of the speaker.
-- column quotes: Spans of speech; the parts of a split quote count once.
-- column articles: Articles of the outlet that quote the speaker.
SELECT
    article.outlet,
    voice.speaker_key,
    CAST(sum(voice.quotes) AS BIGINT) AS quotes,
    count(*) AS articles
FROM marts.article_voices voice
JOIN main.articles article USING (article_key)
WHERE voice.speaker_key IS NOT NULL
GROUP BY ALL
ORDER BY outlet, speaker_key
