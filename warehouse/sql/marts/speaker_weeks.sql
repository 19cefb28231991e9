-- title: How much each speaker is quoted, week by week
-- grain: A speaker in a week of publication.
-- adds: quotes, articles
-- depends: main.articles, marts.article_voices
-- column week: Monday of the week of publication in UTC; missing where the day is not known.
-- column speaker_key: entity_key of the speaker.
-- column quotes: Spans of speech; the parts of a split quote count once.
-- column articles: Articles that quote the speaker.
SELECT
    week_of(article.published_on) AS week,
    voice.speaker_key,
    CAST(sum(voice.quotes) AS BIGINT) AS quotes,
    count(*) AS articles
FROM marts.article_voices voice
JOIN main.articles article USING (article_key)
WHERE voice.speaker_key IS NOT NULL
GROUP BY ALL
ORDER BY week, speaker_key
