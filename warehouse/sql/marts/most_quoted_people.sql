-- title: People by how often they are quoted
-- grain: A person.
-- depends: main.articles, main.entities, main.quotes
-- column speaker_key: entity_key of the person.
-- column speaker_id: entity_id of the person.
-- column speaker: Canonical name.
-- column role_class: The role class met most often; missing where none is known.
-- column quotes: Spans of speech attributed to the person; the parts of a split quote count once.
-- column articles: Articles that quote the person.
-- column outlets: Outlets that quote the person.
-- column first_published_at: Earliest article that quotes the person, UTC.
-- column last_published_at: Latest article that quotes the person, UTC.
SELECT
    entity.entity_key AS speaker_key,
    entity.entity_id AS speaker_id,
    entity.name AS speaker,
    mode(quote.speaker_role_class ORDER BY quote.speaker_role_class) AS role_class,
    count(DISTINCT quote.turn_id) AS quotes,
    count(DISTINCT quote.article_key) AS articles,
    count(DISTINCT article.outlet) AS outlets,
    min(article.published_at) AS first_published_at,
    max(article.published_at) AS last_published_at
FROM main.quotes quote
JOIN main.entities entity ON entity.entity_key = quote.speaker_key
JOIN main.articles article ON article.article_key = quote.article_key
WHERE entity.label = 'PERSON' AND quote.kind <> 'scare'
GROUP BY entity.entity_key, entity.entity_id, entity.name
ORDER BY quotes DESC, articles DESC, speaker, speaker_id
