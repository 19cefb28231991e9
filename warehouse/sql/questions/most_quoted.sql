-- title: Who is quoted most?
-- depends: marts.most_quoted_people
SELECT speaker, quotes, articles, outlets
FROM marts.most_quoted_people
ORDER BY quotes DESC, articles DESC, speaker, speaker_id
LIMIT 5
