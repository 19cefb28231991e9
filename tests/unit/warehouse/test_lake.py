from __future__ import annotations

import hashlib
import string
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.frame import Column, Frame
from pipelines.frames import FRAMES
from warehouse.home import Home
from warehouse.lake import Input, Lake, Manifest

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = {
    "string": TEXTS,
    "integer": st.integers(-(2**52), 2**52),
    "number": st.floats(allow_nan=False),
    "boolean": st.booleans(),
    "timestamp": st.datetimes().map(lambda moment: pd.Timestamp(moment, tz="UTC").as_unit("us")),
    "strings": st.lists(TEXTS, max_size=3),
}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(Home(tmp_path))


def empty() -> dict[str, pd.DataFrame]:
    return {name: frame.frame([]) for name, frame in FRAMES.items()}


def value(column: Column) -> st.SearchStrategy[Any]:
    return VALUES[column.kind] if column.required else st.none() | VALUES[column.kind]


def rows(frame: Frame) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({column.name: value(column) for column in frame.columns})
    return st.lists(row, max_size=4, unique_by=lambda row: tuple(row[name] for name in frame.key))


@given(st.sampled_from(sorted(FRAMES)).flatmap(lambda name: st.tuples(st.just(name), rows(FRAMES[name]))), st.randoms())
@settings(max_examples=25, deadline=None)
def test_frames_come_back_as_they_were_in_the_order_of_their_key(
    tmp_path_factory: pytest.TempPathFactory, found: tuple[str, list[dict[str, Any]]], random: Any
) -> None:
    name, values = found
    frame = FRAMES[name]
    lake = Lake(Home(tmp_path_factory.mktemp("home")))
    ordered = sorted(values, key=lambda row: tuple(row[key] for key in frame.key))
    lake.write("k", {name: frame.frame(ordered)})
    data = lake.file("k", name).read_bytes()
    pd.testing.assert_frame_equal(lake.read("k", name), frame.frame(ordered))
    pd.testing.assert_frame_equal(lake.read("k", name, columns=frame.key), frame.frame(ordered)[list(frame.key)])
    random.shuffle(values)
    lake.write("k2", {name: frame.frame(values)})
    assert lake.file("k2", name).read_bytes() == data


def test_a_batch_counts_when_its_manifest_is_there(lake: Lake) -> None:
    lake.write("one", {name: frame for name, frame in empty().items() if name != "quotes"})
    with pytest.raises(FileNotFoundError):
        lake.close("one", [], {})
    assert lake.closed() == []
    assert lake.write("one", {"quotes": FRAMES["quotes"].frame([])}) == {"quotes": 0}
    manifest = lake.close("one", [Input("b", "2"), Input("a", "1", 0, 5)], {"z": "1", "code": "2"})
    assert lake.closed() == [manifest]
    assert Manifest.decode(manifest.encode()) == manifest
    assert manifest.inputs == (Input("a", "1", 0, 5), Input("b", "2", 0, None))
    stored = manifest.files["quotes"]
    assert stored.path == "quotes/batch=one/part-0.parquet"
    assert stored.sha256 == hashlib.sha256((lake.root / stored.path).read_bytes()).hexdigest()


def test_a_batch_with_a_file_missing_or_cut_off_does_not_count(lake: Lake) -> None:
    lake.write("one", empty())
    lake.close("one", [], {})
    path = lake.file("one", "blocks")
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    assert lake.closed() == []
    path.unlink()
    assert lake.closed() == []
    lake.write("one", empty())
    lake.close("one", [], {})
    assert [manifest.batch for manifest in lake.closed()] == ["one"]
    (lake.root / "batches" / "one.json").write_text("{")
    assert lake.closed() == []


ENTITY = {"entities": FRAMES["entities"].frame([{"entity_id": "org/x", "label": "ORG", "name": "X"}])}


def test_a_batch_made_again_counts_as_it_was_until_it_is_closed(lake: Lake) -> None:
    lake.write("one", empty(), [Input("a", "1")], {"read": "1"})
    (draft,) = lake.drafts()
    assert (draft.inputs, draft.versions, lake.manifest("one")) == ((Input("a", "1"),), {"read": "1"}, None)
    old = lake.close("one", draft.inputs, {"read": "1"})
    assert lake.drafts() == []
    stamp = lake.file("one", "entities").stat().st_mtime_ns
    lake.write("one", empty())
    assert lake.file("one", "entities").stat().st_mtime_ns == stamp
    assert lake.drafts() == []
    lake.write("one", ENTITY)
    assert lake.closed() == [old]
    assert len(lake.read("one", "entities")) == 0
    assert len(lake.read("one", "entities", newest=True)) == 1
    assert lake.sweep() == []
    new = lake.close("one", draft.inputs, {"read": "2"})
    assert lake.closed() == [new]
    assert new.files["entities"].path == "entities/batch=one/part-1.parquet"
    assert new.files["quotes"] == old.files["quotes"]
    assert len(lake.read("one", "entities")) == 1
    assert lake.sweep() == ["part-0.parquet"]
    assert lake.closed() == [new]
    lake.write("one", empty())
    lake.close("one", draft.inputs, {"read": "1"})
    assert lake.closed() == [old]


def test_nothing_is_swept_while_somebody_publishes(lake: Lake) -> None:
    lake.write("one", empty())
    lake.close("one", [], {})
    lake.write("one", ENTITY)
    lake.close("one", [], {})
    with lake.home.lock("publish"):
        assert lake.sweep() == []
    assert lake.sweep() == ["part-0.parquet"]


def test_sweep_removes_debris_and_nothing_that_counts(lake: Lake) -> None:
    lake.write("open", empty())
    files = sorted(lake.root.rglob("*.parquet"))
    (lake.root / ".unfinished" / "1-1").write_bytes(b"half")
    with lake.home.lock("lake", shared=True):
        assert lake.sweep() == []
    assert lake.sweep() == ["1-1"]
    assert sorted(lake.root.rglob("*.parquet")) == files


@pytest.mark.parametrize("key", ["", "../x", "a/b", "a b", "x" * 65, *(c for c in string.punctuation if c not in "_-")])
def test_a_key_can_be_no_path(lake: Lake, key: str) -> None:
    with pytest.raises(ValueError, match="a batch key is"):
        lake.file(key, "quotes")
