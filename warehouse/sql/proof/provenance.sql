-- title: Every quote, mention and kept block, cut again out of what it comes from
-- grain: A quote, a mention or a kept block that is found in its record.
-- kind: view
-- depends: main.article_text, main.articles, main.blocks, main.entity_mentions, main.location_mentions, main.quotes, main.records
-- column article_key: Key of the article.
-- column fact: Table of the row: quotes, entity_mentions, location_mentions or blocks.
-- column in_title: Whether the row's offsets count in the title instead of the text.
-- column start_char: First character of the row in the article's text or title.
-- column end_char: Character after the last.
-- column source_start: First character of the block in records.text; missing for quotes and mentions.
-- column source_end: Character after the last in records.text.
-- column held: What the row holds; for a block, what the article's text has there.
-- column cut: What stands there: in the article's text or title; for a block, in the raw record.
-- column proven: Whether both are the same, character by character; for a block up to white space.
WITH spans AS (
    SELECT article_key, 'quotes' AS fact, in_title, start_char, end_char, text FROM main.quotes
    UNION ALL
    SELECT article_key, 'entity_mentions', in_title, start_char, end_char, text FROM main.entity_mentions
    UNION ALL
    SELECT article_key, 'location_mentions', in_title, start_char, end_char, text FROM main.location_mentions
),
kept AS (
    SELECT
        block.article_key,
        block.start_char,
        block.end_char,
        block.source_start,
        block.source_end,
        substr(record.text, block.source_start + 1, block.source_end - block.source_start) AS printed
    FROM main.blocks block
    LEFT JOIN (FROM main.records WHERE status = 'read') record USING (article_key)
    WHERE block.start_char IS NOT NULL AND block.source_start IS NOT NULL
),
told AS (
    SELECT
        article_key, fact, in_title, start_char, end_char, NULL AS source_start, NULL AS source_end, text, NULL AS printed
    FROM spans
    UNION ALL
    SELECT article_key, 'blocks', false, start_char, end_char, source_start, source_end, NULL, printed
    FROM kept
),
cut AS (
    -- One look at the texts for all of an article's rows: they are what takes time.
    SELECT
        told.*,
        CASE WHEN told.in_title
            THEN substr(article.title, told.start_char + 1, told.end_char - told.start_char)
            ELSE substr(body.text, told.start_char + 1, told.end_char - told.start_char)
        END AS there
    FROM told
    LEFT JOIN main.articles article USING (article_key)
    LEFT JOIN main.article_text body USING (article_key)
)
SELECT
    article_key,
    fact,
    in_title,
    start_char,
    end_char,
    CAST(source_start AS BIGINT) AS source_start,
    CAST(source_end AS BIGINT) AS source_end,
    CASE fact WHEN 'blocks' THEN there ELSE text END AS held,
    CASE fact WHEN 'blocks' THEN printed ELSE there END AS cut,
    CASE
        WHEN fact <> 'blocks' THEN text IS NOT DISTINCT FROM there AND 0 <= start_char AND start_char < end_char
        WHEN there = printed THEN true
        ELSE there IS NOT NULL
            AND regexp_replace(there, '[\s\pZ]+', '', 'g')
            IS NOT DISTINCT FROM regexp_replace(printed, '[\s\pZ]+', '', 'g')
    END AS proven
FROM cut
