-- title: Who said what about somebody?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: Putin
-- expect: {"speaker": "Anastasia", "about": "Vladimir Putin", "kind": "direct"}
WITH chosen AS (
    SELECT spoken.*, subject.name AS about, article.published_on, article.outlet
    FROM entities subject
    JOIN marts.quote_subjects spoken ON spoken.subject_key = subject.entity_key
    JOIN articles article USING (article_key)
    WHERE is_named(subject.name, $name)
        AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
    ORDER BY article.published_on DESC NULLS LAST, spoken.article_key, spoken.in_title DESC, spoken.start_char, about
    LIMIT $limit
)
SELECT
    chosen.published_on,
    chosen.outlet,
    coalesce(speaker.name, quote.speaker, quote.speaker_text) AS speaker,
    chosen.about,
    quote.text AS words,
    quote.kind,
    round(quote.confidence, 2) AS confidence
FROM chosen
JOIN quotes quote
    ON quote.article_key = chosen.article_key
    AND quote.in_title = chosen.in_title
    AND quote.start_char = chosen.start_char
    AND quote.end_char = chosen.end_char
LEFT JOIN entities speaker ON speaker.entity_key = quote.speaker_key
ORDER BY chosen.published_on DESC NULLS LAST, chosen.article_key, chosen.in_title DESC, chosen.start_char, chosen.about
