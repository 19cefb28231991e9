-- title: Pairs of articles with the same text, whole or in part
-- grain: A pair of articles; the smaller article_id stands first.
-- frame: copies
-- depends: lake.copies
-- column article_key: Key of the article.
-- column other_key: Key of the other article.
-- column longer_key: Key of the longer of both; missing where they are equally long.
-- column earlier_key: Key of which was published (or else collected) first; missing where that is not known.
SELECT
    article_key(article_id) AS article_key,
    article_key(other_id) AS other_key,
    kind,
    containment,
    jaccard,
    overlap,
    other_overlap,
    article_key(longer_id) AS longer_key,
    article_key(earlier_id) AS earlier_key,
    agency
FROM lake.copies
ORDER BY article_key, other_key
