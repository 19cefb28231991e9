-- title: Whose words did another outlet cut short?
-- parameter name name = none: Words of this speaker only; a part of the name is enough
-- parameter words integer = 3: What is left has at least so many words
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- expect: {"speaker": "Eusebio Choque", "outlet": "Andes Mirror", "other_outlet": "The Harbour Ledger"}
WITH said AS (
    SELECT
        trim(regexp_replace(lower(strip_accents(quote.text)), '[^\p{L}\p{N}]+', ' ', 'g')) AS heard,
        quote.text,
        quote.article_key,
        quote.speaker_key,
        article.outlet,
        article.published_on
    FROM quotes quote
    JOIN articles article USING (article_key)
    WHERE quote.kind IN ('direct', 'mixed') AND quote.speaker_key IS NOT NULL
        AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
)
SELECT DISTINCT
    speaker.name AS speaker,
    whole.outlet AS outlet,
    whole.text AS words,
    part.outlet AS other_outlet,
    part.text AS what_is_left,
    round(length(part.heard) / length(whole.heard), 2) AS share
FROM said whole
JOIN said part
    ON part.speaker_key = whole.speaker_key
    AND part.article_key <> whole.article_key
    AND length(part.heard) < length(whole.heard)
    AND contains(' ' || whole.heard || ' ', ' ' || part.heard || ' ')
JOIN entities speaker ON speaker.entity_key = whole.speaker_key
WHERE len(string_split(part.heard, ' ')) >= $words AND ($name IS NULL OR is_named(speaker.name, $name))
ORDER BY share, speaker.name, whole.outlet, part.outlet, words, what_is_left
LIMIT $limit
