-- title: What did somebody say, and which characters of which file prove it?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter outlet outlet = none: Printed by this outlet; a part of its name is enough
-- parameter limit integer = 20: At most so many rows
-- example: "Konstantin Kalachev"
-- expect: {"quote": "There will be no peace until Russia has tried a final offensive,", "kind": "direct", "source_path": "000_a26d5c02ce7dabc6.txt"}
SELECT
    CAST(published_at AS DATE) AS published_on,
    outlet,
    speaker,
    quote,
    kind,
    round(confidence, 2) AS confidence,
    source_path,
    source_start,
    source_end
FROM marts.who_said_what
WHERE is_named(speaker, $name)
    AND ($since IS NULL OR CAST(published_at AS DATE) >= $since)
    AND ($until IS NULL OR CAST(published_at AS DATE) <= $until)
    AND ($outlet IS NULL OR is_named(outlet, $outlet))
ORDER BY published_at DESC NULLS LAST, article_key, in_title DESC, start_char
LIMIT $limit
