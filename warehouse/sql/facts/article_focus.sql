-- title: The countries each article is about
-- grain: A country of an article.
-- frame: article_focus
-- by: article
-- depends: lake.article_focus
-- column article_key: Key of the article.
SELECT article_key(article_id) AS article_key, * EXCLUDE (batch, article_id)
FROM lake.article_focus
ORDER BY article_key
