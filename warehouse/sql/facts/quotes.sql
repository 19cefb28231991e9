-- title: Every span of reported speech
-- grain: A contiguous span without its quotation marks.
-- frame: quotes
-- by: article
-- depends: lake.quotes
-- column article_key: Key of the article.
-- column speaker_key: entity_key of the speaker; missing where nobody is named.
SELECT
    article_key(article_id) AS article_key,
    * EXCLUDE (batch, article_id, speaker_id),
    entity_key(speaker_id) AS speaker_key
FROM lake.quotes
ORDER BY article_key
