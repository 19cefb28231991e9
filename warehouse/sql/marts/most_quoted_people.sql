-- title: People by how often they are quoted
-- grain: A person.
-- per: speaker_key
-- depends: main.articles, main.entities, marts.article_voices
-- column speaker_key: entity_key of the person.
-- column speaker_id: entity_id of the person.
-- column speaker: Canonical name.
-- column role_class: The role class met in most articles; missing where none is known.
-- column quotes: Spans of speech attributed to the person; the parts of a split quote count once.
-- column articles: Articles that quote the person.
-- column outlets: Outlets that quote the person.
-- column first_published_at: Earliest article that quotes the person, UTC.
-- column last_published_at: Latest article that quotes the person, UTC.
SELECT
    entity.entity_key AS speaker_key,
    entity.entity_id AS speaker_id,
    entity.name AS speaker,
    mode(voice.role_class ORDER BY voice.role_class) AS role_class,
    CAST(sum(voice.quotes) AS BIGINT) AS quotes,
    count(DISTINCT voice.article_key) AS articles,
    count(DISTINCT article.outlet_key) AS outlets,
    min(article.published_at) AS first_published_at,
    max(article.published_at) AS last_published_at
FROM marts.article_voices voice
JOIN main.entities entity ON entity.entity_key = voice.speaker_key
JOIN main.articles article ON article.article_key = voice.article_key
WHERE entity.label = 'PERSON'
GROUP BY entity.entity_key, entity.entity_id, entity.name
ORDER BY quotes DESC, articles DESC, speaker, speaker_id
