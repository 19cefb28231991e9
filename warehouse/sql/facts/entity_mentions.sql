-- title: Every span that names an entity
-- grain: A span.
-- frame: entity_mentions
-- by: article
-- depends: lake.entity_mentions
-- column article_key: Key of the article.
-- column entity_key: Key of the entity named; missing where it is not resolved.
SELECT
    article_key(article_id) AS article_key,
    * EXCLUDE (batch, article_id, entity_id),
    entity_key(entity_id) AS entity_key
FROM lake.entity_mentions
ORDER BY article_key
