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
JOIN entity_mentions mention ON mention.entity_key = subject.entity_key
JOIN quotes quote
    ON quote.article_key = mention.article_key
    AND quote.in_title = mention.in_title
    AND coalesce(quote.clause_start, quote.start_char) <= mention.start_char
    AND mention.end_char <= coalesce(quote.clause_end, quote.end_char)
JOIN articles article ON article.article_key = quote.article_key
LEFT JOIN entities speaker ON speaker.entity_key = quote.speaker_key
WHERE is_named(subject.name, $name) AND quote.kind <> 'scare'
    AND quote.speaker_key IS DISTINCT FROM subject.entity_key
    AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
QUALIFY row_number() OVER (
    PARTITION BY quote.article_key, quote.in_title, quote.start_char, quote.end_char, subject.entity_key
    ORDER BY mention.start_char
) = 1
ORDER BY article.published_on DESC NULLS LAST, quote.article_key, quote.in_title DESC, quote.start_char, about
LIMIT $limit
