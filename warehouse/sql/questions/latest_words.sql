-- title: What was said last, and where does it stand?
-- summary: 1
-- parameter limit integer = 3: At most so many rows
-- expect: {"outlet": "Bight Courier", "speaker": "Ama Serwaa Boahen", "quote": "I had to arrive twice in each step."}
SELECT
    strftime(published_at, '%Y-%m-%d') AS published,
    outlet,
    speaker,
    quote,
    source_path,
    source_start,
    source_end
FROM marts.who_said_what
WHERE speaker IS NOT NULL AND kind = 'direct'
ORDER BY published_at DESC NULLS LAST, article_key, in_title DESC, start_char
LIMIT $limit
