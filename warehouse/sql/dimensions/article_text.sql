-- title: The text of every article, apart from what is asked more often
-- grain: An article.
-- by: article
-- depends: lake.articles
-- column article_key: Key of the article.
-- column text: Dek, paragraphs and headings joined by a blank line; offsets with in_title false count in it.
SELECT article_key(article_id) AS article_key, text
FROM lake.articles
ORDER BY article_key
