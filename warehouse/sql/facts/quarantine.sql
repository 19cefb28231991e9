-- title: What could not be read, and why
-- grain: A record, or a whole file (source_record -1), and the stage that refused it.
-- frame: quarantine
-- depends: lake.quarantine
SELECT * EXCLUDE (batch)
FROM lake.quarantine
ORDER BY source_path, source_record, stage
