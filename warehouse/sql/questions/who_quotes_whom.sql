-- title: Whom does each outlet quote most?
-- parameter outlet outlet = none: This outlet only; a part of its name is enough
-- parameter each integer = 3: So many speakers of each outlet
-- parameter limit integer = 30: At most so many rows
-- example: --outlet Pontwell
-- expect: {"outlet": "Pontwell Gazette", "speaker": "Neil Garbutt", "articles": 1}
SELECT outlet, speaker, speaker_label AS label, quotes, articles, round(share, 3) AS share
FROM marts.speakers_by_outlet
WHERE $outlet IS NULL OR is_named(outlet, $outlet)
QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY quotes DESC, articles DESC, speaker, speaker_id) <= $each
ORDER BY outlet NULLS LAST, quotes DESC, articles DESC, speaker
LIMIT $limit
