-- title: Which words come from different mouths?
-- parameter words integer = 4: At least so many words
-- parameter limit integer = 20: At most so many rows
-- expect: {"words": "The water leaves the salt flat once. It does not come back for our grandchildren,", "mouths": 2}
WITH disputed AS (
    -- Somebody known by one name only is another entity in each article, though the name is the same.
    SELECT quote_group_id, words, len(speakers) AS mouths
    FROM marts.quote_travel
    WHERE len(speakers) > 1 AND length(words) - length(replace(words, ' ', '')) >= $words - 1
)
SELECT
    disputed.words,
    disputed.mouths,
    list_sort(list(DISTINCT said.speaker || ' (' || coalesce(said.outlet, 'outlet not known') || ')')) AS speakers,
    round(min(said.confidence), 2) AS least_confidence
FROM disputed
JOIN marts.different_mouths said USING (quote_group_id)
WHERE said.speaker IS NOT NULL
GROUP BY disputed.quote_group_id, disputed.words, disputed.mouths
ORDER BY disputed.mouths DESC, disputed.words
LIMIT $limit
