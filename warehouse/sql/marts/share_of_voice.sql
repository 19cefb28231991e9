-- title: Share of voice
-- grain: A speaker in a week of publication.
-- kind: view
-- depends: main.entities, marts.speaker_weeks
-- column week: Monday of the week of publication in UTC; missing where the day is not known.
-- column speaker: Canonical name of the speaker.
-- column label: OntoNotes label of the speaker: PERSON, ORG, …
-- column quotes: Spans of speech; the parts of a split quote count once.
-- column articles: Articles that quote the speaker.
-- column share: Share of the week's attributed quotes that are this speaker's, 0 to 1.
-- column speaker_key: entity_key of the speaker.
SELECT
    spoken.week,
    entity.name AS speaker,
    entity.label,
    spoken.quotes,
    spoken.articles,
    spoken.quotes / total.quotes AS share,
    spoken.speaker_key
FROM marts.speaker_weeks spoken
JOIN (SELECT week, sum(quotes) AS quotes FROM marts.speaker_weeks GROUP BY week) total
    ON total.week IS NOT DISTINCT FROM spoken.week
JOIN main.entities entity ON entity.entity_key = spoken.speaker_key
