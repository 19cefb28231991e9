-- title: Who is quoted by whom
-- grain: A speaker in an outlet.
-- depends: main.articles, main.entities, main.quotes
-- column speaker_key: entity_key of the speaker.
-- column speaker_id: entity_id of the speaker.
-- column speaker: Canonical name of the speaker.
-- column speaker_label: OntoNotes label of the speaker: PERSON, ORG, …
-- column outlet: Who quotes; missing where it is not known.
-- column quotes: Spans of speech; the parts of a split quote count once.
-- column articles: Articles of the outlet that quote the speaker.
-- column share: Share of the outlet's attributed quotes that are this speaker's, 0 to 1.
WITH pairs AS (
    SELECT
        entity.entity_key AS speaker_key,
        entity.entity_id AS speaker_id,
        entity.name AS speaker,
        entity.label AS speaker_label,
        article.outlet,
        count(DISTINCT quote.turn_id) AS quotes,
        count(DISTINCT quote.article_key) AS articles
    FROM main.quotes quote
    JOIN main.entities entity ON entity.entity_key = quote.speaker_key
    JOIN main.articles article ON article.article_key = quote.article_key
    WHERE quote.kind <> 'scare'
    GROUP BY ALL
)
SELECT *, quotes / sum(quotes) OVER (PARTITION BY outlet) AS share
FROM pairs
ORDER BY outlet, quotes DESC, speaker, speaker_id
