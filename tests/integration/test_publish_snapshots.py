"""Earlier warehouses: how many are kept, what differs between two, and the way back."""

from __future__ import annotations

from pathlib import Path

import newsroom
import pytest
from newsroom import put, story

from warehouse import query, snapshots
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.snapshots import Difference, NoSnapshot


def titles(home: Home) -> list[object]:
    return [title for (title,) in query.select(home, "SELECT title FROM articles ORDER BY title").rows]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Three publishes, one article more in each; two earlier warehouses are kept."""
    home = Home(tmp_path / "home", tmp_path / "seeds")
    for name in "ABC":
        put(home.landing, f"{name}.jsonl", story(name, f"“Words of {name},” said Ivo Brandt in Bergen."))
        newsroom.load(home)
        publish(home, keep=2)
    return home


def test_what_differs_between_two_snapshots_and_by_which_code(home: Home) -> None:
    found = {one.what: one for one in snapshots.diff(home)}
    assert found["batches"] == Difference("batches", None, 0, 1)
    assert found["articles"] == Difference("articles", None, 0, 1)
    assert found["quotes"] == Difference("quotes", None, 0, 1)
    assert "locations" not in found
    assert {one.what: one.removed for one in snapshots.diff(home, 3, 1)}["articles"] == 2
    assert snapshots.diff(home, 3, 3) == []
    lake = Lake(home)
    for manifest in lake.closed():
        lake.close(manifest.batch, manifest.inputs, {"read": "v1", "annotate": "v2"})
    publish(home, keep=2)
    assert [one for one in snapshots.diff(home) if one.what == "batches"] == [
        Difference("batches", None, 3, 0),
        Difference("batches", "v1-v2", 0, 3),
    ]
    with pytest.raises(NoSnapshot, match="no snapshot 1; kept: 2, 3, 4"):
        snapshots.diff(home, 1)


def test_a_snapshot_is_the_warehouse_again_until_the_next_publish(home: Home) -> None:
    assert list(snapshots.listed(home)) == [1, 2, 3]
    assert snapshots.rollback(home) == 2
    assert titles(home) == ["A", "B"]
    assert list(snapshots.listed(home)) == [1, 2, 3]
    assert snapshots.rollback(home, 3) == 3
    assert snapshots.rollback(home, 1) == 1
    assert publish(home, keep=2).changed
    assert titles(home) == ["A", "B", "C"]
    assert list(snapshots.listed(home)) == [2, 3, 4]
    with pytest.raises(NoSnapshot, match="no snapshot 9 to go back to; kept: 2, 3"):
        snapshots.rollback(home, 9)


def test_no_more_are_kept_than_asked_for(home: Home) -> None:
    put(home.landing, "D.jsonl", story("D", "Nobody said a word."))
    newsroom.load(home)
    publish(home, keep=0)
    assert list(snapshots.listed(home)) == [4]
    with pytest.raises(NoSnapshot, match="kept: none"):
        snapshots.rollback(home)
