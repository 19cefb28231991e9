-- title: How much each entity is in the news, week by week
-- grain: An entity in a week of publication.
-- adds: articles, mentions
-- depends: main.articles, marts.article_entities
-- column week: Monday of the week of publication in UTC; missing where the day is not known.
-- column entity_key: Key of the entity.
-- column articles: Articles that name it.
-- column mentions: Spans that name it.
SELECT
    week_of(article.published_on) AS week,
    named.entity_key,
    count(*) AS articles,
    CAST(sum(named.mentions) AS BIGINT) AS mentions
FROM marts.article_entities named
JOIN main.articles article USING (article_key)
GROUP BY ALL
ORDER BY week, entity_key
