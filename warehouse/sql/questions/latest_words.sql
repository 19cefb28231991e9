-- title: What was said last, and where does it stand?
-- summary: 1
-- parameter limit integer = 3: At most so many rows
-- expect: {"outlet": "Bight Courier", "speaker": "Ama Serwaa Boahen", "quote": "I had to arrive twice in each step."}
WITH newest AS (
    SELECT article_key
    FROM articles
    SEMI JOIN (FROM marts.article_voices WHERE speaker_key IS NOT NULL AND direct > 0) USING (article_key)
    ORDER BY published_at DESC NULLS LAST, article_key
    LIMIT $limit
),
chosen AS (
    SELECT quote.*
    FROM quotes quote
    SEMI JOIN newest USING (article_key)
    WHERE quote.speaker_key IS NOT NULL AND quote.kind = 'direct'
),
spans AS (FROM source_spans SEMI JOIN chosen USING (article_key))
SELECT
    strftime(article.published_at, '%Y-%m-%d') AS published,
    article.outlet,
    speaker.name AS speaker,
    chosen.text AS quote,
    article.source_path,
    first.source_start + chosen.start_char - first.start_char AS source_start,
    last.source_start + chosen.end_char - last.start_char AS source_end
FROM chosen
JOIN articles article USING (article_key)
JOIN entities speaker ON speaker.entity_key = chosen.speaker_key
LEFT JOIN spans first
    ON first.article_key = chosen.article_key
    AND first.in_title = chosen.in_title
    AND first.start_char <= chosen.start_char AND chosen.start_char < first.end_char
LEFT JOIN spans last
    ON last.article_key = chosen.article_key
    AND last.in_title = chosen.in_title
    AND last.start_char < chosen.end_char AND chosen.end_char <= last.end_char
ORDER BY article.published_at DESC NULLS LAST, chosen.article_key, chosen.in_title DESC, chosen.start_char
LIMIT $limit
