-- title: How deep an article is sourced
-- grain: An article.
-- by: article
-- depends: main.articles, marts.article_voices
-- column article_key: Key of the article.
-- column named_voices: Different speakers that are named.
-- column quotes: Spans of speech in the text, scare quotes left out; the parts of a split quote count once.
-- column named_quotes: Those of speakers that are named.
-- column anonymous_quotes: Those of voices left unnamed.
-- column unattributed_quotes: Those that nobody is known to have said.
-- column direct_quotes: Spans wholly between quotation marks.
-- column role_classes: Different role classes of the voices, as far as they are known.
-- column words: Words of the article.
SELECT
    article.article_key,
    count(voice.speaker_key) AS named_voices,
    CAST(coalesce(sum(voice.quotes), 0) AS BIGINT) AS quotes,
    CAST(coalesce(sum(voice.quotes) FILTER (voice.speaker_key IS NOT NULL), 0) AS BIGINT) AS named_quotes,
    CAST(coalesce(sum(voice.quotes) FILTER (voice.speaker_key IS NULL AND voice.is_anonymous), 0) AS BIGINT)
        AS anonymous_quotes,
    CAST(coalesce(sum(voice.quotes) FILTER (voice.speaker_key IS NULL AND NOT voice.is_anonymous), 0) AS BIGINT)
        AS unattributed_quotes,
    CAST(coalesce(sum(voice.direct), 0) AS BIGINT) AS direct_quotes,
    count(DISTINCT voice.role_class) AS role_classes,
    any_value(article.word_count) AS words
FROM main.articles article
LEFT JOIN marts.article_voices voice USING (article_key)
GROUP BY article.article_key
ORDER BY article_key
