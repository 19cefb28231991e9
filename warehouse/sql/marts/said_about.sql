-- title: Who said what about whom
-- grain: An entity in a quote, the speaker left out.
-- kind: view
-- depends: main.articles, main.entities, main.quotes, marts.quote_subjects
-- column speaker: Canonical name of the speaker; missing where nobody is named.
-- column about: Name of who or what is spoken about.
-- column about_label: Its OntoNotes label.
-- column quote: The words, without their quotation marks.
-- column kind: direct, mixed or indirect.
-- column confidence: Estimated probability that the quote's row is right, 0 to 1.
-- column is_anonymous: Whether the voice is a group or person left unnamed.
-- column outlet: Who published it.
-- column published_at: When it was published, UTC.
-- column article_id: The article.
-- column in_title: Whether the quote stands in the headline.
-- column start_char: First character of the quote.
-- column end_char: Character after its last.
-- column article_key: Key of the article.
-- column speaker_key: entity_key of the speaker.
-- column subject_key: entity_key of who or what is spoken about.
SELECT
    coalesce(speaker.name, quote.speaker) AS speaker,
    subject.name AS about,
    subject.label AS about_label,
    quote.text AS quote,
    quote.kind,
    quote.confidence,
    quote.is_anonymous,
    article.outlet,
    article.published_at,
    article.article_id,
    quote.in_title,
    quote.start_char,
    quote.end_char,
    quote.article_key,
    quote.speaker_key,
    about.subject_key
FROM marts.quote_subjects about
JOIN main.entities subject ON subject.entity_key = about.subject_key
JOIN main.quotes quote
    ON quote.article_key = about.article_key
    AND quote.in_title = about.in_title
    AND quote.start_char = about.start_char
    AND quote.end_char = about.end_char
JOIN main.articles article ON article.article_key = about.article_key
LEFT JOIN main.entities speaker ON speaker.entity_key = quote.speaker_key
