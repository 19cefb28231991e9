-- title: Stories that several articles carry: who had them first, who took them, how alike they are
-- grain: A story of two or more articles.
-- per: story_key
-- depends: main.articles, main.copies, main.stories
-- column story_key: Key of the story.
-- column story_id: article_id of the first article.
-- column title: Headline of the first article.
-- column agency: The agency that its articles credit; missing where none does or they credit different ones.
-- column first_outlet: Outlet of the first article; missing where it is not known.
-- column first_at: When the first article was published, or else collected, UTC.
-- column last_at: When the last one was.
-- column hours: From the first to the last.
-- column articles: Articles of the story.
-- column outlets: Different outlets that carry it.
-- column carriers: These outlets, in the order in which they first had it; those of unknown time last.
-- column exact_copies: Pairs of articles with the same words.
-- column near_copies: Pairs of articles of which one has most of the other.
-- column wire_copies: Pairs of which an article credits an agency.
-- column mean_containment: Mean share of the shorter text that is in the longer, over the pairs, 0 to 1.
WITH carriers AS (
    SELECT story_key, outlet, min(coalesce(published_at, collected_at)) AS had_at
    FROM main.articles
    SEMI JOIN (SELECT story_key FROM main.stories WHERE articles > 1) USING (story_key)
    WHERE outlet IS NOT NULL
    GROUP BY story_key, outlet
),
listed AS (
    SELECT story_key, list(outlet ORDER BY had_at NULLS LAST, outlet) AS carriers
    FROM carriers
    GROUP BY story_key
),
pairs AS (
    SELECT
        article.story_key,
        count(*) FILTER (WHERE pair.kind = 'exact') AS exact_copies,
        count(*) FILTER (WHERE pair.kind = 'near') AS near_copies,
        count(*) FILTER (WHERE pair.kind = 'wire') AS wire_copies,
        round(avg(pair.containment ORDER BY pair.article_key, pair.other_key), 4) AS mean_containment
    FROM main.copies pair
    JOIN main.articles article ON article.article_key = pair.article_key
    JOIN main.articles other ON other.article_key = pair.other_key AND other.story_key = article.story_key
    GROUP BY article.story_key
)
SELECT
    story.story_key,
    story.story_id,
    story.title,
    story.agency,
    first.outlet AS first_outlet,
    story.first_at,
    story.last_at,
    date_diff('minute', story.first_at, story.last_at) / 60 AS hours,
    story.articles,
    story.outlets,
    coalesce(listed.carriers, []) AS carriers,
    pairs.exact_copies,
    pairs.near_copies,
    pairs.wire_copies,
    pairs.mean_containment
FROM main.stories story
JOIN main.articles first ON first.article_key = story.story_key
JOIN pairs ON pairs.story_key = story.story_key
LEFT JOIN listed ON listed.story_key = story.story_key
WHERE story.articles > 1
ORDER BY outlets DESC, articles DESC, story_key
