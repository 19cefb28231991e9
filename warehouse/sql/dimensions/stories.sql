-- title: Stories: articles that copies join, directly or through others
-- grain: A story; an article without copies is a story of its own.
-- per: story_key
-- depends: main.articles
-- column story_key: story_id read as an unsigned 64-bit number.
-- column story_id: article_id of the first article; it changes only when an earlier one turns up or stories join.
-- column title: Headline of the first article.
-- column first_at: When the first article was published, or else collected, UTC; missing where neither is known of any.
-- column last_at: When the last one was.
-- column articles: Articles of the story.
-- column outlets: Different outlets that carry it, as far as they are known.
-- column agency: The agency that its articles credit; missing where none does or they credit different ones.
SELECT
    story_key,
    story_id,
    min(title) FILTER (WHERE article_id = story_id) AS title,
    min(coalesce(published_at, collected_at)) AS first_at,
    max(coalesce(published_at, collected_at)) AS last_at,
    count(*) AS articles,
    count(DISTINCT outlet_key) AS outlets,
    CASE WHEN count(DISTINCT agency) = 1 THEN min(agency) END AS agency
FROM main.articles
GROUP BY story_key, story_id
ORDER BY story_key
