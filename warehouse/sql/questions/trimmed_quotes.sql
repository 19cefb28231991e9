-- title: Whose words did another outlet cut short?
-- parameter name name = none: Words of this speaker only; a part of the name is enough
-- parameter words integer = 3: What is left has at least so many words
-- parameter since date = none: Cut on this day or later
-- parameter until date = none: Cut on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- expect: {"speaker": "Eusebio Choque", "outlet": "The Harbour Ledger"}
SELECT speaker, first_outlet, words, outlet, what_is_left, round(share, 2) AS share
FROM marts.trimmed_quotes
-- Spaces are counted, not words cut: a list of words for each of many rows takes as long as all the rest.
WHERE length(what_is_left) - length(replace(what_is_left, ' ', '')) >= $words - 1
    AND ($name IS NULL OR is_named(speaker, $name))
    AND ($since IS NULL OR CAST(published_at AS DATE) >= $since)
    AND ($until IS NULL OR CAST(published_at AS DATE) <= $until)
ORDER BY share, speaker, outlet, words, what_is_left
LIMIT $limit
