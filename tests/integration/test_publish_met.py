"""Publishing what changed alone, where it reaches articles that did not change: names, genders, stories, order."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import newsroom
import pytest
from newsroom import VERSIONS, differences, put, story

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger
from warehouse.publish import publish

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "the pilots will not strike before the last ship has left"
NOTICE = " ".join(f"The {word} ship of the {word} harbour has {word} sails." for word in "old new red big far".split())

# A quote that nobody is known to have said.
NOBODYS = "Nobody will say who said this,"


def load(home: Home, file: str, *lines: str, **described: str) -> Path:
    """Put a raw file, read it into a batch, and describe every entity of it so; the batch's manifest."""
    put(home.landing, file, *lines)
    (batch,) = Ledger(home).plan()
    frames = newsroom.frames(batch)
    frames["entities"] = frames["entities"].assign(**described).astype({"gender": "str"})
    frames["quotes"].loc[frames["quotes"]["text"] == NOBODYS, ["speaker", "speaker_id"]] = None
    Lake(home).write(batch.key, frames)
    Lake(home).close(batch.key, batch.inputs, VERSIONS)
    return home.lake / "batches" / f"{batch.key}.json"


def built(home: Home, folder: Path) -> Home:
    """The same lake, built in one go."""
    shutil.copytree(home.path, folder)
    other = Home(folder, home.landing)
    assert publish(other, full=True).kind == "full"
    return other


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A published home with one speaker, in two outlets and weeks."""
    home = Home(tmp_path / "home", tmp_path / "seeds")
    load(
        home,
        "a.jsonl",
        story("One", f"“{WORDS}” said Ivo Brandt. {NOTICE}", "Kestrel Post", "2024-03-01"),
        story("Two", f"“{WORDS}” said Ivo Brandt in Bergen.", "Tide", "2024-03-20"),
        story("Three", "“No,” said Una Berg. “No,” said Una Berg. “No,” said Una Berg.", "Tide", "2024-03-21"),
        gender="male",
    )
    publish(home)
    return home


def test_who_is_called_otherwise_now_is_so_in_articles_that_did_not_change(home: Home, tmp_path: Path) -> None:
    voices = "SELECT gender, voices FROM marts.voices_by_role WHERE week = '2024-02-26'"
    spoken = "SELECT words, speakers FROM marts.quote_travel"
    assert query.select(home, voices).rows == (("male", 1),)
    assert query.select(home, spoken).rows == ((WORDS, ["Ivo Brandt"]),)
    line = story("Four", "“Other words are said,” said Ivo Brandt.", "Fjord Courier", "2024-06-01")
    manifest = load(home, "b.jsonl", line, gender="female", name="Ivo Karl Brandt")
    assert publish(home).kind == "incremental"
    assert query.select(home, voices).rows == ((None, 1),)
    assert query.select(home, spoken).rows == ((WORDS, ["Ivo Karl Brandt"]),)
    assert differences(home, built(home, tmp_path / "with")) == []
    manifest.unlink()
    assert publish(home).kind == "incremental"
    assert query.select(home, voices).rows == (("male", 1),)
    assert differences(home, built(home, tmp_path / "without")) == []


def test_an_earlier_article_gives_its_name_to_a_story(home: Home, tmp_path: Path) -> None:
    load(home, "b.jsonl", story("Notice", f"“So it is,” said Tom Hale. {NOTICE}", "Fjord Courier", "2024-02-01"))
    assert publish(home).kind == "incremental"
    assert query.select(home, "SELECT title, articles FROM stories WHERE articles > 1").rows == (("Notice", 2),)
    assert query.select(home, "SELECT title, articles FROM marts.stories").rows == (("Notice", 2),)
    assert differences(home, built(home, tmp_path / "built")) == []


def test_first_rows_of_a_mart_are_those_of_a_full_build(home: Home, tmp_path: Path) -> None:
    said = " ".join("“Yes,” said Tom Hale." for _ in range(5)) + f" “{NOBODYS}” said Tom Hale."
    load(home, "b.jsonl", story("Four", said, "Tide", "2024-03-22"))
    assert publish(home).kind == "incremental"
    for mart in ("most_quoted_people", "first_appearances", "stories"):
        rows = query.select(home, f"FROM marts.{mart}").rows
        assert rows == query.select(built(home, tmp_path / mart), f"FROM marts.{mart}").rows
