-- title: Runs of words by which quotes with the same words are found, remembered for the next publish
-- grain: A wording and one of the runs of four words chosen from it.
-- by: quote
-- depends: lake.quote_anchors
-- column anchor: 32 bits of a hash over the run.
-- column wording_key: The words that have the run; see main.quote_groups.
-- column anchors: How many anchors these words have.
SELECT anchor, wording_key, anchors
FROM lake.quote_anchors
ORDER BY anchor, wording_key
