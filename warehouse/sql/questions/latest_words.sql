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
)
SELECT
    strftime(article.published_at, '%Y-%m-%d') AS published,
    article.outlet,
    speaker.name AS speaker,
    chosen.text AS quote,
    article.source_path,
    chosen.source_start,
    chosen.source_end
FROM chosen
JOIN articles article USING (article_key)
JOIN entities speaker ON speaker.entity_key = chosen.speaker_key
ORDER BY article.published_at DESC NULLS LAST, chosen.article_key, chosen.in_title DESC, chosen.start_char
LIMIT $limit
