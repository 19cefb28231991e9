-- title: The earlier words that words of quotes are nearest to, remembered for the next publish
-- grain: A wording that is kin of an earlier one; it belongs to the same group.
-- by: quote
-- depends: lake.quote_kin
-- column wording_key: The words; see main.quote_groups.
-- column nearest_key: Those before it with which they share most, of these the earliest.
-- column shared: How many words both share.
SELECT wording_key, nearest_key, CAST(shared AS INTEGER) AS shared
FROM lake.quote_kin
ORDER BY wording_key
