-- title: Why records could not be read
-- grain: A reason at a stage.
-- depends: main.quarantine
-- column stage: decode, split, parse, extract or annotate.
-- column reason: A short name of the cause.
-- column rows: Records and whole files refused for it.
-- column files: Files these are in.
-- column example: The first of these files.
-- column message: What was wrong with it.
SELECT
    stage,
    reason,
    count(*) AS rows,
    count(DISTINCT source_path) AS files,
    min(source_path) AS example,
    first(message ORDER BY source_path, source_record) AS message
FROM main.quarantine
GROUP BY stage, reason
ORDER BY rows DESC, stage, reason
