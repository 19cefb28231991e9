-- title: What became of each row of the user's aliases and overrides
-- grain: A row of either file; rows that decide the same are one.
-- depends: lake.decisions, main.articles, main.batches
-- column file: aliases or overrides.
-- column line: Line of the row in its file, the last where it stands there more than once; the header is line 1.
-- column action: alias, merge, split, rename or block; as printed where it is none of these.
-- column entity_id: The entity decided about; for an alias its label and normalised name.
-- column target: What it becomes: an entity_id, or a name to be shown.
-- column article_id: The article that the row is about; missing for all.
-- column status: used; unused; conflicting where a later row decides otherwise or merges run in a circle; or invalid.
-- column articles: Articles in which it was used.
-- column batches: Batches annotated with it.
-- column batches_left: Batches annotated without it, before it was written or after it was taken out.
WITH told AS (
    SELECT decision.* EXCLUDE (used_in), article.article_key
    FROM (
        SELECT *, unnest(CASE WHEN len(used_in) > 0 THEN used_in ELSE [CAST(NULL AS VARCHAR)] END) AS used
        FROM lake.decisions
    ) decision
    LEFT JOIN main.articles article
        ON article.article_key = article_key(decision.used) AND article.batch_key = batch_key(decision.batch)
)
SELECT
    file,
    max(line) AS line,
    action,
    entity_id,
    target,
    article_id,
    CASE
        WHEN bool_or(status = 'invalid') THEN 'invalid'
        WHEN bool_or(status = 'conflicting') THEN 'conflicting'
        WHEN count(article_key) > 0 THEN 'used'
        ELSE 'unused'
    END AS status,
    count(DISTINCT article_key) AS articles,
    count(DISTINCT batch) AS batches,
    (SELECT count(*) FROM main.batches) - count(DISTINCT batch) AS batches_left
FROM told
GROUP BY file, action, entity_id, target, article_id
ORDER BY file, line, action, entity_id, target, article_id
