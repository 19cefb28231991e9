-- title: Which words come from different mouths?
-- parameter words integer = 4: At least so many words
-- parameter limit integer = 20: At most so many rows
-- expect: {"words": "It does not come back for our grandchildren,", "mouths": 2}
WITH said AS (
    SELECT
        trim(regexp_replace(lower(strip_accents(quote.text)), '[^\p{L}\p{N}]+', ' ', 'g')) AS heard,
        quote.text,
        quote.article_key,
        quote.speaker_key,
        quote.confidence
    FROM quotes quote
    WHERE quote.kind IN ('direct', 'mixed') AND quote.speaker_key IS NOT NULL
)
SELECT
    min(said.text) AS words,
    count(DISTINCT lower(speaker.name)) AS mouths,
    list_sort(list(DISTINCT speaker.name || ' (' || coalesce(article.outlet, 'outlet not known') || ')')) AS speakers,
    round(min(said.confidence), 2) AS least_confidence
FROM said
JOIN entities speaker ON speaker.entity_key = said.speaker_key
JOIN articles article ON article.article_key = said.article_key
WHERE len(string_split(said.heard, ' ')) >= $words
GROUP BY said.heard
HAVING mouths > 1
ORDER BY mouths DESC, words
LIMIT $limit
