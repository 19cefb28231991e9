-- title: Batches of the lake that count: what was read and annotated together, and by which code
-- grain: A batch.
-- depends: lake.batches
-- column batch_key: First 64 bits of SHA-256 of the batch's key in the lake.
-- column batch: Key of the batch in the lake.
-- column manifest_sha256: SHA-256 of its manifest in hex, and so of everything it holds.
-- column code: Version of the code and its data that made it; missing where it is not told.
-- column model: Version of the language model that made it; missing where it is not told.
-- column files: Raw files, or ranges of their records, that it was read from.
-- column articles: Articles it holds, also those that another batch's record stands for.
-- column records: Records it holds.
-- column quotes: Quotes it holds.
-- column quarantined: Records and whole files that it could not read.
SELECT batch_key(batch) AS batch_key, batch, manifest_sha256, code, model, files, articles, records, quotes, quarantined
FROM lake.batches
ORDER BY batch
