"""The ledger: what is new, what changed, what went away, and what of it counts."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import newsroom
import pytest
from newsroom import load, put, run, story

from warehouse import ledger as ledger_module
from warehouse import query, scan
from warehouse.batches import MOST_RECORDS
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger

if TYPE_CHECKING:
    from warehouse.batches import Batch


@pytest.fixture
def home(tmp_path: Path) -> Home:
    landing = tmp_path / "seeds"
    put(landing, "a.txt", "one")
    put(landing, "deep/b.txt", "two")
    return Home(tmp_path / "home", landing)


def planned(batches: list[Batch]) -> list[list[str]]:
    return [[part.source_path for part in batch.parts] for batch in batches]


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are hashed from now on."""
    hashed: list[str] = []
    of = scan.Content.of

    def counted(path: Path) -> scan.Content:
        hashed.append(path.name)
        return of(path)

    monkeypatch.setattr(scan.Content, "of", counted)
    return hashed


def test_a_plan_stays_open_until_the_lake_has_it(home: Home) -> None:
    ledger = Ledger(home)
    batches = ledger.plan()
    assert planned(batches) == [["a.txt", "deep/b.txt"]]
    assert batches[0].parts[0].sha256 == hashlib.sha256(b"one\n").hexdigest()
    assert ledger.plan() == batches
    assert ledger.batch(batches[0].key) == batches[0]
    assert ledger.standing() == ledger_module.Standing(files=2, live=0, open=1)
    load(home)
    assert ledger.plan() == []
    assert ledger.standing() == ledger_module.Standing(files=2, live=2, open=0)


def test_files_that_are_clearly_old_are_not_opened_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = counting(monkeypatch)
    Ledger(home).plan()
    Ledger(home).plan()
    assert hashed == ["a.txt", "b.txt"] * 2
    monkeypatch.setattr(ledger_module, "_RACY", 0)
    Ledger(home).plan()
    assert hashed == ["a.txt", "b.txt"] * 2
    stamp = (home.landing / "a.txt").stat()
    (home.landing / "a.txt").write_text("uno\n")
    os.utime(home.landing / "a.txt", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert planned(Ledger(home).plan()) == [["a.txt", "deep/b.txt"]]
    assert hashed[4:] == ["a.txt"]


def test_a_touched_file_is_not_read_again(home: Home) -> None:
    load(home)
    os.utime(home.landing / "a.txt", (1, 1))
    assert Ledger(home).plan() == []


def test_a_changed_file_is_alone_in_its_batch_and_the_old_one_counts_until_it_is_done(home: Home) -> None:
    (first,) = load(home)
    put(home.landing, "a.txt", "other")
    assert planned(Ledger(home).plan()) == [["a.txt"]]
    assert {part.batch for part in Ledger(home).live()} == {first.key}
    (second,) = load(home)
    assert [(part.source_path, part.batch) for part in Ledger(home).live()] == [
        ("a.txt", second.key),
        ("deep/b.txt", first.key),
    ]
    put(home.landing, "a.txt", "one")
    (third,) = load(home)
    assert third.key not in {first.key, second.key}
    put(home.landing, "a.txt", "other")
    assert load(home) == []
    assert {part.batch for part in Ledger(home).live()} == {first.key, second.key}
    assert Ledger(home).batch(second.key) == second


def test_a_changed_manifest_row_is_a_changed_file(home: Home) -> None:
    load(home)
    put(home.landing, "manifest.csv", "file,outlet", "a.txt,Kestrel", "other.txt,Gull")
    assert planned(load(home)) == [["a.txt"]]
    put(home.landing, "manifest.csv", "file,outlet", "a.txt,Kestrel", "other.txt,Heron")
    assert load(home) == []


def test_what_the_manifest_says_of_a_member_is_part_of_the_archive(home: Home) -> None:
    put(home.landing, "old.zip", "no zip")
    load(home)
    put(home.landing, "manifest.csv", "file,outlet", "old.zip!one.txt,Kestrel", "a.txt!,Gull")
    assert planned(load(home)) == [["a.txt", "old.zip"]]
    put(home.landing, "manifest.csv", "file,outlet", "old.zip!one.txt,Heron", "a.txt!,Gull")
    assert planned(load(home)) == [["old.zip"]]
    assert load(home) == []


def test_a_planned_file_that_went_away_or_changed_does_not_block(home: Home) -> None:
    put(home.landing, "c.txt", "three")
    ledger = Ledger(home)
    (before,) = ledger.plan()
    (home.landing / "a.txt").unlink()
    put(home.landing, "c.txt", "four")
    (after,) = ledger.plan()
    assert planned([after]) == [["c.txt", "deep/b.txt"]]
    with pytest.raises(KeyError, match="plan again"):
        ledger.batch(before.key)
    load(home)
    put(home.landing, "a.txt", "one")
    assert planned(load(home)) == [["a.txt"]]


def test_a_large_file_is_split_and_counts_when_all_of_it_is_there(home: Home) -> None:
    lines = [story(f"S{n}", "Nothing.") for n in range(2 * MOST_RECORDS + 1)]
    load(home)
    put(home.landing, "big.jsonl", *lines)
    batches = Ledger(home).plan()
    assert [(part.first, part.last) for batch in batches for part in batch.parts] == [
        (0, 2000),
        (2000, 4000),
        (4000, None),
    ]
    lake = Lake(home)
    for batch in batches[:2]:
        lake.write(batch.key, newsroom.frames(batch))
        lake.close(batch.key, batch.inputs, {})
    assert Ledger(home).plan() == batches[2:]
    assert {part.source_path for part in Ledger(home).live()} == {"a.txt", "deep/b.txt"}
    run(home)
    assert query.select(home, "SELECT count(*), count(DISTINCT article_id) FROM articles").rows == ((4001, 4001),)


def test_retry_reads_the_quarantine_again(home: Home) -> None:
    put(home.landing, "good.jsonl", story("S", "Nothing."))
    (first,) = load(home)
    assert Ledger(home).retry(["unheard_of"]) == []
    assert Ledger(home).plan() == []
    assert Ledger(home).retry() == ["a.txt", "deep/b.txt"]
    (again,) = load(home)
    assert planned([again]) == [["a.txt", "deep/b.txt"]]
    assert again.key != first.key
    assert Ledger(home).plan() == []


def test_folders_elsewhere_lend_their_name(home: Home, tmp_path: Path) -> None:
    one = put(tmp_path / "x" / "archive", "2024/n.txt", "x").parents[1]
    two = put(tmp_path / "y" / "archive", "n.txt", "y").parent
    put(tmp_path / "z" / "deep", "n.txt", "z")
    ledger = Ledger(home)
    batches = ledger.plan([one, two, tmp_path / "z" / "deep" / "n.txt"])
    assert planned(batches) == [["archive/2024/n.txt"], ["archive-2/n.txt"], ["deep-2/n.txt"]]
    assert [(batch.prefix, batch.root) for batch in batches] == [
        ("archive/", one),
        ("archive-2/", two),
        ("deep-2/", tmp_path / "z" / "deep"),
    ]
    assert ledger.plan([one / "2024"]) == batches
    assert planned(ledger.plan([home.landing / "deep"])) == [*planned(batches), ["deep/b.txt"]]
    put(home.landing, "archive/n.txt", "w")
    assert planned(ledger.plan())[4:] == [["a.txt"], ["archive-3/n.txt"]]


def test_a_path_that_is_not_there_is_an_error(home: Home) -> None:
    with pytest.raises(FileNotFoundError, match=r"there is no .*nowhere"):
        Ledger(home).plan([home.landing, home.landing / "nowhere"])


def test_a_home_inside_the_landing_folder_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "one")
    home = Home(tmp_path / "home", tmp_path)
    run(home)
    assert planned(Ledger(home).plan()) == []
    assert [part.source_path for part in Ledger(home).live()] == ["a.txt"]


def test_a_home_that_moved_with_its_files_knows_them(home: Home, tmp_path: Path) -> None:
    load(home)
    shutil.copytree(home.landing, tmp_path / "new" / "seeds")
    shutil.copytree(home.path, tmp_path / "new" / "home")
    assert load(Home(tmp_path / "new" / "home", tmp_path / "new" / "seeds")) == []


def test_a_name_that_is_no_utf8_is_read_under_a_printable_one(home: Home) -> None:
    Path(os.fsdecode(os.fsencode(home.landing) + b"/caf\xe9.txt")).write_text("x")
    (batch,) = Ledger(home).plan()
    part = next(part for part in batch.parts if part.source_path == "caf\\xe9.txt")
    assert part.path.read_text() == "x"


PLANNER = """
import sys
from warehouse.home import Home
from warehouse.ledger import Ledger
print("ready", flush=True)
sys.stdin.readline()
for batch in Ledger(Home(*sys.argv[1:])).plan():
    print(batch.key, *(part.source_path for part in batch.parts), flush=True)
"""


def test_two_planners_at_once_plan_no_file_twice(home: Home) -> None:
    for number in range(300):
        put(home.landing, f"{number}.txt", str(number))
    command = [sys.executable, "-c", PLANNER, str(home.path), str(home.landing)]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    one, other = (process.communicate(timeout=60)[0] for process in processes)
    assert [process.returncode for process in processes] == [0, 0]
    assert one == other
    names = [name for line in one.splitlines() for name in line.split()[1:]]
    assert len(names) == len(set(names)) == 302
