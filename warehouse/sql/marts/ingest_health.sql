-- title: How each batch fared: what was read of it, and what its articles lack
-- grain: A batch of the lake that counts.
-- depends: main.articles, main.batches, main.records
-- column batch: Key of the batch in the lake.
-- column code: Version of the code that made it; missing where it is not told.
-- column files: Raw files, or ranges of their records, that it was read from.
-- column records: Records of it that count.
-- column read: Records that became an article.
-- column duplicates: Records with the bytes of one already read.
-- column quarantined: Records that could not be read.
-- column quarantined_share: Their share of the records, 0 to 1; missing where no record counts.
-- column undated: Articles whose day of publication is not known.
-- column without_outlet: Articles whose outlet is not known.
-- column without_title: Articles whose headline is not known.
-- column not_english: Articles in another language, which are not annotated.
WITH seen AS (
    SELECT
        batch_key,
        count(*) AS records,
        count(*) FILTER (status = 'read') AS read,
        count(*) FILTER (status = 'duplicate') AS duplicates,
        count(*) FILTER (status = 'quarantined') AS quarantined
    FROM main.records
    GROUP BY batch_key
),
lacking AS (
    SELECT
        batch_key,
        count(*) FILTER (published_on IS NULL) AS undated,
        count(*) FILTER (outlet IS NULL) AS without_outlet,
        count(*) FILTER (title IS NULL) AS without_title,
        count(*) FILTER (language IS DISTINCT FROM 'en') AS not_english
    FROM main.articles
    GROUP BY batch_key
)
SELECT
    batch.batch,
    batch.code,
    batch.files,
    coalesce(seen.records, 0) AS records,
    coalesce(seen.read, 0) AS read,
    coalesce(seen.duplicates, 0) AS duplicates,
    coalesce(seen.quarantined, 0) AS quarantined,
    round(seen.quarantined / seen.records, 4) AS quarantined_share,
    coalesce(lacking.undated, 0) AS undated,
    coalesce(lacking.without_outlet, 0) AS without_outlet,
    coalesce(lacking.without_title, 0) AS without_title,
    coalesce(lacking.not_english, 0) AS not_english
FROM main.batches batch
LEFT JOIN seen USING (batch_key)
LEFT JOIN lacking USING (batch_key)
ORDER BY batch
