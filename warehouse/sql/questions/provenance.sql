-- title: Which characters of which file prove the quotes of an article?
-- parameter article article: Its id, or the first characters of it
-- parameter limit integer = 50: At most so many rows
-- example: 0c78f147 --limit 5
-- expect: {"quote": "I wrote it in the log both times,", "in_the_file": "I wrote it in the log both times,", "proven": true}
WITH chosen AS (
    SELECT * FROM marts.who_said_what WHERE starts_with(article_id, lower($article))
)
SELECT
    chosen.quote,
    chosen.start_char,
    chosen.end_char,
    chosen.source_path,
    chosen.source_start,
    chosen.source_end,
    substr(
        CASE WHEN chosen.in_title THEN chosen.title ELSE body.text END,
        chosen.start_char + 1,
        chosen.end_char - chosen.start_char
    ) = chosen.quote AS proven,
    substr(record.text, chosen.source_start + 1, chosen.source_end - chosen.source_start) AS in_the_file
FROM chosen
JOIN article_text body USING (article_key)
JOIN records record ON record.source_path = chosen.source_path AND record.source_record = chosen.source_record
ORDER BY chosen.article_key, chosen.in_title DESC, chosen.start_char
LIMIT $limit
