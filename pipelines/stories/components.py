"""Stories: articles that copies join, directly or through others."""

from __future__ import annotations

import pandas as pd

# Below this similarity not every pair is found, and a digest of several reports would join them into one story.
LEAST_JACCARD = 0.2


def find_stories(marks: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """The story of every article; an article without copies is a story of its own.

    A story is called by its first article: the one that came first, of these the smallest id; articles of unknown time
    stand after all others.  So an id stays when later articles join; it changes when an earlier one turns up, and where
    an article joins two stories, the later story's id is gone.

    Args:
        marks: `article_id` and `came_at` of rows of `signatures`.
        copies: the frame `copies` of the same articles.

    Returns:
        `article_id` and `story_id`, in order of `article_id`.
    """
    ranked = marks.sort_values(["came_at", "article_id"], na_position="last")["article_id"].tolist()
    rank = {article: place for place, article in enumerate(ranked)}
    parent = list(range(len(ranked)))
    joined = copies[copies["jaccard"] >= LEAST_JACCARD]
    for one, other in zip(joined["article_id"].tolist(), joined["other_id"].tolist(), strict=True):
        first, second = sorted((_root(parent, rank[one]), _root(parent, rank[other])))
        parent[second] = first
    rows = sorted((article, ranked[_root(parent, place)]) for article, place in rank.items())
    articles, stories = zip(*rows, strict=True) if rows else ((), ())
    return pd.DataFrame({"article_id": pd.Series(articles, dtype="str"), "story_id": pd.Series(stories, dtype="str")})


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
