-- title: What did somebody say, and which characters of which file prove it?
-- parameter name name: The person or organisation; a part of the name is enough
-- parameter since date = none: Published on this day or later
-- parameter until date = none: Published on this day or earlier
-- parameter outlet outlet = none: Printed by this outlet; a part of its name is enough
-- parameter limit integer = 20: At most so many rows
-- example: "Konstantin Kalachev"
-- expect: {"quote": "There will be no peace until Russia has tried a final offensive,", "kind": "direct", "source_path": "000_a26d5c02ce7dabc6.txt"}
WITH latest AS (
    SELECT quote.article_key, quote.in_title, quote.start_char, quote.end_char, speaker.name AS said_by
    FROM entities speaker
    JOIN quotes quote ON quote.speaker_key = speaker.entity_key
    JOIN articles article USING (article_key)
    WHERE is_named(speaker.name, $name) AND quote.kind <> 'scare'
        AND ($since IS NULL OR article.published_on >= $since) AND ($until IS NULL OR article.published_on <= $until)
        AND ($outlet IS NULL OR is_named(article.outlet, $outlet))
    ORDER BY article.published_at DESC NULLS LAST, quote.article_key, quote.in_title DESC, quote.start_char,
        quote.end_char
    LIMIT $limit
),
-- The words are fetched of those that are shown alone.
chosen AS (
    SELECT
        quote.*,
        latest.said_by,
        article.published_at,
        article.published_on,
        article.outlet,
        article.source_path
    FROM latest
    JOIN quotes quote
        ON quote.article_key = latest.article_key
        AND quote.in_title = latest.in_title
        AND quote.start_char = latest.start_char
        AND quote.end_char = latest.end_char
    JOIN articles article ON article.article_key = latest.article_key
)
SELECT
    chosen.published_on,
    chosen.outlet,
    chosen.said_by AS speaker,
    chosen.text AS quote,
    chosen.kind,
    round(chosen.confidence, 2) AS confidence,
    chosen.source_path,
    chosen.source_start,
    chosen.source_end
FROM chosen
ORDER BY
    chosen.published_at DESC NULLS LAST, chosen.article_key, chosen.in_title DESC, chosen.start_char, chosen.end_char
