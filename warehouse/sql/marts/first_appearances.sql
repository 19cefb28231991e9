-- title: When and where each entity was named first
-- grain: An entity that is named in an article whose time is known.
-- per: entity_key
-- depends: main.articles, main.entities, marts.article_entities
-- column entity_key: Key of the entity.
-- column name: Its name.
-- column label: Its OntoNotes label.
-- column first_at: When the first article that names it was published, or else collected, UTC.
-- column article_key: That article; of several at the same time the one with the smallest key.
-- column outlet: Who published it; missing where it is not known.
-- column title: Its headline.
-- column articles: Articles that name the entity, whether their time is known or not.
WITH met AS (
    SELECT
        named.entity_key,
        count(*) AS articles,
        min(article.came_at) AS first_at,
        arg_min(article.article_key, (article.came_at, article.article_key)) FILTER (article.came_at IS NOT NULL)
            AS first_key
    FROM marts.article_entities named
    JOIN (SELECT article_key, coalesce(published_at, collected_at) AS came_at FROM main.articles) article
        USING (article_key)
    GROUP BY named.entity_key
)
SELECT
    met.entity_key,
    entity.name,
    entity.label,
    met.first_at,
    article.article_key,
    article.outlet,
    article.title,
    met.articles
FROM met
JOIN main.entities entity USING (entity_key)
JOIN main.articles article ON article.article_key = met.first_key
ORDER BY first_at DESC, entity_key
