-- title: Articles without their text
-- grain: An article.
-- frame: articles
-- by: article
-- depends: lake.articles, lake.article_stories
-- column article_key: article_id read as an unsigned 64-bit number; the key of every fact.
-- column outlet_key: Key of the outlet; missing where the outlet is not known.
-- column published_on: Day of published_at in UTC; joins with dates.date.
-- column agency: News agency that the copy is credited to; missing where none is.
-- column story_id: article_id of the first article of the story; it changes only when an earlier one turns up or stories join.
-- column story_key: Key of the story.
-- column batch_key: Key of the batch that read and annotated the article.
SELECT
    article_key(article.article_id) AS article_key,
    article.* EXCLUDE (batch, text),
    outlet_key(article.outlet) AS outlet_key,
    CAST(article.published_at AS DATE) AS published_on,
    story.agency,
    story.story_id,
    article_key(story.story_id) AS story_key,
    batch_key(article.batch) AS batch_key
FROM lake.articles article
LEFT JOIN lake.article_stories story ON story.article_id = article.article_id
ORDER BY article_key
