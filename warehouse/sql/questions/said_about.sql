-- title: Who said what about somebody?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: Putin
-- expect: {"speaker": "Anastasia", "about": "Vladimir Putin", "kind": "direct"}
SELECT
    article.published_on,
    article.outlet,
    coalesce(speaker.name, quote.speaker, quote.speaker_text) AS speaker,
    subject.name AS about,
    quote.text AS words,
    quote.kind,
    round(quote.confidence, 2) AS confidence
FROM entities subject
JOIN marts.quote_subjects spoken ON spoken.subject_key = subject.entity_key
JOIN quotes quote
    ON quote.article_key = spoken.article_key
    AND quote.in_title = spoken.in_title
    AND quote.start_char = spoken.start_char
    AND quote.end_char = spoken.end_char
JOIN articles article ON article.article_key = quote.article_key
LEFT JOIN entities speaker ON speaker.entity_key = quote.speaker_key
WHERE is_named(subject.name, $name)
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
ORDER BY article.published_on DESC NULLS LAST, quote.article_key, quote.in_title DESC, quote.start_char, about
LIMIT $limit
