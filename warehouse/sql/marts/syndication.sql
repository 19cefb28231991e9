-- title: Who carries whose copy
-- grain: An outlet and an agency, or an outlet that had the copy first.
-- depends: main.articles, main.copies
-- column source: The agency credited, or the outlet that had the text first.
-- column source_kind: agency or outlet.
-- column outlet: Who carries it.
-- column articles: Articles of the outlet with copy of the source.
-- column verbatim: Of these, how many have the very words of an earlier article of the source outlet; missing for agencies.
-- column mean_share: Mean share of such an article that is copy, 0 to 1; missing for agencies, whose own text is not here.
-- column first_at: When the first of these articles was published, or else collected, UTC.
-- column last_at: When the last of them was.
WITH sides AS (
    SELECT article_key, other_key, kind, agency, earlier_key, overlap AS share, jaccard FROM main.copies
    UNION ALL
    SELECT other_key, article_key, kind, agency, earlier_key, other_overlap, jaccard FROM main.copies
),
of_agencies AS (
    SELECT article_key, agency FROM main.articles WHERE agency IS NOT NULL
    UNION
    SELECT side.article_key, side.agency
    FROM sides side
    JOIN main.articles article USING (article_key)
    WHERE side.agency IS NOT NULL AND article.agency IS NULL
),
of_outlets AS (
    SELECT
        side.article_key,
        source.outlet AS source,
        bool_or(side.jaccard = 1) AS verbatim,
        max(side.share) AS share
    FROM sides side
    JOIN main.articles source ON source.article_key = side.other_key
    WHERE side.kind <> 'wire' AND side.earlier_key = side.other_key AND source.outlet IS NOT NULL
    GROUP BY side.article_key, source.outlet
),
carried AS (
    SELECT article_key, agency AS source, 'agency' AS source_kind, NULL AS verbatim, NULL AS share FROM of_agencies
    UNION ALL
    SELECT article_key, source, 'outlet', verbatim, share FROM of_outlets
)
SELECT
    carried.source,
    carried.source_kind,
    article.outlet,
    count(*) AS articles,
    CASE carried.source_kind WHEN 'outlet' THEN count(*) FILTER (WHERE carried.verbatim) END AS verbatim,
    round(avg(carried.share ORDER BY carried.article_key), 4) AS mean_share,
    min(coalesce(article.published_at, article.collected_at)) AS first_at,
    max(coalesce(article.published_at, article.collected_at)) AS last_at
FROM carried
JOIN main.articles article USING (article_key)
WHERE article.outlet IS NOT NULL AND article.outlet <> carried.source
GROUP BY carried.source, carried.source_kind, article.outlet
ORDER BY articles DESC, source, outlet, source_kind
