"""Publishing: what stays, what is replaced, and what everybody else sees meanwhile."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import duckdb
import newsroom
import pytest
from newsroom import differences, put, run, story

from pipelines.frames import FRAMES
from warehouse import checks, query, questions
from warehouse.checks import CheckFailed
from warehouse.home import Busy, Home
from warehouse.lake import Lake, LakeChanged
from warehouse.ledger import Ledger
from warehouse.publish import is_current, outcomes, publish

HARBOUR = story(
    "Harbour opens", "“We begin today,” said Mara Lindqvist in Ostrava. 🇺🇦 “It is é late,” said Ivo Brandt."
)
FERRY = story(
    "Ferry returns", "The ferry is back in Bergen. “At last,” said Mara Lindqvist.", "Fjord Courier", "2024-03-09"
)
SNOW = story("Snow", "It snowed in Nowhereville.", "Fjord Courier", "2024-03-10")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    landing = tmp_path / "seeds"
    put(landing, "a.jsonl", HARBOUR)
    put(landing, "b.jsonl", FERRY, "no json")
    return Home(tmp_path / "home", landing)


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    return list(query.select(home, sql).rows)


def digests(folder: Path, pattern: str) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob(pattern))}


def test_a_quote_stands_with_its_speaker_and_the_characters_that_prove_it(home: Home) -> None:
    run(home)
    found = rows(
        home, "SELECT speaker, quote, source_path, source_start, source_end FROM marts.who_said_what ORDER BY ALL"
    )
    assert [row[:3] for row in found] == [
        ("Ivo Brandt", "It is é late,", "a.jsonl"),
        ("Mara Lindqvist", "At last,", "b.jsonl"),
        ("Mara Lindqvist", "We begin today,", "a.jsonl"),
    ]
    line = HARBOUR
    assert line[found[0][3] : found[0][4]] == "It is é late,"
    assert rows(home, "SELECT status, count(*) FROM records GROUP BY status ORDER BY status") == [
        ("quarantined", 1),
        ("read", 2),
    ]


def test_a_second_run_changes_no_byte(home: Home) -> None:
    run(home)
    before = digests(home.path, "*.parquet") | digests(home.path, "*.json") | digests(home.path, "warehouse.duckdb")
    stamp = home.warehouse.stat()
    again = run(home)
    assert not again.changed
    assert before == digests(home.path, "*.parquet") | digests(home.path, "*.json") | digests(
        home.path, "warehouse.duckdb"
    )
    assert (stamp.st_ino, stamp.st_mtime_ns) == (home.warehouse.stat().st_ino, home.warehouse.stat().st_mtime_ns)


def test_writing_a_batch_again_gives_the_same_bytes(home: Home) -> None:
    run(home)
    before = digests(home.path, "*.parquet")
    for path in home.path.rglob("*.parquet"):
        path.unlink()
    assert len(newsroom.load(home)) == 1
    assert digests(home.path, "*.parquet") == before


def test_a_new_file_is_read_alone(home: Home) -> None:
    run(home)
    put(home.landing, "c.jsonl", SNOW)
    batches = Ledger(home).plan()
    assert [[part.source_path for part in batch.parts] for batch in batches] == [["c.jsonl"]]
    assert run(home).batches == 2
    assert rows(home, "SELECT title FROM articles ORDER BY title") == [
        ("Ferry returns",),
        ("Harbour opens",),
        ("Snow",),
    ]


def test_rows_of_a_changed_file_are_gone(home: Home) -> None:
    run(home)
    put(home.landing, "a.jsonl", SNOW)
    run(home)
    assert rows(home, "SELECT title, source_path FROM articles ORDER BY title") == [
        ("Ferry returns", "b.jsonl"),
        ("Snow", "a.jsonl"),
    ]
    assert rows(home, "SELECT entity_id FROM entities") == [("person/mara-lindqvist",)]
    assert rows(home, "SELECT name FROM locations") == [("Bergen",)]
    put(home.landing, "a.jsonl", HARBOUR)
    assert run(home).changed
    assert rows(home, "SELECT title FROM articles ORDER BY title") == [("Ferry returns",), ("Harbour opens",)]


def test_a_file_that_went_away_still_counts(home: Home) -> None:
    run(home)
    (home.landing / "a.jsonl").unlink()
    assert not run(home).changed
    assert rows(home, "SELECT count(*) FROM articles") == [(2,)]


READER = """
import sys
from warehouse import checks, query
from warehouse.home import Home
connection = query.connect(Home(sys.argv[1]))
ask = lambda: print(connection.execute("SELECT count(*), min(title) FROM articles").fetchone(), flush=True)
ask()
for _ in sys.stdin:
    ask()
"""


def test_a_reader_keeps_its_snapshot_and_the_next_one_sees_the_new_file(home: Home) -> None:
    run(home)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(home.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stdout.readline() == "(2, 'Ferry returns')\n"
        held = query.connect(home)
        put(home.landing, "a.jsonl", SNOW)
        put(home.landing, "c.jsonl", HARBOUR)
        assert run(home).changed
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "(2, 'Ferry returns')\n"
        assert held.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        assert rows(home, "SELECT count(*) FROM articles") == [(3,)]
        held.close()
        reader.stdin.close()
        assert reader.wait() == 0


def test_duplicates_resolve_the_same_whatever_came_first(tmp_path: Path) -> None:
    tables = []
    for order in (("b.jsonl", "a.jsonl", "c.jsonl"), ("c.jsonl", "b.jsonl", "a.jsonl"), ()):
        home = Home(tmp_path / "-".join(("home", *order)), tmp_path / "-".join(("seeds", *order)))
        lines = {"a.jsonl": [FERRY, HARBOUR], "b.jsonl": [HARBOUR, SNOW, HARBOUR], "c.jsonl": ["broken", SNOW]}
        for name in order:
            put(home.landing, name, *lines[name])
            newsroom.load(home)
        for name, content in lines.items():
            put(home.landing, name, *content)
        assert run(home).batches == (len(order) or 1)
        tables.append(home)
    assert rows(tables[0], "SELECT source_path, source_record, status FROM records ORDER BY ALL") == [
        ("a.jsonl", 0, "read"),
        ("a.jsonl", 1, "read"),
        ("b.jsonl", 0, "duplicate"),
        ("b.jsonl", 1, "read"),
        ("b.jsonl", 2, "duplicate"),
        ("c.jsonl", 0, "quarantined"),
        ("c.jsonl", 1, "duplicate"),
    ]
    assert differences(tables[0], tables[1]) == []
    assert differences(tables[0], tables[2], same_batches=False) == []


def test_an_article_outlives_the_first_file_that_held_it(home: Home) -> None:
    put(home.landing, "b.jsonl", HARBOUR)
    run(home)
    assert rows(home, "SELECT source_path FROM articles") == [("a.jsonl",)]
    put(home.landing, "a.jsonl", SNOW)
    run(home)
    assert rows(home, "SELECT title, source_path FROM articles ORDER BY title") == [
        ("Harbour opens", "b.jsonl"),
        ("Snow", "a.jsonl"),
    ]
    assert rows(home, "SELECT count(*) FROM quotes") == [(2,)]


def test_a_failed_check_keeps_the_live_file(home: Home) -> None:
    run(home)
    before = digests(home.path, "warehouse.duckdb")
    put(home.landing, "c.jsonl", SNOW)
    lake = Lake(home)
    (batch,) = Ledger(home).plan()
    frames = newsroom.frames(batch)
    frames["location_mentions"]["start_char"] += 1
    lake.write(batch.key, frames)
    lake.close(batch.key, batch.inputs, {})
    with pytest.raises(CheckFailed, match=r"(?s)location_mentions_offsets failed for 1 rows.*'held': 'Nowhereville'"):
        publish(home, run="a/b")
    assert digests(home.path, "warehouse*") == before
    assert sorted(home.path.glob("*.duckdb")) == [home.warehouse]
    lake.write(batch.key, newsroom.frames(batch))
    lake.close(batch.key, batch.inputs, {})
    assert publish(home).changed


def test_a_batch_written_again_meanwhile_is_not_published(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    (batch,) = newsroom.load(home)
    lake = Lake(home)
    check = checks.run

    def meanwhile(connection: duckdb.DuckDBPyConnection, databases: list[str]) -> list[checks.Outcome]:
        lake.write(batch.key, newsroom.frames(batch) | {"entities": FRAMES["entities"].frame([])})
        lake.close(batch.key, batch.inputs, {})
        return check(connection, databases)

    monkeypatch.setattr(checks, "run", meanwhile)
    with pytest.raises(LakeChanged, match="publish once more"):
        publish(home)
    assert list(home.path.glob("*.duckdb*")) == []


def test_the_live_file_says_whether_it_is_current_and_what_the_checks_found(home: Home) -> None:
    assert not is_current(home)
    done = run(home)
    assert is_current(home)
    assert [(o.name, o.rows) for o in outcomes(home)] == [(o.name, o.rows) for o in done.outcomes]
    put(home.landing, "c.jsonl", SNOW)
    newsroom.load(home)
    assert not is_current(home)


def test_members_of_an_archive_count_with_it(home: Home) -> None:
    lake = Lake(home)
    (batch,) = Ledger(home).plan()
    members = newsroom.frames(batch)
    for name in ("records", "articles", "quarantine"):
        members[name]["source_path"] = members[name]["source_path"].str.replace(".jsonl", ".jsonl!member")
    lake.write(batch.key, members)
    lake.close(batch.key, batch.inputs, {})
    run(home)
    assert rows(home, "SELECT source_path FROM records UNION ALL SELECT source_path FROM quarantine ORDER BY ALL") == [
        ("a.jsonl!member",),
        ("b.jsonl!member",),
        ("b.jsonl!member",),
        ("b.jsonl!member",),
    ]
    assert Ledger(home).retry() == ["b.jsonl"]
    put(home.landing, "b.jsonl", SNOW)
    run(home)
    assert rows(home, "SELECT source_path, title FROM articles ORDER BY ALL") == [
        ("a.jsonl!member", "Harbour opens"),
        ("b.jsonl", "Snow"),
    ]
    assert rows(home, "SELECT count(*) FROM quarantine") == [(0,)]


def test_debris_is_swept(home: Home) -> None:
    run(home)
    (home.path / "warehouse.dead.duckdb").write_bytes(b"half")
    (home.path / "warehouse.dead.duckdb.wal").write_bytes(b"half")
    run(home)
    assert sorted(path.name for path in home.path.glob("*.duckdb*")) == ["warehouse.duckdb"]


def test_a_damaged_live_file_is_built_again(home: Home) -> None:
    run(home)
    home.warehouse.write_bytes(b"not a database")
    assert run(home).changed
    assert rows(home, "SELECT count(*) FROM articles") == [(2,)]


def test_a_second_publisher_says_who_holds_the_lock(home: Home) -> None:
    holder = (
        "import sys; from warehouse.home import Home\n"
        "with Home(sys.argv[1]).lock('publish'): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(home.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Busy, match=f"held by process {process.pid}; waited 0.1 s"):
            publish(home, timeout=0.1)
        process.communicate()
    assert publish(home, timeout=0.1).changed


def test_two_processes_run_at_once(home: Home) -> None:
    for number in range(20):
        put(home.landing, f"{number}.jsonl", story(f"Number {number}", f"“{number} boats,” said Ivo Brandt in Bergen."))
    command = [sys.executable, newsroom.__file__, str(home.path), str(home.landing)]
    processes = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    assert not run(home).changed
    assert rows(home, "SELECT count(*), count(DISTINCT source_path) FROM records") == [(23, 22)]
    assert len(Lake(home).closed()) == 1


def test_nothing_at_all_is_a_warehouse_too(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    home = Home(tmp_path / "home", tmp_path / "seeds")
    assert run(home).changed
    assert query.counts(home)["main.articles"] == 0
    assert [questions.answer(home, question).rows for question in questions.summary()] == [(), (), ()]


def test_a_batch_of_a_release_with_fewer_frames_still_counts(home: Home) -> None:
    run(home)
    lake = Lake(home)
    (manifest,) = lake.closed()
    del manifest.files["article_focus"]
    (home.lake / "batches" / f"{manifest.batch}.json").write_bytes(manifest.encode())
    assert publish(home).changed
    assert query.counts(home)["main.articles"] == 2


def test_everything_is_described(home: Home) -> None:
    run(home)
    assert rows(home, "SELECT schema_name, table_name FROM duckdb_tables() WHERE coalesce(comment, '') = ''") == []
    assert rows(home, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''") == []
    described = rows(
        home,
        "SELECT table_name, column_name, comment FROM duckdb_columns()"
        " WHERE database_name = 'warehouse' AND NOT internal",
    )
    assert [row for row in described if not row[2]] == []
    said = {(table, column): comment for table, column, comment in described}
    assert said["quotes", "cue"] == next(c.description for c in FRAMES["quotes"].columns if c.name == "cue")
    assert len({table for table, _ in said}) >= 24


def test_time_of_day_is_utc_in_every_session(home: Home) -> None:
    run(home)
    connection = query.connect(home, outside=True)
    connection.execute("SET TimeZone = 'Asia/Tokyo'")
    assert connection.execute("SELECT DISTINCT CAST(published_at AS TIME)::VARCHAR FROM articles").fetchall() == [
        ("06:00:00",)
    ]
    assert connection.execute("SELECT min(published_on)::VARCHAR, max(iso_week) FROM articles, dates").fetchone() == (
        "2024-03-01",
        10,
    )
    connection.close()


WIRE = " ".join(
    f"The {word} ferry of the {word} harbour was {word} on its way." for word in "old new red big low".split()
)
LOCAL = " ".join(
    f"A {word} bridge over the {word} river stays {word} until spring." for word in "dry wet far odd shy".split()
)
CARRIED = {
    "a.jsonl": story("Ferry late", f"BERGEN, Norway (Reuters) — {WIRE}", "Kestrel Post", "2024-03-01"),
    "b.jsonl": story("Bridge shut", LOCAL, "Fjord Courier", "2024-03-02"),
    "c.jsonl": story("A late ferry", f"{WIRE} It is back in Ostrava.", "Fjord Courier", "2024-03-03"),
    "d.jsonl": story("Closed", LOCAL, "Kestrel Post", "2024-03-04"),
}


def carrying(folder: Path, order: str) -> Home:
    """A home that read the files of CARRIED one after the other."""
    home = Home(folder / f"home-{order}", folder / f"seeds-{order}")
    for name in order:
        put(home.landing, f"{name}.jsonl", CARRIED[f"{name}.jsonl"])
        run(home)
    return home


def test_who_carries_whose_copy(tmp_path: Path) -> None:
    home = carrying(tmp_path, "abcd")
    assert rows(
        home,
        "SELECT least(one.title, other.title), greatest(one.title, other.title), kind, longer.title, earlier.title,"
        " copies.agency FROM copies"
        " JOIN articles one ON one.article_key = copies.article_key"
        " JOIN articles other ON other.article_key = copies.other_key"
        " LEFT JOIN articles longer ON longer.article_key = longer_key"
        " LEFT JOIN articles earlier ON earlier.article_key = earlier_key ORDER BY kind",
    ) == [
        ("Bridge shut", "Closed", "exact", None, "Bridge shut", None),
        ("A late ferry", "Ferry late", "wire", "A late ferry", "Ferry late", "Reuters"),
    ]
    assert rows(home, "SELECT title, articles, outlets, agency, hour(last_at) FROM stories ORDER BY title") == [
        ("Bridge shut", 2, 2, None, 6),
        ("Ferry late", 2, 2, "Reuters", 6),
    ]
    assert rows(
        home, "SELECT title, first_outlet, carriers, hours, exact_copies, wire_copies FROM marts.stories ORDER BY title"
    ) == [
        ("Bridge shut", "Fjord Courier", ["Fjord Courier", "Kestrel Post"], 48, 1, 0),
        ("Ferry late", "Kestrel Post", ["Kestrel Post", "Fjord Courier"], 48, 0, 1),
    ]
    assert rows(home, "SELECT source, source_kind, outlet, articles, verbatim FROM marts.syndication ORDER BY ALL") == [
        ("Fjord Courier", "outlet", "Kestrel Post", 1, 1),
        ("Reuters", "agency", "Fjord Courier", 1, None),
        ("Reuters", "agency", "Kestrel Post", 1, None),
    ]


def test_copies_are_the_same_whatever_came_first(tmp_path: Path) -> None:
    one, other = carrying(tmp_path, "abcd"), carrying(tmp_path, "dcba")
    assert rows(one, "SELECT count(*) FROM copies") == [(2,)]
    assert differences(one, other) == []


def test_a_story_keeps_its_id_when_later_articles_join(tmp_path: Path) -> None:
    home = carrying(tmp_path, "a")
    before = rows(home, "SELECT story_id FROM articles")
    assert before == rows(home, "SELECT article_id FROM articles")
    put(home.landing, "c.jsonl", CARRIED["c.jsonl"])
    run(home)
    assert rows(home, "SELECT DISTINCT story_id FROM articles") == before
    put(home.landing, "a.jsonl", SNOW)
    run(home)
    assert rows(home, "SELECT count(*) FROM copies") == [(0,)]
    assert rows(home, "SELECT count(*) FROM articles WHERE story_id = article_id") == [(2,)]


def test_a_publish_without_its_cache_comes_out_the_same(tmp_path: Path) -> None:
    home = carrying(tmp_path, "abcd")
    before = rows(home, "FROM copies") + rows(home, "FROM stories")
    for path in (home.path / "stories").iterdir():
        path.write_bytes(b"damaged")
    home.warehouse.unlink()
    assert publish(home).changed
    assert rows(home, "FROM copies") + rows(home, "FROM stories") == before
