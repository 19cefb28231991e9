-- title: Quotes with the same words, whole or in part, wherever they are printed
-- grain: A quote; scare quotes, which nobody said, have none.
-- frame: quote_groups
-- depends: lake.quote_groups, main.quotes
-- column article_key: Key of the article.
SELECT quote.article_key, grouped.quote_id, grouped.quote_group_id, grouped.relation
FROM lake.quote_groups grouped
JOIN main.quotes quote USING (quote_id)
ORDER BY article_key
