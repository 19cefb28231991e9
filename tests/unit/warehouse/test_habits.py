"""Shares that are much the same from batch to batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.frames import FRAMES
from warehouse import habits
from warehouse.home import Home
from warehouse.lake import Lake

PLACES = next(habit for habit in habits.OF_ANNOTATIONS if habit.name == "places_unresolved")


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(Home(tmp_path))


def batch(lake: Lake, key: str, unresolved: int, of: int = 20) -> str:
    """A batch with so many mentions of places, of which some are not resolved."""
    rows = [
        {"article_id": "a", "in_title": False, "start_char": n, "end_char": n + 1, "text": "x", "kind": "literal"}
        | {"in_dateline": False, "candidates": 1, "location_id": None if n < unresolved else 7}
        for n in range(of)
    ]
    frames = {name: frame.frame(rows if name == "location_mentions" else []) for name, frame in FRAMES.items()}
    lake.write(key, frames)
    lake.close(key, [], {})
    return key


def test_nothing_is_unusual_before_there_is_a_habit(lake: Lake) -> None:
    for number in range(habits._ENOUGH - 1):
        batch(lake, f"old-{number}", 2)
    found = habits.seen(lake, PLACES, [batch(lake, "new", 20)])
    assert (found.share, found.of, found.median, found.usual) == (1.0, 20, None, True)


def test_a_share_far_from_the_median_is_unusual(lake: Lake) -> None:
    for number in range(habits._ENOUGH):
        batch(lake, f"old-{number}", 2)
    assert habits.seen(lake, PLACES, [batch(lake, "same", 3)]).usual
    found = habits.seen(lake, PLACES, [batch(lake, "other", 12)])
    assert (found.share, found.median, found.usual) == (0.6, 0.1, False)


def test_few_rows_say_nothing(lake: Lake) -> None:
    for number in range(habits._ENOUGH):
        batch(lake, f"old-{number}", 2)
    assert habits.seen(lake, PLACES, [batch(lake, "small", 4, of=4)]).usual
    assert habits.seen(lake, PLACES, [batch(lake, "empty", 0, of=0)]).share == 0.0


@pytest.mark.parametrize("habit", [*habits.OF_ARTICLES, *habits.OF_ANNOTATIONS], ids=lambda habit: habit.name)
def test_every_habit_counts_rows_of_columns_that_there_are(lake: Lake, habit: habits.Habit) -> None:
    assert set(habit.columns) <= set(FRAMES[habit.frame].names)
    batch(lake, "one", 1)
    assert habits.seen(lake, habit, ["one"]).usual
