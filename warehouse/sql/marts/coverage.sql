-- title: What was read and what was not
-- grain: An outlet on a day of publication; records without an article stand under neither.
-- depends: main.articles, main.quarantine, main.records
-- column outlet: Who published; missing where it is not known.
-- column published_on: Day of publication in UTC; missing where it is not known.
-- column records: Raw records.
-- column read: Records that became an article.
-- column duplicate: Records with the bytes of one already read.
-- column quarantined: Records that could not be read.
-- column not_annotated: Records read whose article has no annotations: in another language, or refused.
WITH refused AS (
    SELECT DISTINCT source_path, source_record FROM main.quarantine WHERE stage = 'annotate'
)
SELECT
    article.outlet,
    article.published_on,
    count(*) AS records,
    count(*) FILTER (record.status = 'read') AS read,
    count(*) FILTER (record.status = 'duplicate') AS duplicate,
    count(*) FILTER (record.status = 'quarantined') AS quarantined,
    count(*) FILTER (
        record.status = 'read' AND (article.language IS DISTINCT FROM 'en' OR refused.source_path IS NOT NULL)
    ) AS not_annotated
FROM main.records record
LEFT JOIN main.articles article USING (article_key)
LEFT JOIN refused ON refused.source_path = record.source_path AND refused.source_record = record.source_record
GROUP BY ALL
ORDER BY outlet, published_on
