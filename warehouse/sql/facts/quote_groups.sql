-- title: Quotes with the same words, whole or in part, wherever they are printed
-- grain: A quote; scare quotes, which nobody said, have none.
-- frame: quote_groups
-- by: quote
-- depends: lake.quote_groups
-- column article_key: Key of the article.
-- column wording_key: The same for quotes of the same words; fewer than six also need the same speaker.
SELECT article_key, quote_id, quote_group_id, relation, wording_key
FROM lake.quote_groups
ORDER BY article_key, quote_id
