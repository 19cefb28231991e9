-- title: Every quote stands in its raw record where who_said_what says, up to white space
-- severity: error
-- by: article
-- depends: marts.who_said_what, main.records
WITH cut AS (
    SELECT
        quote.article_id,
        quote.start_char,
        quote.source_start,
        quote.quote,
        substr(record.text, quote.source_start + 1, quote.source_end - quote.source_start) AS printed
    FROM marts.who_said_what quote
    JOIN main.records record ON record.article_key = quote.article_key AND record.status = 'read'
    WHERE quote.source_start IS NOT NULL AND quote.source_end IS NOT NULL
)
SELECT *
FROM cut
WHERE CASE
    WHEN quote = printed THEN false
    ELSE regexp_replace(quote, '[\s\pZ]+', '', 'g') IS DISTINCT FROM regexp_replace(printed, '[\s\pZ]+', '', 'g')
END
ORDER BY ALL
