-- title: Articles with their quotations in the article-centric shape of Quotebank
-- grain: An article with a direct or mixed quote.
-- kind: view
-- depends: main.articles, main.article_text, main.entities, main.entity_mentions, main.quotes
-- column articleID: The article_id.
-- column articleLength: Words of the text.
-- column date: Day of publication in UTC; missing where it is not known.
-- column phase: Missing: the phases of Quotebank's crawl mean nothing here.
-- column title: Headline.
-- column url: Canonical address of the page.
-- column names: Persons: name, Wikidata ids, and where they are named; offsets are code points, words in Quotebank.
-- column quotations: Quotes: words, offset in code points (words in Quotebank), the text around them, speaker and how sure that is.
WITH people AS (
    SELECT
        mention.article_key,
        entity.name,
        [entity.wikidata_id] AS ids,
        list([mention.start_char, mention.end_char] ORDER BY mention.start_char) AS offsets
    FROM main.entity_mentions mention
    JOIN main.entities entity USING (entity_key)
    WHERE entity.label = 'PERSON' AND NOT mention.in_title AND mention.kind = 'name'
    GROUP BY mention.article_key, mention.entity_key, entity.name, entity.wikidata_id
),
named AS (
    SELECT
        article_key,
        list({name: name, ids: list_filter(ids, lambda id: id IS NOT NULL), offsets: offsets} ORDER BY offsets, name) AS names
    FROM people
    GROUP BY article_key
),
said AS (
    SELECT
        quote.article_key,
        list({
            quoteID: quote.quote_id,
            quotation: quote.text,
            quotationOffset: quote.start_char,
            leftContext: substr(body.text, greatest(quote.start_char - 199, 1), least(quote.start_char, 200)),
            rightContext: substr(body.text, quote.end_char + 1, 200),
            globalTopSpeaker: coalesce(speaker.name, 'None'),
            globalProbas: [[coalesce(speaker.name, 'None'), CAST(round(quote.confidence, 4) AS VARCHAR)]],
            localTopSpeaker: coalesce(quote.speaker_text, 'None'),
            localProbas: [[coalesce(quote.speaker_text, 'None'), CAST(round(quote.confidence, 4) AS VARCHAR)]],
            numOccurrences: 1
        } ORDER BY quote.start_char) AS quotations
    FROM main.quotes quote
    JOIN main.article_text body USING (article_key)
    LEFT JOIN main.entities speaker ON speaker.entity_key = quote.speaker_key
    WHERE quote.kind IN ('direct', 'mixed') AND NOT quote.in_title
    GROUP BY quote.article_key
)
SELECT
    article.article_id AS articleID,
    article.word_count AS articleLength,
    article.published_on AS date,
    CAST(NULL AS VARCHAR) AS phase,
    article.title,
    article.url,
    coalesce(named.names, []) AS names,
    said.quotations
FROM main.articles article
JOIN said USING (article_key)
LEFT JOIN named USING (article_key)
