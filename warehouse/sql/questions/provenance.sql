-- title: Which characters of which file prove the quotes of an article?
-- parameter article article: Its id, or the first characters of it
-- parameter limit integer = 50: At most so many rows
-- example: 0c78f147 --limit 6
-- expect: {"quote": "I wrote it in the log both times,", "in_the_file": "I wrote it in the log both times,", "proven": true}
WITH wanted AS (
    SELECT article_key, title, source_path, source_record FROM articles WHERE starts_with(article_id, lower($article))
),
chosen AS (
    SELECT quote.*, wanted.title, wanted.source_path, wanted.source_record
    FROM wanted
    JOIN quotes quote USING (article_key)
    WHERE quote.kind <> 'scare'
    ORDER BY quote.article_key, quote.in_title DESC, quote.start_char
    LIMIT $limit
),
bodies AS (FROM article_text SEMI JOIN wanted USING (article_key)),
raw AS (FROM records SEMI JOIN wanted USING (article_key))
SELECT
    chosen.text AS quote,
    chosen.in_title,
    chosen.start_char,
    chosen.end_char,
    chosen.source_path,
    chosen.source_start,
    chosen.source_end,
    substr(
        CASE WHEN chosen.in_title THEN chosen.title ELSE body.text END,
        chosen.start_char + 1,
        chosen.end_char - chosen.start_char
    ) = chosen.text AS proven,
    substr(record.text, chosen.source_start + 1, chosen.source_end - chosen.source_start) AS in_the_file
FROM chosen
JOIN bodies body USING (article_key)
JOIN raw record ON record.source_path = chosen.source_path AND record.source_record = chosen.source_record
ORDER BY chosen.article_key, chosen.in_title DESC, chosen.start_char
