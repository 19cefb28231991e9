-- title: How the outlets compare: length, voices, unnamed sources, own reporting
-- grain: An outlet.
-- depends: main.articles, main.copies, marts.sourcing
-- column outlet: Who published.
-- column articles: Its articles.
-- column mean_words: Mean number of words of an article.
-- column mean_quotes: Mean number of quotes of an article.
-- column mean_voices: Mean number of named speakers of an article.
-- column anonymous_share: Share of its quotes whose voices are left unnamed, 0 to 1; missing where it quotes nobody.
-- column direct_share: Share of the spans of speech that stand wholly between quotation marks, per quote.
-- column own: Articles that neither credit an agency nor have text that another had before.
-- column wire: Articles that credit an agency.
-- column taken_over: Articles without an agency whose text another had before.
-- column own_share: Share of own articles, 0 to 1.
WITH taken AS (
    SELECT DISTINCT CASE earlier_key WHEN article_key THEN other_key ELSE article_key END AS article_key
    FROM main.copies
    WHERE earlier_key IS NOT NULL
)
SELECT
    article.outlet,
    count(*) AS articles,
    round(sum(article.word_count) / count(*), 2) AS mean_words,
    round(sum(depth.quotes) / count(*), 4) AS mean_quotes,
    round(sum(depth.named_voices) / count(*), 4) AS mean_voices,
    round(sum(depth.anonymous_quotes) / nullif(sum(depth.quotes), 0), 4) AS anonymous_share,
    round(sum(depth.direct_quotes) / nullif(sum(depth.quotes), 0), 4) AS direct_share,
    count(*) FILTER (article.agency IS NULL AND taken.article_key IS NULL) AS own,
    count(*) FILTER (article.agency IS NOT NULL) AS wire,
    count(*) FILTER (article.agency IS NULL AND taken.article_key IS NOT NULL) AS taken_over,
    round(own / count(*), 4) AS own_share
FROM main.articles article
JOIN marts.sourcing depth USING (article_key)
LEFT JOIN taken USING (article_key)
WHERE article.outlet IS NOT NULL
GROUP BY article.outlet
ORDER BY articles DESC, outlet
