-- title: What was cut from whose words, and by whom
-- grain: A quote in a text, no headline, that has only a part of the words that were printed first.
-- kind: view
-- depends: main.articles, main.entities, main.quote_groups, main.quotes, marts.quote_travel
-- column quote_group_id: The group of the words.
-- column speaker: Canonical name of the speaker; missing where nobody is named.
-- column words: The words as they were printed first.
-- column first_outlet: Who printed them first; missing where it is not known.
-- column what_is_left: The words that this article has.
-- column share: Length of these against the words printed first.
-- column outlet: Who published the article.
-- column published_at: When it was published, UTC.
-- column article_key: Key of the article.
-- column quote_id: The quote.
SELECT
    travel.quote_group_id,
    speaker.name AS speaker,
    travel.words,
    travel.first_outlet,
    quote.text AS what_is_left,
    round(length(quote.text) / length(travel.words), 4) AS share,
    article.outlet,
    article.published_at,
    quote.article_key,
    quote.quote_id
FROM marts.quote_travel travel
JOIN main.quote_groups member ON member.quote_group_id = travel.quote_group_id AND member.relation = 'trimmed'
JOIN main.quotes quote ON quote.article_key = member.article_key AND quote.quote_id = member.quote_id
    AND NOT quote.in_title
JOIN main.articles article ON article.article_key = member.article_key
LEFT JOIN main.entities speaker ON speaker.entity_key = quote.speaker_key
