-- title: Quotations over all articles in the quotation-centric shape of Quotebank
-- grain: The words of a direct or mixed quote, whatever their case and punctuation.
-- kind: view
-- depends: main.articles, main.entities, main.quotes
-- column quoteID: Day of the first occurrence (undated where it is not known) and a number within it, of this file alone.
-- column quotation: The longest form met.
-- column speaker: Who most likely said it; None where nobody is known.
-- column qids: Wikidata ids of the speaker.
-- column date: Day of the first occurrence in UTC; missing where it is not known.
-- column numOccurrences: How often it is printed.
-- column probas: Speakers and how likely each is, the likeliest first; None is nobody known.
-- column urls: Addresses of the articles.
-- column phase: Missing: the phases of Quotebank's crawl mean nothing here.
WITH said AS (
    SELECT
        trim(regexp_replace(lower(strip_accents(quote.text)), '[^\p{L}\p{N}]+', ' ', 'g')) AS words,
        quote.text,
        coalesce(speaker.name, 'None') AS speaker,
        speaker.wikidata_id,
        coalesce(quote.confidence, 0) AS confidence,
        quote.speaker_key IS NOT NULL AS is_known,
        article.published_on,
        article.url,
        article.article_id
    FROM main.quotes quote
    JOIN main.articles article USING (article_key)
    LEFT JOIN main.entities speaker ON speaker.entity_key = quote.speaker_key
    WHERE quote.kind IN ('direct', 'mixed') AND NOT quote.in_title
),
met AS (
    SELECT
        words,
        first(text ORDER BY length(text) DESC, text) AS quotation,
        min(published_on) AS date,
        count(*) AS occurrences,
        list(DISTINCT url ORDER BY url) FILTER (url IS NOT NULL) AS urls
    FROM said
    WHERE words <> ''
    GROUP BY words
),
shares AS (
    -- What is not given to a speaker is given to nobody, so that the shares of the words add up to 1.
    SELECT words, speaker, any_value(wikidata_id ORDER BY wikidata_id) AS qid, sum(confidence) AS weight
    FROM said
    WHERE is_known
    GROUP BY words, speaker
    UNION ALL
    SELECT words, 'None', NULL, count(*) - coalesce(sum(confidence) FILTER (is_known), 0)
    FROM said
    GROUP BY words
),
ranked AS (
    SELECT
        words,
        first(speaker ORDER BY weight DESC, speaker) AS speaker,
        first(qid ORDER BY weight DESC, speaker) AS qid,
        list([speaker, CAST(round(weight / met.occurrences, 4) AS VARCHAR)] ORDER BY weight DESC, speaker) AS probas
    FROM shares
    JOIN met USING (words)
    GROUP BY words
)
SELECT
    coalesce(strftime(met.date, '%Y-%m-%d'), 'undated')
    || '-' || printf('%06d', row_number() OVER (PARTITION BY met.date ORDER BY words)) AS quoteID,
    met.quotation,
    ranked.speaker,
    CASE WHEN ranked.qid IS NULL THEN [] ELSE [ranked.qid] END AS qids,
    met.date,
    met.occurrences AS numOccurrences,
    ranked.probas,
    coalesce(met.urls, []) AS urls,
    CAST(NULL AS VARCHAR) AS phase
FROM met
JOIN ranked USING (words)
