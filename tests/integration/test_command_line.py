"""What a user types, and what comes of it."""

import csv
import gzip
import io
import json
import re
import resource
import signal
import subprocess
import sys
import time

import duckdb
import pytest

TEXT = """Council of {town} votes to close the old ferry pier

By Ines Abubakar

{town}, Kenya — The council voted on Tuesday to close the old pier, seven to two, after a debate of three hours.

“We have waited nine years for this,” said Joseph Wekesa, a 54-year-old boatman who lives beside the pier in {town}.

The council will pay for a new pier on the other side of the bay, and the work is to begin before the rains.
"""


def article(town="Mombasa"):
    return TEXT.format(town=town)


def articles(desk):
    return {source for (source,) in desk.rows("SELECT source_path FROM articles")}


def test_a_run_tells_what_is_in_the_warehouse(seeded):
    assert "24 files new or changed" in seeded.printed
    assert "31 records read" in seeded.printed
    assert "truncated_gzip" in seeded.printed
    assert "bad_json" in seeded.printed
    assert "Who is quoted most?" in seeded.printed
    assert "The file: .newswarehouse/warehouse.duckdb" in seeded.printed


def test_nothing_new_changes_nothing(seeded):
    before = seeded.hashes()
    printed, _ = seeded.call("run")
    assert printed.startswith("Nothing new in")
    assert seeded.hashes() == before


def test_only_what_is_new_or_changed_is_read(desk):
    desk.put("one.txt", article("Mombasa"))
    desk.call("run")
    before = desk.hashes()
    desk.put("two.txt", article("Kisumu"))
    printed, _ = desk.call("run")
    assert "1 files new or changed: 1 records read" in printed
    assert articles(desk) == {"one.txt", "two.txt"}
    assert {path: sha for path, sha in desk.hashes().items() if path in before and path.suffix == ".parquet"} == {
        path: sha for path, sha in before.items() if path.suffix == ".parquet"
    }
    desk.put("one.txt", article("Lamu"))
    printed, _ = desk.call("run")
    assert "1 files new or changed: 1 records read" in printed
    assert articles(desk) == {"one.txt", "two.txt"}
    titles = {title for (title,) in desk.rows("SELECT title FROM articles")}
    assert titles == {f"Council of {town} votes to close the old ferry pier" for town in ("Lamu", "Kisumu")}
    assert desk.rows("SELECT count(*) FROM quotes") == [(2,)]


def test_files_named_on_the_command_line_are_read_beside_the_landing_folder(desk, tmp_path):
    desk.put("one.txt", article("Mombasa"))
    desk.call("run")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "one.txt").write_text(article("Lamu"))
    desk.call("run", str(tmp_path / "archive"))
    assert articles(desk) == {"one.txt", "archive/one.txt"}


def test_bad_input_stops_nothing_and_is_told(desk):
    desk.put("good.txt", article())
    desk.put("empty.txt", b"")
    desk.put("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    desk.put("cut.txt.gz", gzip.compress(article("Lamu").encode())[:-40])
    desk.put("invalid.txt", article().encode().replace(b"Tuesday", b"Tues\x81\x8d\xc3\x28day"))
    line = json.dumps({"title": "Pier closed in Malindi", "text": article("Malindi"), "url": "https://example.org/1"})
    desk.put("lines.jsonl", f'{line}\n{{"title": "Broken", "text": "no end\n{line.replace("Malindi", "Kilifi")}\n')
    desk.put("menu.html", "<html><head><title>Menu</title></head><body><nav><a href=/a>News</a></nav></body></html>")
    printed, _ = desk.call("run")
    assert "3 records read" in printed
    reasons = dict(desk.rows("SELECT source_path, reason FROM quarantine"))
    assert reasons == {
        "empty.txt": "empty",
        "picture.txt": "binary",
        "cut.txt.gz": "truncated_gzip",
        "invalid.txt": "undecodable",
        "lines.jsonl": "bad_json",
        "menu.html": "no_article",
    }
    assert desk.rows("SELECT count(*) FROM articles") == [(3,)]
    assert all(row[0] for row in desk.rows("SELECT message FROM quarantine"))


def test_a_run_with_nothing_but_broken_files_ends_well(desk):
    desk.put("empty.txt", b"")
    printed, _ = desk.call("run")
    assert "0 records read, 0 duplicates, 1 quarantined" in printed


@pytest.mark.parametrize("sign", ["lake/articles", "lake/quotes"])
def test_a_killed_run_leaves_the_old_warehouse_and_the_next_one_completes(desk, sign):
    desk.put("one.txt", article("Mombasa"))
    desk.call("run")
    before = desk.rows("SELECT * FROM articles ORDER BY article_key")
    known = set((desk.home / sign).glob("*"))
    desk.put("two.txt", article("Kisumu"))
    process = desk.start("run")
    while process.poll() is None and set((desk.home / sign).glob("*")) == known:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL, "the run ended before it could be killed"
    assert desk.rows("SELECT * FROM articles ORDER BY article_key") == before
    desk.call("run")
    assert articles(desk) == {"one.txt", "two.txt"}


def test_a_reader_keeps_its_warehouse_during_a_publish(desk):
    desk.put("one.txt", article("Mombasa"))
    desk.call("run")
    with duckdb.connect(str(desk.home / "warehouse.duckdb"), read_only=True) as reader:
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        desk.put("two.txt", article("Kisumu"))
        desk.call("run")
        assert reader.execute("SELECT count(*), max(source_path) FROM articles").fetchone() == (1, "one.txt")
    printed, _ = desk.call("sql", "SELECT count(*) AS n FROM articles", "--format", "csv")
    assert printed == "n\n2\n"


def test_answers_as_csv_and_json(seeded):
    sql = "SELECT title, authors, published_at FROM articles WHERE source_path LIKE '000%'"
    (row,) = csv.DictReader(io.StringIO(seeded.call("sql", sql, "-f", "csv")[0]))
    assert row == {
        "title": "Putin-Trump Call Sparks Russian Confidence in Ukraine Victory Amid Final Offensive Plans",
        "authors": '["Ambuj Shukla"]',
        "published_at": "",
    }
    (row,) = json.loads(seeded.call("sql", sql, "-f", "json")[0])
    assert (row["authors"], row["published_at"]) == (["Ambuj Shukla"], None)


def test_status_tells_what_the_home_knows(seeded):
    printed, _ = seeded.call("status")
    assert "24 known, 24 in the warehouse" in printed
    assert "0 open" in printed
    assert "main.quotes" in printed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sql", "SELECT 1"], "run `newswarehouse run` first"),
        (["status"], "run `newswarehouse run` first"),
        (["run", "no/such/folder"], "name files or folders that exist"),
    ],
)
def test_errors_say_what_to_do(desk, words, told):
    _, error = desk.call(*words, code=1)
    assert told in error
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DROP TABLE articles", "only read here"),
        ("SELECT 1; SELECT 2", "only read here"),
        ("SELECT nothing FROM articles", "not found"),
        ("COPY articles TO 'x.csv'", "only read here"),
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled"),
    ],
)
def test_sql_only_reads(seeded, sql, told):
    _, error = seeded.call("sql", sql, code=1)
    assert told in error


COMMANDS = ("run", "ask", "search", "explain", "sql", "export", "index", "status", "ui")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(desk, command):
    printed, _ = desk.call(command, "--help")
    assert "Examples" in printed
    assert f"newswarehouse {command}" in printed


def test_help_names_every_command_and_fits_eighty_columns(desk):
    desk.columns = 80
    printed, _ = desk.call("--help")
    assert all(f"│ {command} " in printed for command in COMMANDS)
    assert "Examples" in printed
    assert max(map(len, printed.split("\n"))) <= 80


def test_questions_are_listed_and_answered(seeded):
    printed, _ = seeded.call("ask")
    assert "who-quoted NAME" in printed
    printed, _ = seeded.call("ask", "who-quoted", "Wafula", "--since", "2026-09-01", "-f", "json")
    assert {row["outlet"] for row in json.loads(printed)} == {
        "Bight Courier",
        "Meridian Dispatch",
        "The Harbour Ledger",
    }
    printed, _ = seeded.call("ask", "who-quoted", "--help")
    assert "--since" in printed
    assert "Published on this day or later" in printed


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["who-quotd", "X"], 2, "who-quoted"),
        (["who-quoted"], 2, "NAME"),
        (["who-quoted", "Josef Wafulla"], 1, "did you mean Joseph Wafula"),
        (["who-quoted", "Wafula", "--since", "yesterday"], 1, "a day like 2026-10-04"),
        (["co-mentions", "--limit", "many"], 1, "a whole number"),
    ],
)
def test_a_question_asked_wrongly_says_how_to_ask(seeded, words, code, told):
    _, error = seeded.call("ask", *words, code=code)
    assert told in error
    assert "Traceback" not in error


def test_an_article_is_explained_at_eighty_columns(seeded):
    seeded.columns = 80
    printed, _ = seeded.call("explain", "lake-victoria-ferry-steering.html")
    seeded.columns = 120
    assert max(map(len, printed.split("\n"))) <= 80
    assert "-  navigation       Skip to main content" in printed
    assert "14 blocks kept, 23 dropped" in printed
    assert "Joseph Wafula" in printed
    assert "Homa Bay" in printed
    whole = json.loads(seeded.call("explain", "lake-victoria-ferry-steering.html", "--json")[0])
    assert whole["article"]["outlet"] == "Meridian Dispatch"
    assert {"rule", "kind", "text"} <= whole["blocks"][0].keys()
    assert {quote["confidence"] is not None for quote in whole["quotes"]} == {True}


def test_an_article_that_was_refused_says_why(seeded):
    _, error = seeded.call("explain", "kp-2026-10-02-rome-clock-tower.txt.gz", code=1)
    assert "truncated_gzip" in error


def test_words_are_found_with_and_without_an_index(seeded):
    printed, told = seeded.call("search", "lithium", "road", "--limit", "3")
    assert "3 hits" in printed
    assert "newswarehouse index makes one" in told
    printed, _ = seeded.call("index")
    assert printed.startswith("31 articles and")
    printed, told = seeded.call("search", "lithium roads", "--limit", "3", "-f", "json")
    assert {row["method"] for row in json.loads(printed)} == {"bm25"}
    assert told == ""
    (seeded.home / "search.duckdb").unlink()


def test_exports_are_listed_and_written(seeded, tmp_path):
    assert "GeoJSON" in seeded.call("export")[0]
    seeded.call("export", "geojson", "--out", str(tmp_path / "p.geojson"))
    assert json.loads((tmp_path / "p.geojson").read_text())["features"]
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    _, error = seeded.call("export", "csv", "--out", str(tmp_path / "full"), code=1)
    assert "name another folder" in error
    _, error = seeded.call("export", "geojson", "--out", "/proc/nowhere/p.geojson", code=1)
    assert "/proc/nowhere" in error
    assert "Errno" not in error


def test_a_table_too_wide_for_the_terminal_is_readable(seeded):
    seeded.columns = 80
    printed, _ = seeded.call("sql", "FROM marts.who_said_what ORDER BY quote LIMIT 1")
    seeded.columns = 120
    assert re.search(r"^ source_path +\S+ *$", printed, re.MULTILINE)
    assert max(map(len, printed.split("\n"))) <= 80


def test_json_is_strict(seeded):
    sql = "SELECT 'nan'::DOUBLE AS a, 1 AS a, TIMESTAMPTZ '2026-10-04 05:30:00+02' AS t"
    (row,) = json.loads(seeded.call("sql", sql, "-f", "json")[0], parse_constant=pytest.fail)
    assert row == {"a": None, "a_1": 1, "t": "2026-10-04T03:30:00+00:00"}


def test_ctrl_c_ends_a_run_without_a_traceback(desk):
    for number in range(20):
        desk.put(f"{number}.txt", article(f"Mombasa{number}"))
    process = desk.start("run", stderr=subprocess.PIPE)
    while process.poll() is None and not (desk.home / "lake" / "articles").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 130, told
    assert "goes on from there" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "words",
    [
        ["sql", "SELECT 1"],
        ["ask", "most-quoted"],
        ["explain", "lake-victoria-ferry-steering.html"],
        ["search", "ferry"],
    ],
    ids=lambda words: words[0],
)
def test_what_only_asks_starts_at_once(seeded, words):
    heavy = ("dagster", "spacy", "pandas", "pyarrow", "lxml", "numpy")
    code = (
        "import sys\nfrom assets.cli import app\n"
        f"try:\n    app({words!r})\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=seeded.environment,
        cwd=seeded.folder,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stderr.strip().split("\n")[-1] == "[]"
    # Half a second of work on a quiet machine; the clock on the wall would measure the neighbours.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3
