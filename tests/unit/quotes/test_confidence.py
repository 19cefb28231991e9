import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quotes.confidence import calibrate, confidence
from pipelines.quotes.models import SHIPPED


def test_a_chance_is_read_along_the_line_between_two_points(tmp_path, monkeypatch):
    (tmp_path / "quotes").mkdir()
    points = {"marked": [[0.2, 0.1], [0.6, 0.5], [0.8, 0.9]], "clause": [[0.5, 0.7]], "label": [[0.5, 0.6]]}
    (tmp_path / "quotes" / "calibration.json").write_text(json.dumps(points))
    monkeypatch.setenv("NEWSWAREHOUSE_MODELS", str(tmp_path))
    assert [confidence("direct", chance) for chance in (0.0, 0.2, 0.4, 0.7, 0.8, 1.0)] == [0.1, 0.1, 0.3, 0.7, 0.9, 0.9]
    assert [confidence("indirect", 0.1), confidence("scare", 0.9)] == [0.7, 0.6]


@pytest.mark.parametrize("kind", ["direct", "mixed", "indirect", "scare"])
def test_the_shipped_points_rise_with_the_chance(kind):
    found = [confidence(kind, n / 20) for n in range(21)]
    assert found == sorted(found)
    assert 0 < found[0] <= found[-1] <= 1


def test_points_are_means_of_equal_parts():
    assert calibrate([0.1, 0.3, 0.7, 0.9], [False, False, True, True], bins=2) == [(0.2, 0.0), (0.8, 1.0)]


def test_parts_that_fall_are_pooled():
    assert calibrate([0.1, 0.5, 0.9], [True, False, True], bins=3) == [(0.3, 0.5), (0.9, 1.0)]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_points_never_fall(rows):
    points = calibrate([chance for chance, _ in rows], [right for _, right in rows])
    assert [y for _, y in points] == sorted(y for _, y in points)
    assert all(0 <= y <= 1 for _, y in points)


def test_the_card_and_the_models_stand_beside_the_points():
    assert {p.name for p in SHIPPED.glob("*")} >= {
        "calibration.json",
        "card.md",
        "clauses.txt",
        "kinds.txt",
        "speakers.txt",
    }
