-- title: Every span of reported speech
-- grain: A contiguous span without its quotation marks.
-- frame: quotes
-- by: article
-- depends: lake.quotes, main.articles, main.blocks
-- column article_key: Key of the article.
-- column speaker_key: entity_key of the speaker; missing where nobody is named.
-- column source_start: First character of the quote in records.text; missing where the record differs from the text.
-- column source_end: Character after the last in records.text.
WITH spans AS (
    SELECT article_key, false AS in_title, start_char, end_char, source_start
    FROM main.blocks
    WHERE end_char - start_char = source_end - source_start
    UNION ALL
    SELECT article_key, true, 0, any_value(length(article.title)), min(block.source_start)
    FROM main.blocks block
    JOIN main.articles article USING (article_key)
    WHERE block.kind = 'title' AND block.source_end - block.source_start = length(article.title)
    GROUP BY article_key
)
SELECT
    article_key(quote.article_id) AS article_key,
    quote.* EXCLUDE (batch, article_id, speaker_id),
    entity_key(quote.speaker_id) AS speaker_key,
    CAST(first.source_start + quote.start_char - first.start_char AS BIGINT) AS source_start,
    CAST(last.source_start + quote.end_char - last.start_char AS BIGINT) AS source_end
FROM lake.quotes quote
LEFT JOIN spans first
    ON first.article_key = article_key(quote.article_id)
    AND first.in_title = quote.in_title
    AND first.start_char <= quote.start_char AND quote.start_char < first.end_char
LEFT JOIN spans last
    ON last.article_key = article_key(quote.article_id)
    AND last.in_title = quote.in_title
    AND last.start_char < quote.end_char AND quote.end_char <= last.end_char
ORDER BY article_key, in_title DESC, start_char, end_char
