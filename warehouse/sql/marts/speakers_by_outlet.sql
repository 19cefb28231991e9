-- title: Who is quoted by whom
-- grain: A speaker in an outlet.
-- kind: view
-- depends: main.entities, marts.outlet_speakers
-- column speaker_key: entity_key of the speaker.
-- column speaker_id: entity_id of the speaker.
-- column speaker: Canonical name of the speaker.
-- column speaker_label: OntoNotes label of the speaker: PERSON, ORG, …
-- column outlet: Who quotes; missing where it is not known.
-- column quotes: Spans of speech; the parts of a split quote count once.
-- column articles: Articles of the outlet that quote the speaker.
-- column share: Share of the outlet's attributed quotes that are this speaker's, 0 to 1.
SELECT
    quoted.speaker_key,
    entity.entity_id AS speaker_id,
    entity.name AS speaker,
    entity.label AS speaker_label,
    quoted.outlet,
    quoted.quotes,
    quoted.articles,
    quoted.quotes / total.quotes AS share
FROM marts.outlet_speakers quoted
JOIN (SELECT outlet, sum(quotes) AS quotes FROM marts.outlet_speakers GROUP BY outlet) total
    ON total.outlet IS NOT DISTINCT FROM quoted.outlet
JOIN main.entities entity ON entity.entity_key = quoted.speaker_key
