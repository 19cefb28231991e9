"""Which articles are one story."""

import pandas as pd
import pytest

from pipelines.stories.components import find_stories
from pipelines.stories.copies import find_copies
from pipelines.stories.signatures import signatures


def stories(*times, pairs=(), jaccard=0.5):
    """Story by article for articles 0, 1, … that came on these days (None: unknown)."""
    ids = [str(number) for number in range(len(times))]
    came = pd.to_datetime([time and f"2026-09-{time:02}" for time in times], utc=True)
    marks = pd.DataFrame({"article_id": ids, "came_at": came})
    copies = pd.DataFrame([(*pair, jaccard) for pair in pairs], columns=["article_id", "other_id", "jaccard"])
    found = find_stories(marks, copies)
    return dict(zip(found["article_id"], found["story_id"], strict=True))


def test_an_article_without_copies_is_its_own_story():
    assert stories(1, None) == {"0": "0", "1": "1"}
    assert stories() == {}


def test_copies_of_copies_are_one_story_called_by_the_first():
    assert stories(3, 2, 4, 1, pairs=[("0", "1"), ("1", "2")]) == {"0": "1", "1": "1", "2": "1", "3": "3"}


def test_the_smallest_id_is_first_at_the_same_time_and_an_unknown_time_last():
    assert stories(2, 2, pairs=[("0", "1")]) == {"0": "0", "1": "0"}
    assert stories(None, 2, pairs=[("0", "1")]) == {"0": "1", "1": "1"}
    assert stories(None, None, pairs=[("0", "1")]) == {"0": "0", "1": "0"}


def test_later_articles_leave_the_id_as_it_is():
    before = stories(3, 4, pairs=[("0", "1")])
    after = stories(3, 4, 5, pairs=[("0", "1"), ("1", "2")])
    assert before.items() < after.items()


@pytest.mark.parametrize(("jaccard", "joined"), [(0.2, True), (0.19, False)])
def test_a_small_part_of_a_long_text_joins_no_story(jaccard, joined):
    assert (stories(1, 2, pairs=[("0", "1")], jaccard=jaccard)["1"] == "0") is joined


def test_a_digest_of_ten_reports_joins_none_of_them(table, texts):
    articles = table(*(texts(seed) for seed in range(1, 11)), "\n\n".join(texts(seed) for seed in range(1, 11)))
    marks, copies = signatures(articles), find_copies(articles, table())
    assert find_stories(marks, copies)["story_id"].nunique() == 11
