-- title: Whom and what a quote is about: who is named in it, or in the clause that reports it
-- grain: An entity in a quote, the speaker left out.
-- by: article
-- depends: main.entity_mentions, main.quotes
-- column article_key: Key of the article.
-- column in_title: Whether the quote stands in the headline.
-- column start_char: First character of the quote.
-- column end_char: Character after its last.
-- column speaker_key: entity_key of the speaker; missing where nobody is named.
-- column subject_key: entity_key of who or what is spoken about.
-- column mentions: Spans that name it there.
SELECT
    quote.article_key,
    quote.in_title,
    quote.start_char,
    quote.end_char,
    quote.speaker_key,
    mention.entity_key AS subject_key,
    count(*) AS mentions
FROM main.quotes quote
JOIN main.entity_mentions mention
    ON mention.article_key = quote.article_key
    AND mention.in_title = quote.in_title
    AND coalesce(quote.clause_start, quote.start_char) <= mention.start_char
    AND mention.end_char <= coalesce(quote.clause_end, quote.end_char)
WHERE quote.kind <> 'scare'
    AND mention.entity_key IS NOT NULL
    AND mention.entity_key IS DISTINCT FROM quote.speaker_key
GROUP BY ALL
ORDER BY article_key
