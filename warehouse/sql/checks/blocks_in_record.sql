-- title: Every kept block stands in its raw record where it says, up to white space
-- severity: error
-- by: article
-- depends: main.articles, meta.provenance
SELECT article.article_id, block.start_char, block.source_start, block.held, block.cut
FROM meta.provenance block
LEFT JOIN main.articles article USING (article_key)
WHERE block.fact = 'blocks' AND NOT block.proven
ORDER BY ALL
