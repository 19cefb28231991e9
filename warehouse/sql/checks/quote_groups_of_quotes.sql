-- title: Every quote that is no scare quote has a group, and every group its quotes
-- severity: error
-- by: article
-- depends: main.quote_groups, main.quotes
SELECT quote.article_key, quote.quote_id AS quote_id, member.quote_id AS grouped
FROM (FROM main.quotes WHERE kind <> 'scare') quote
FULL JOIN main.quote_groups member ON member.article_key = quote.article_key AND member.quote_id = quote.quote_id
WHERE quote.quote_id IS NULL OR member.quote_id IS NULL
ORDER BY ALL
