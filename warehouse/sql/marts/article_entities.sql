-- title: Who and what an article names
-- grain: An entity in an article.
-- by: article
-- depends: main.entity_mentions
-- column article_key: Key of the article.
-- column entity_key: Key of the entity.
-- column mentions: Spans that name it.
-- column in_title: Whether the headline names it.
SELECT article_key, entity_key, count(*) AS mentions, bool_or(in_title) AS in_title
FROM main.entity_mentions
WHERE entity_key IS NOT NULL
GROUP BY article_key, entity_key
ORDER BY article_key
