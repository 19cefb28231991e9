-- title: Every article has a story, which is called by an article of its own
-- severity: error
-- depends: main.articles
SELECT article.article_id, article.story_id
FROM main.articles article
LEFT JOIN main.articles first ON first.article_id = article.story_id
WHERE article.story_id IS NULL OR first.story_id IS DISTINCT FROM article.story_id
ORDER BY ALL
