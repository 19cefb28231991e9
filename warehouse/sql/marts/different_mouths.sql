-- title: The same words from different mouths
-- grain: A quote of a group whose words are given to two or more speakers.
-- kind: view
-- depends: main.articles, main.entities, main.quote_groups, main.quotes, marts.quote_travel
-- column quote_group_id: The group of the words.
-- column mouths: How many speakers the words are given to.
-- column quote: The words that this article has.
-- column speaker: Who is said to have said them here; missing where nobody is named.
-- column confidence: Estimated probability that the quote's row is right, 0 to 1.
-- column outlet: Who published the article.
-- column published_at: When it was published, UTC.
-- column article_key: Key of the article.
-- column quote_id: The quote.
SELECT
    travel.quote_group_id,
    travel.mouths,
    quote.text AS quote,
    speaker.name AS speaker,
    quote.confidence,
    article.outlet,
    article.published_at,
    quote.article_key,
    quote.quote_id
FROM marts.quote_travel travel
JOIN main.quote_groups member ON member.quote_group_id = travel.quote_group_id
JOIN main.quotes quote ON quote.article_key = member.article_key AND quote.quote_id = member.quote_id
JOIN main.articles article ON article.article_key = member.article_key
LEFT JOIN main.entities speaker ON speaker.entity_key = quote.speaker_key
WHERE travel.mouths > 1
