-- title: What could not be read, and why?
-- parameter reason text = none: For this reason only
-- parameter limit integer = 20: At most so many rows
-- expect: {"stage": "decode", "reason": "truncated_gzip", "source_path": "kestrel-post/kp-2026-10-02-rome-clock-tower.txt.gz"}
SELECT stage, reason, source_path, source_record, message
FROM quarantine
WHERE $reason IS NULL OR reason = $reason
ORDER BY source_path, source_record, stage
LIMIT $limit
