-- title: How many articles name two entities together
-- grain: A pair of entities that are among the ten named most in an article; the smaller key stands first.
-- adds: articles
-- depends: marts.article_entities
-- column a_key: entity_key of one entity.
-- column b_key: entity_key of the other entity.
-- column articles: Articles that name both among their ten entities named most.
WITH named AS (
    SELECT article_key, entity_key
    FROM marts.article_entities
    QUALIFY row_number() OVER (PARTITION BY article_key ORDER BY mentions DESC, entity_key) <= 10
)
SELECT one.entity_key AS a_key, other.entity_key AS b_key, count(*) AS articles
FROM named one
JOIN named other ON other.article_key = one.article_key AND one.entity_key < other.entity_key
GROUP BY ALL
