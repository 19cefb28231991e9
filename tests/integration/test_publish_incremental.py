"""Publishing what changed alone: the outcome is that of a full build, whatever came when."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import newsroom
import pytest
from newsroom import UNREADABLE, differences, put, run, story

from warehouse import query
from warehouse.home import Home
from warehouse.publish import publish

WIRE = " ".join(f"The {word} ferry of the {word} harbour was {word} on its way." for word in "old new red big".split())
NAMES = ("Ivo Brandt", "Mara Lindqvist", "Tom Hale", "Una Berg")
OUTLETS = ("Kestrel Post", "Fjord Courier", "Tide")


def line(number: int) -> str:
    """The line of a story that no other number has, with speakers and places that many have."""
    pick = random.Random(number)  # noqa: S311 - no secret
    said = " ".join(f"“Word {n} of day {pick.randrange(9)},” said {pick.choice(NAMES)} in Bergen." for n in range(3))
    text = f"{said} It rained in {pick.choice(('Ostrava', 'Nowhereville'))}. {WIRE if number % 4 == 0 else ''}"
    return story(f"Number {number}", text.strip(), pick.choice(OUTLETS), f"2024-0{pick.randrange(1, 6)}-11")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home of nine batches: with duplicates within and across them, broken lines, and files that changed."""
    folder = tmp_path_factory.mktemp("lake")
    home = Home(folder / "home", folder / "seeds")
    for number in range(7):
        first = number * 6
        put(
            home.landing, f"{6 - number}.jsonl", *map(line, range(first, first + 8)), "no json", UNREADABLE, line(first)
        )
        newsroom.load(home)
    put(home.landing, "3.jsonl", line(100), line(5))
    newsroom.load(home)
    put(home.landing, "5.jsonl", line(101), line(40))
    newsroom.load(home)
    return home


def copied(lake: Home, folder: Path) -> tuple[Home, dict[str, bytes]]:
    """A copy of the lake in which no batch counts yet, and the manifests that make them count."""
    shutil.copytree(lake.path, folder / "home")
    home = Home(folder / "home", lake.landing)
    manifests = {}
    for path in sorted((home.lake / "batches").iterdir()):
        manifests[path.name] = path.read_bytes()
        path.unlink()
    return home, manifests


@pytest.fixture(scope="module")
def built(lake: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The lake's warehouse, built in one go."""
    home, manifests = copied(lake, tmp_path_factory.mktemp("built"))
    for name, manifest in manifests.items():
        (home.lake / "batches" / name).write_bytes(manifest)
    assert publish(home).kind == "full"
    return home


@pytest.mark.parametrize("seed", range(int(os.environ.get("NEWSWAREHOUSE_TEST_ORDERS", "2"))))
def test_any_order_of_batches_comes_out_as_a_full_build(lake: Home, built: Home, tmp_path: Path, seed: int) -> None:
    home, manifests = copied(lake, tmp_path)
    names = sorted(manifests)
    random.Random(seed).shuffle(names)  # noqa: S311 - any order will do
    kinds = []
    while names:
        step, names = names[:2], names[2:]
        for name in step:
            (home.lake / "batches" / name).write_bytes(manifests[name])
        if seed % 2 and len(names) > 3:
            # What counted a moment ago does not any more, and comes back later.
            taken = home.lake / "batches" / step[0]
            kinds.append(publish(home).kind)
            taken.unlink()
            names.append(step[0])
        kinds.append(publish(home).kind)
    assert kinds[0] == "full"
    assert set(kinds[1:]) == {"incremental"}
    assert differences(home, built) == []


def test_a_publish_of_changes_says_what_it_did(lake: Home, tmp_path: Path) -> None:
    home, manifests = copied(lake, tmp_path)
    for name in sorted(manifests)[:8]:
        (home.lake / "batches" / name).write_bytes(manifests[name])
    publish(home, run="first")
    name = sorted(manifests)[8]
    (home.lake / "batches" / name).write_bytes(manifests[name])
    publish(home, run="second")
    assert not publish(home, run="third").changed
    rows = query.select(home, "SELECT snapshot, run, kind, reason FROM meta.runs ORDER BY snapshot").rows
    assert rows == (
        (1, "first", "full", "there was no warehouse"),
        (2, "second", "incremental", None),
    )
    assert publish(home, full=True).kind == "full"
    assert query.select(home, "SELECT count(*), max(snapshot) FROM meta.runs").rows == ((3, 3),)


def test_another_version_is_built_anew(lake: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, manifests = copied(lake, tmp_path)
    name, manifest = next(iter(manifests.items()))
    (home.lake / "batches" / name).write_bytes(manifest)
    publish(home)
    monkeypatch.setattr("warehouse.content.version", lambda: "another")
    done = publish(home)
    assert (done.changed, done.kind) == (True, "full")


def test_much_that_is_new_is_sorted_in_with_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.publish.FEWEST_APPENDED", 2)
    home = Home(tmp_path / "home", tmp_path / "seeds")
    put(home.landing, "a.jsonl", *map(line, range(8)))
    assert run(home).kind == "full"
    put(home.landing, "b.jsonl", line(8), line(9))
    assert run(home).kind == "incremental"
    put(home.landing, "c.jsonl", line(10))
    assert run(home).kind == "full"


def test_large_warehouses_are_checked_slice_by_slice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.windows.AT_ONCE", 3)
    home = Home(tmp_path / "home", tmp_path / "seeds")
    put(home.landing, "a.jsonl", *map(line, range(8)), "no json")
    assert {outcome.rows for outcome in run(home).outcomes} == {0}


def test_the_broken_manifest_of_a_folder_stands_in_quarantine(tmp_path: Path) -> None:
    from pipelines.frames import FRAMES
    from warehouse.lake import Lake
    from warehouse.ledger import Ledger

    home = Home(tmp_path / "home", tmp_path / "seeds")
    for name in ("x/a.jsonl", "x/b.jsonl"):
        put(home.landing, name, line(len(name) + ord(name[2])))
        (batch,) = Ledger(home).plan()
        frames = newsroom.frames(batch)
        row = {"source_path": "x/manifest.csv", "source_record": -1, "stage": "parse", "reason": "bad_manifest"}
        other = row | {"source_path": "y/manifest.csv"}
        frames["quarantine"] = FRAMES["quarantine"].frame([row, other])
        Lake(home).write(batch.key, frames)
        Lake(home).close(batch.key, batch.inputs, {})
        publish(home)
        assert query.select(home, "SELECT source_path, reason FROM quarantine").rows == (
            ("x/manifest.csv", "bad_manifest"),
        )


WORDS = "we will open the new harbour before the first winter storm comes in"


def test_words_travel_are_cut_and_end_in_other_mouths(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", tmp_path / "seeds")
    said = (
        ("Kestrel Post", WORDS, "Ivo Brandt"),
        ("Fjord Courier", " ".join(WORDS.split()[:8]), "Ivo Brandt"),
        ("Tide", WORDS, "Una Berg"),
    )
    for number, (outlet, words, name) in enumerate(said):
        put(
            home.landing,
            f"{number}.jsonl",
            story(f"{number}", f"“{words}” said {name}.", outlet, f"2024-03-0{number + 1}"),
        )
        run(home)
    travel = query.select(
        home, "SELECT words, first_outlet, hours, articles, outlets, trimmed, speakers, mouths FROM marts.quote_travel"
    ).rows
    assert travel == ((WORDS, "Kestrel Post", 48, 3, 3, 1, ["Ivo Brandt", "Una Berg"], 2),)
    cut = query.select(home, "SELECT speaker, words, first_outlet, what_is_left, outlet FROM marts.trimmed_quotes").rows
    assert cut == (("Ivo Brandt", WORDS, "Kestrel Post", said[1][1], "Fjord Courier"),)
    mouths = query.select(home, "SELECT speaker, outlet FROM marts.different_mouths ORDER BY ALL").rows
    assert mouths == (("Ivo Brandt", "Fjord Courier"), ("Ivo Brandt", "Kestrel Post"), ("Una Berg", "Tide"))


def test_who_said_what_about_whom_and_how_deep_an_article_goes(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", tmp_path / "seeds")
    put(
        home.landing,
        "a.jsonl",
        story("A", "“Today “Yes,” said Una Berg and left,” said Ivo Brandt in Bergen. “No,” said Tom Hale."),
    )
    run(home)
    depth = query.select(home, "SELECT named_voices, quotes, named_quotes, anonymous_quotes, words FROM marts.sourcing")
    assert depth.rows == ((2, 2, 2, 0, 16),)
    about = query.select(home, "SELECT speaker, about FROM marts.said_about ORDER BY ALL").rows
    assert about == ()
    pairs = query.select(home, "SELECT a, b, articles FROM marts.co_mentions").rows
    assert len(pairs) == 1
    assert query.select(home, "SELECT name, title FROM marts.first_appearances ORDER BY name").rows == (
        ("Tom Hale", "A"),
        ("Una Berg", "A"),
    )


def test_batches_that_no_longer_count_leave_nothing_behind(built: Home, tmp_path: Path) -> None:
    shutil.copytree(built.path, tmp_path / "home")
    home = Home(tmp_path / "home", built.landing)
    for path in sorted((home.lake / "batches").iterdir())[::3]:
        path.unlink()
    shutil.copytree(home.path, tmp_path / "other")
    other = Home(tmp_path / "other", built.landing)
    assert (publish(home).kind, publish(other, full=True).kind) == ("incremental", "full")
    assert differences(home, other) == []
    assert query.select(home, "SELECT count(*) FROM records WHERE article_key IS NULL").rows > ((0,),)
