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
spans AS (FROM source_spans SEMI JOIN wanted USING (article_key)),
bodies AS (FROM article_text SEMI JOIN wanted USING (article_key)),
raw AS (FROM records SEMI JOIN wanted USING (article_key)),
found AS (
    SELECT
        chosen.*,
        first.source_start + chosen.start_char - first.start_char AS source_start,
        last.source_start + chosen.end_char - last.start_char AS source_end
    FROM chosen
    LEFT JOIN spans first
        ON first.article_key = chosen.article_key
        AND first.in_title = chosen.in_title
        AND first.start_char <= chosen.start_char AND chosen.start_char < first.end_char
    LEFT JOIN spans last
        ON last.article_key = chosen.article_key
        AND last.in_title = chosen.in_title
        AND last.start_char < chosen.end_char AND chosen.end_char <= last.end_char
)
SELECT
    found.text AS quote,
    found.in_title,
    found.start_char,
    found.end_char,
    found.source_path,
    found.source_start,
    found.source_end,
    substr(
        CASE WHEN found.in_title THEN found.title ELSE body.text END,
        found.start_char + 1,
        found.end_char - found.start_char
    ) = found.text AS proven,
    substr(record.text, found.source_start + 1, found.source_end - found.source_start) AS in_the_file
FROM found
JOIN bodies body USING (article_key)
JOIN raw record ON record.source_path = found.source_path AND record.source_record = found.source_record
ORDER BY found.article_key, found.in_title DESC, found.start_char
