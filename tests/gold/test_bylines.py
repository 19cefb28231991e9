"""Run-together byline lines come apart."""

from __future__ import annotations

from collections import Counter

import bylines
import pytest

# Shares of lines read fully right, on the lines that the rules were written with and on such that they were not.
FLOOR, FLOOR_OTHER = 0.99, 0.97
OTHER_SEEDS = (1, 2, 3)


def test_there_are_enough_lines_of_enough_kinds() -> None:
    made = list(bylines.lines())
    assert len(made) >= 500
    assert len({each.template for each in made}) >= 50
    assert len({each.line for each in made}) >= 0.9 * len(made)


def test_lines_are_read_fully_right() -> None:
    made = list(bylines.lines())
    wrong = Counter(each.template for each in made if not bylines.is_right(each))
    assert 1 - wrong.total() / len(made) >= FLOOR, wrong.most_common(5)


@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_lines_of_other_draws_are_read_fully_right(seed: int) -> None:
    made = list(bylines.lines(seed, each=5))
    wrong = Counter(each.template for each in made if not bylines.is_right(each))
    assert 1 - wrong.total() / len(made) >= FLOOR_OTHER, wrong.most_common(5)


def test_a_wrong_reading_is_told() -> None:
    made = next(bylines.lines())
    assert bylines.is_right(made)
    assert not bylines.is_right(bylines.Made("Nobody", made.template, ["Somebody Else"], [""], None, None, None))
