-- title: Who said what, where it was printed, and which characters prove it
-- grain: A quote.
-- kind: view
-- depends: main.articles, main.entities, main.quotes
-- column speaker: Canonical name of the speaker; missing where nobody is named.
-- column speaker_id: entity_id of the speaker.
-- column speaker_role: Role of the speaker as the text gives it.
-- column speaker_role_class: politician, official, military, police, expert, business, …
-- column is_anonymous: Whether the voice is a group or person left unnamed.
-- column quote: The words, without their quotation marks.
-- column kind: direct, mixed, indirect or scare.
-- column cue: The word that reports: said, according to.
-- column confidence: Estimated probability that the row is right, 0 to 1.
-- column title: Headline of the article.
-- column outlet: Who published it.
-- column published_at: When it was published, UTC.
-- column url: Canonical address of the page.
-- column article_id: The article.
-- column in_title: Whether the quote stands in the headline; the offsets count there then.
-- column start_char: First character of the quote in the article's text or headline.
-- column end_char: Character after the last.
-- column source_path: The raw file.
-- column source_record: Position of the record in the file.
-- column source_start: First character of the quote in records.text; missing where the record differs from the text.
-- column source_end: Character after the last in records.text.
-- column article_key: Key of the article.
-- column speaker_key: Key of the speaker.
SELECT
    coalesce(entity.name, quote.speaker) AS speaker,
    entity.entity_id AS speaker_id,
    quote.speaker_role,
    quote.speaker_role_class,
    quote.is_anonymous,
    quote.text AS quote,
    quote.kind,
    quote.cue,
    quote.confidence,
    article.title,
    article.outlet,
    article.published_at,
    article.url,
    article.article_id,
    quote.in_title,
    quote.start_char,
    quote.end_char,
    article.source_path,
    article.source_record,
    quote.source_start,
    quote.source_end,
    quote.article_key,
    quote.speaker_key
FROM main.quotes quote
JOIN main.articles article USING (article_key)
LEFT JOIN main.entities entity ON entity.entity_key = quote.speaker_key
WHERE quote.kind <> 'scare'
