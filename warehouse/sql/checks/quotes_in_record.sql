-- title: Every quote stands in its raw record where who_said_what says, up to white space
-- severity: error
-- depends: marts.who_said_what, main.records
SELECT quote.article_id, quote.start_char, quote.source_start, quote.source_end, quote.quote
FROM marts.who_said_what quote
JOIN main.records record ON record.article_key = quote.article_key AND record.status = 'read'
WHERE quote.source_start IS NOT NULL
AND quote.source_end IS NOT NULL
AND regexp_replace(quote.quote, '[\s\pZ]+', '', 'g') IS DISTINCT FROM regexp_replace(
    substr(record.text, quote.source_start + 1, quote.source_end - quote.source_start), '[\s\pZ]+', '', 'g'
)
ORDER BY ALL
