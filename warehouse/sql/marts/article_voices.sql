-- title: Whose words an article carries
-- grain: A speaker in an article; voices left unnamed, and words that nobody is known to have said, once each.
-- by: article
-- depends: main.quotes
-- column article_key: Key of the article.
-- column speaker_key: entity_key of the speaker; missing where nobody is named.
-- column is_anonymous: Whether the voices are left unnamed.
-- column role_class: The role class met most often; missing where none is known.
-- column quotes: Spans of speech in the text, scare quotes left out; the parts of a split quote count once.
-- column direct: Of the spans, those wholly between quotation marks.
SELECT
    article_key,
    speaker_key,
    is_anonymous,
    mode(speaker_role_class ORDER BY speaker_role_class) AS role_class,
    count(DISTINCT turn_id) AS quotes,
    count(*) FILTER (kind = 'direct') AS direct
FROM main.quotes
WHERE kind <> 'scare' AND NOT in_title
GROUP BY article_key, speaker_key, is_anonymous
ORDER BY article_key
