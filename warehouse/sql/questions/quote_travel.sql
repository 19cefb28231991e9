-- title: Which words travelled from outlet to outlet, and who had them first?
-- parameter words integer = 4: At least so many words
-- parameter since date = none: First printed on this day or later
-- parameter until date = none: First printed on this day or earlier
-- parameter limit integer = 20: At most so many rows
-- example: --limit 5
-- expect: {"words": "The hull is holding and nobody is missing,", "outlets": 3, "first_outlet": "The Harbour Ledger"}
SELECT
    words,
    outlets,
    articles,
    first_outlet,
    CAST(first_at AS DATE) AS first_on,
    round(hours, 1) AS hours,
    trimmed,
    altered
FROM marts.quote_travel
WHERE outlets > 1
    AND len(string_split(words, ' ')) >= $words
    AND ($since IS NULL OR CAST(first_at AS DATE) >= $since) AND ($until IS NULL OR CAST(first_at AS DATE) <= $until)
ORDER BY outlets DESC, hours DESC, words
LIMIT $limit
