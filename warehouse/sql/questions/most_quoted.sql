-- title: Who is quoted most?
-- summary: 3
-- parameter limit integer = 5: At most so many rows
-- expect: {"speaker": "Eusebio Choque", "articles": 4, "outlets": 3}
SELECT speaker, quotes, articles, outlets
FROM marts.most_quoted_people
ORDER BY quotes DESC, articles DESC, speaker, speaker_id
LIMIT $limit
