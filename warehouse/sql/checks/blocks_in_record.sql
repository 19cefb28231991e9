-- title: Every kept block stands in its raw record where it says, up to white space
-- severity: error
-- depends: main.article_text, main.blocks, main.records
WITH cut AS (
    SELECT
        block.article_key,
        block.block,
        block.kind,
        block.start_char,
        block.source_start,
        substr(body.text, block.start_char + 1, block.end_char - block.start_char) AS kept,
        substr(record.text, block.source_start + 1, block.source_end - block.source_start) AS printed
    FROM main.blocks block
    JOIN main.article_text body USING (article_key)
    JOIN main.records record ON record.article_key = block.article_key AND record.status = 'read'
    WHERE block.start_char IS NOT NULL AND block.source_start IS NOT NULL
)
SELECT *
FROM cut
WHERE CASE
    WHEN kept = printed THEN false
    ELSE regexp_replace(kept, '[\s\pZ]+', '', 'g') IS DISTINCT FROM regexp_replace(printed, '[\s\pZ]+', '', 'g')
END
ORDER BY ALL
