from __future__ import annotations

import math
from pathlib import Path

import duckdb
import newsroom
import pytest

from warehouse import extensions, query, ranking, search
from warehouse.home import Home

STORIES = (
    newsroom.story(
        "The pier closes", "“The pier is old,” said Mara Lindqvist in Bergen. A storm took the pier.", day="2024-03-01"
    ),
    newsroom.story("Storm over Ostrava", "A storm came. It was the third storm.", day="2024-03-02"),
    newsroom.story("A quiet day", "“Nothing happened,” said Olga Novak in Ostrava.", day="2024-03-03"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("it's searched")
    home = Home(folder / "home", folder / "landing")
    newsroom.put(home.landing, "a.jsonl", *STORIES)
    newsroom.run(home)
    return home


@pytest.fixture
def indexed(home: Home) -> Home:
    if not ranking.file(home).exists():
        search.build(home)
    return home


def found(home: Home, words: str) -> list[tuple[str, str]]:
    rows = search.search(home, words).rows
    at = rows.columns.index("text")
    return [(row[1], row[at]) for row in rows.rows]


def test_without_an_index_every_text_is_read_and_that_is_told(home: Home) -> None:
    ranking.file(home).unlink(missing_ok=True)
    answer = search.search(home, "storm PIER")
    assert (answer.method, len(answer.rows.rows)) == ("contains", 1)
    assert "newswarehouse index makes one" in answer.note
    assert found(home, "happened") == [("article", "A quiet day"), ("quote", "Nothing happened,")]
    assert query.select(home, "SELECT DISTINCT method FROM search('storm')").rows == (("contains",),)


def test_the_index_ranks_by_bm25(indexed: Home) -> None:
    answer = search.search(indexed, "storms")
    assert (answer.method, answer.note) == ("bm25", "")
    assert [row[answer.rows.columns.index("text")] for row in answer.rows.rows] == [
        "Storm over Ostrava",
        "The pier closes",
    ]
    # Three documents of which two have the word, three times in eleven words and once in sixteen.
    lengths = query.select(indexed, f"SELECT length FROM {ranking.NAME}.articles_docs ORDER BY doc").rows
    mean = sum(length for (length,) in lengths) / 3
    (length,) = query.select(
        indexed,
        f"SELECT length FROM {ranking.NAME}.articles_docs JOIN articles USING (article_key) WHERE title LIKE 'Storm%'",
    ).rows[0]
    weight = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    expected = weight * 3 * 2.2 / (3 + 1.2 * (0.25 + 0.75 * length / mean))
    assert answer.rows.rows[0][0] == pytest.approx(expected, abs=1e-4)


def test_words_are_found_without_their_marks_and_by_their_speaker(indexed: Home) -> None:
    assert ("quote", "The pier is old,") in found(indexed, "“old”")
    assert ("quote", "Nothing happened,") in found(indexed, "Novák")


def test_an_index_older_than_the_warehouse_says_so(indexed: Home) -> None:
    newsroom.put(indexed.landing, "b.jsonl", newsroom.story("Later", "Snow fell.", day="2024-03-04"))
    newsroom.run(indexed)
    assert "older than the warehouse" in search.search(indexed, "storm").note
    made = search.build(indexed)
    assert (made.articles, search.search(indexed, "snow").note) == (4, "")


def test_the_index_leaves_nothing_behind(indexed: Home) -> None:
    assert sorted(path.name for path in indexed.path.glob("search*")) == ["search.duckdb"]


def test_a_damaged_index_is_gone_without(indexed: Home) -> None:
    ranking.file(indexed).write_bytes(b"no database")
    assert search.search(indexed, "storm").method == "contains"
    search.build(indexed)
    assert search.search(indexed, "storm").method == "bm25"


def test_without_the_extension_it_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "file", lambda _: None)
    with pytest.raises(query.NotAnswered, match="install duckdb-extension-fts"):
        search.build(home)
    assert search.search(home, "storm").method == "contains"


def test_any_client_can_search_the_file_itself(home: Home) -> None:
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        assert connection.execute("SELECT text, method FROM search('quiet')").fetchall() == [
            ("A quiet day", "contains")
        ]
        named = "SELECT count(*) FROM duckdb_columns() WHERE schema_name = 'exchange' AND comment IS NULL"
        assert connection.execute(named).fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM exchange.gdelt_gkg").fetchone() != (0,)


def test_no_word_and_no_warehouse(home: Home, tmp_path: Path) -> None:
    with pytest.raises(query.NotAnswered, match="no word to look for"):
        search.search(home, " “” ")
    with pytest.raises(query.NoWarehouse):
        search.build(Home(tmp_path))
