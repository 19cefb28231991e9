-- title: How far words travel: who had them first, who carried them, what was cut from them, in whose mouth they ended
-- grain: A group of quotes with the same words in two or more articles.
-- per: quote_group_id
-- depends: main.articles, main.entities, main.quote_groups, main.quotes
-- column quote_group_id: The group; another one where earlier words come, go or change.
-- column words: The words as they were printed first.
-- column first_at: When the first article with them was published, or else collected, UTC.
-- column last_at: When the last one was.
-- column hours: From the first to the last.
-- column first_outlet: Outlet of the first article; missing where it is not known.
-- column articles: Articles that have them, whole or in part.
-- column outlets: Different outlets of these.
-- column trimmed: Quotes in texts, no headlines, that have only a part of the words that began the group.
-- column altered: Quotes in texts whose words are nearly those.
-- column speakers: Names of those who are said to have said them, in order.
-- column mouths: How many these are.
WITH shared AS (
    SELECT quote_group_id
    FROM main.quote_groups
    GROUP BY quote_group_id
    HAVING count(DISTINCT article_key) > 1
),
said AS (
    SELECT
        member.quote_group_id,
        member.relation,
        quote.text,
        quote.quote_id,
        quote.in_title,
        article.article_key,
        article.outlet,
        speaker.entity_key,
        speaker.name AS speaker,
        coalesce(article.published_at, article.collected_at) AS came_at
    FROM main.quote_groups member
    SEMI JOIN shared USING (quote_group_id)
    JOIN main.quotes quote ON quote.article_key = member.article_key AND quote.quote_id = member.quote_id
    JOIN main.articles article ON article.article_key = member.article_key
    LEFT JOIN main.entities speaker ON speaker.entity_key = quote.speaker_key
)
SELECT
    quote_group_id,
    first(text ORDER BY came_at NULLS LAST, quote_id) AS words,
    min(came_at) AS first_at,
    max(came_at) AS last_at,
    date_diff('minute', min(came_at), max(came_at)) / 60 AS hours,
    first(outlet ORDER BY came_at NULLS LAST, quote_id) AS first_outlet,
    count(DISTINCT article_key) AS articles,
    count(DISTINCT outlet) AS outlets,
    count(*) FILTER (relation = 'trimmed' AND NOT in_title) AS trimmed,
    count(*) FILTER (relation = 'altered' AND NOT in_title) AS altered,
    coalesce(list_sort(list(DISTINCT speaker) FILTER (speaker IS NOT NULL)), []) AS speakers,
    count(DISTINCT entity_key) AS mouths
FROM said
GROUP BY quote_group_id
ORDER BY articles DESC, quote_group_id
