-- title: Which kinds of people get to speak
-- grain: A role class and gender in an outlet and a week of publication.
-- per: week
-- depends: main.articles, main.entities, marts.article_voices
-- column week: Monday of the week of publication in UTC; missing where the day is not known.
-- column outlet: Who quotes; missing where it is not known.
-- column role_class: politician, official, expert, civilian, …; anonymous for voices left unnamed; missing where none is known.
-- column gender: male or female; missing where it is not known.
-- column quotes: Spans of speech; the parts of a split quote count once.
-- column voices: Speakers, each once an article.
SELECT
    week_of(article.published_on) AS week,
    article.outlet,
    coalesce(voice.role_class, CASE WHEN voice.is_anonymous THEN 'anonymous' END) AS role_class,
    entity.gender,
    CAST(sum(voice.quotes) AS BIGINT) AS quotes,
    count(*) AS voices
FROM marts.article_voices voice
JOIN main.articles article USING (article_key)
LEFT JOIN main.entities entity ON entity.entity_key = voice.speaker_key
GROUP BY ALL
ORDER BY week, outlet, role_class, gender
