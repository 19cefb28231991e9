-- title: Where the text of an article stands in its raw record, character by character
-- grain: A stretch of the text (or, with in_title, the title) that has the same length in the record.
-- kind: view
-- depends: main.articles, main.blocks
-- column article_key: Key of the article.
-- column in_title: Whether start_char and end_char count in the title instead of the text.
-- column start_char: First character of the stretch in the text or title.
-- column end_char: Character after the last in the text or title.
-- column source_start: First character of the stretch in records.text.
-- column source_end: Character after the last in records.text.
SELECT article_key, false AS in_title, start_char, end_char, source_start, source_end
FROM main.blocks
WHERE end_char - start_char = source_end - source_start
UNION ALL
SELECT article.article_key, true, 0, length(article.title), block.source_start, block.source_end
FROM main.blocks block
JOIN main.articles article USING (article_key)
WHERE block.kind = 'title' AND block.source_end - block.source_start = length(article.title)
