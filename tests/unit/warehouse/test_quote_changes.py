"""Groups of quotes kept up to date: whatever came and went in which order, they are those of a full build."""

from __future__ import annotations

import itertools
import random

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.stories import quote_anchors
from warehouse import quote_changes, quote_groups, quote_lookups, statements

TABLES = {s.name: s for folder in ("facts", "remembered") for s in statements.load(folder) if s.by == "quote"}
_TIME = pa.timestamp("us")
_ARTICLES = pa.schema([("article_id", pa.string()), ("published_at", _TIME), ("collected_at", _TIME)])
_QUOTES = pa.schema([(name, pa.string()) for name in ("article_id", "quote_id", "text", "speaker_id", "kind")])
# An article: a day or none, and what is said by whom.
Article = tuple[int | None, tuple[tuple[str, str | None], ...]]


def staged(connection: duckdb.DuckDBPyConnection, articles: dict[int, Article], changed: set[int]) -> None:
    """Have the lake hold these articles."""
    connection.execute("ATTACH ':memory:' AS lake")
    dated, said = [], []
    for number, (day, quotes) in articles.items():
        article_id = f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}"
        when = None if day is None else day * 86_400_000_000
        dated.append({"article_id": article_id, "published_at": when, "collected_at": None})
        for place, (text, speaker) in enumerate(quotes):
            row = {"article_id": article_id, "quote_id": f"{article_id}:{place}", "text": text}
            said.append(row | {"speaker_id": speaker, "kind": "direct"})
    ids = [f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}" for number in sorted(changed)]
    for name, table in (
        ("articles", pa.Table.from_pylist(dated, _ARTICLES)),
        ("quotes", pa.Table.from_pylist(said, _QUOTES)),
        ("changed", pa.table({"article_id": pa.array(ids, pa.string())})),
    ):
        connection.register("told", table)
        connection.execute(f"CREATE TABLE lake.{name} AS FROM told")
        connection.unregister("told")


def built(articles: dict[int, Article]) -> duckdb.DuckDBPyConnection:
    """A warehouse of all these articles."""
    connection = duckdb.connect()
    connection.execute("ATTACH ':memory:' AS warehouse; CREATE SCHEMA warehouse.meta")
    staged(connection, articles, set())
    quote_groups.stage(connection, whole=True)
    connection.execute("USE warehouse")
    for name, statement in TABLES.items():
        connection.execute(f"CREATE TABLE {name} AS {statement.sql}")
    kept(connection, articles)
    return connection


def kept(connection: duckdb.DuckDBPyConnection, articles: dict[int, Article]) -> None:
    """Have the warehouse hold these articles beside."""
    connection.execute("USE memory; DETACH lake")
    staged(connection, articles, set())
    connection.execute("USE warehouse")
    key = "CAST('0x' || article_id AS UBIGINT) AS article_key"
    speaker = f"{quote_lookups.SPEAKER} AS speaker_key"
    connection.execute(f"CREATE OR REPLACE TABLE articles AS SELECT {key}, * FROM lake.articles")
    connection.execute(f"CREATE OR REPLACE TABLE quotes AS SELECT {key}, quote_id, text, {speaker} FROM lake.quotes")
    connection.execute(
        "CREATE OR REPLACE TABLE entities AS SELECT DISTINCT speaker_id AS entity_id,"
        f" {quote_lookups.SPEAKER} AS entity_key FROM lake.quotes WHERE speaker_id IS NOT NULL"
    )
    connection.execute("USE memory; DETACH lake")


def updated(connection: duckdb.DuckDBPyConnection, before: dict[int, Article], after: dict[int, Article]) -> None:
    """Bring the warehouse of `before` up to date."""
    changed = {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}
    staged(connection, {number: after[number] for number in sorted(changed & after.keys())}, changed)
    quote_changes.stage(connection)
    connection.execute("USE warehouse")
    for name in TABLES:
        quote_changes.replace(connection, name)
    connection.execute("DROP TABLE regrouped")
    kept(connection, after)


def rows(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    return {name: connection.execute(f"FROM warehouse.{name} ORDER BY ALL").fetchall() for name in TABLES}


VOICES = st.sampled_from(["person/p", "person/r", None])
SPOKEN = "the sea will rise and fall again for us all tonight said nobody".split()
# Most texts are cut from one another.
CUT = st.tuples(st.integers(0, 8), st.integers(1, 14)).map(lambda cut: " ".join((SPOKEN * 2)[cut[0] : sum(cut)]))
LOOSE = st.lists(st.sampled_from(SPOKEN[:5]), max_size=9).map(" ".join)
ARTICLES = st.tuples(
    st.sampled_from([1, 2, 3, None]), st.lists(st.tuples(CUT | LOOSE, VOICES), min_size=1, max_size=3).map(tuple)
)


@pytest.mark.parametrize("most", [2, 200])
@settings(max_examples=5, deadline=None)
@given(states=st.lists(st.dictionaries(st.integers(1, 9), ARTICLES, max_size=8), min_size=2, max_size=4))
def test_whatever_comes_and_goes_the_groups_are_those_of_a_full_build(
    most: int, states: list[dict[int, Article]]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(quote_anchors, "COMMONPLACE", most)
        connection = built(states[0])
        for before, after in itertools.pairwise(states):
            updated(connection, before, after)
        assert rows(connection) == rows(built(states[-1]))


@pytest.mark.parametrize("earlier", [SPOKEN[6:12], ["then", "he", "said", *SPOKEN[:8], "and", "left", "the", "room"]])
def test_words_of_an_article_that_was_only_annotated_again_go_with_their_kin(earlier: list[str]) -> None:
    """What came is kin of the words that began the group, or of words that stand in the changed article alone."""
    whole, cut = " ".join(SPOKEN[:12]), " ".join(SPOKEN[:8])
    before: dict[int, Article] = {
        1: (1, ((whole, None),)),
        2: (2, ((cut, None), ("one other thing", None))),
        3: (3, ((f"we heard {cut} once", None),)),
    }
    after = before | {2: (2, ((cut, None),)), 4: (0, ((" ".join(earlier), None),))}
    connection = built(before)
    updated(connection, before, after)
    found = rows(connection)
    assert found == rows(built(after))
    group_of = {(quote_id, group) for _, quote_id, group, *_ in found["main.quote_groups"]}
    assert len({group for _, group in group_of}) == (1 if earlier == SPOKEN[6:12] else 2)


def test_quotes_of_unknown_time_are_cut_from_nothing_that_was_said_long_ago() -> None:
    before: dict[int, Article] = {1: (-400, ((" ".join(SPOKEN), "person/p"),))}
    after: dict[int, Article] = before | {2: (None, (("rise and fall", "person/p"),))}
    connection = built(before)
    updated(connection, before, after)
    assert rows(connection) == rows(built(after))
    assert rows(connection)["meta.quote_kin"] == []


def test_many_batches_in_any_order_come_out_the_same() -> None:
    pick = random.Random(3)  # noqa: S311 - any numbers will do
    phrases = [" ".join(pick.choices(SPOKEN, k=pick.randrange(3, 20))) for _ in range(40)]

    def quote() -> tuple[str, str | None]:
        words = " ".join(pick.choices(phrases, k=2)).split()
        first = pick.randrange(4)
        return " ".join(words[first : first + pick.choice((3, 5, 7, 12, 30))]), pick.choice(
            ("person/p", "person/r", None)
        )

    whole = {n: (pick.randrange(30), tuple(quote() for _ in range(5))) for n in range(1, 121)}
    expected = rows(built(whole))
    assert len({group for _, _, group, *_ in expected["main.quote_groups"]}) < 500
    numbers = list(whole)
    pick.shuffle(numbers)
    present = {n: whole[n] for n in numbers[:20]}
    connection = built(present)
    for first in range(20, 120, 25):
        later = present | {n: whole[n] for n in numbers[first : first + 25]}
        updated(connection, present, later)
        present = later
    assert rows(connection) == expected
