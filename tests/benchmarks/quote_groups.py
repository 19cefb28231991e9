"""What it costs to group quotes by their words, and how the cost grows.

    python tests/benchmarks/quote_groups.py [QUOTES …]

Each size runs in a process of its own: first all quotes are grouped, then those of 1,000 new articles are added.  The
quotes are made of common words and set phrases with the frequencies of a
language; some seven in a hundred repeat words that others printed, whole, cut or with more around them, a few of these
in very many articles.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from warehouse import quote_changes, quote_groups, quote_lookups, statements

SIZES = ("200000", "1000000", "5000000")
ADDED, OF_ARTICLE, OF_DAY = 5000, 5, 5000
CHUNK = 100_000
VOCABULARY, PHRASES, SPEAKERS, VIRAL = 60_000, 30_000, 200_000, 40_000
LONGEST = 48
SYLLABLES = "ba den fi gor hu ka les mi no pur ra se tim vo wu zel".split()
Ranks = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def ranks(random: np.random.Generator, count: int, most: int, steep: float = 1.05) -> Ranks:
    """Ranks from 0, the first the most frequent."""
    weights = np.cumsum(1 / np.arange(1, most + 1) ** steep)
    return np.searchsorted(weights / weights[-1], random.random(count)).clip(0, most - 1)


def word(number: int) -> str:
    """A word that no other number has; frequent ones are short."""
    parts, rest = "", number
    while rest or not parts:
        parts, rest = parts + SYLLABLES[rest % 16], rest // 16
    return parts


def quotes(begin: int, end: int) -> Iterator[pa.Table]:
    """The quotes of these numbers, with the articles that they stand in; the same in every run."""
    words = np.array([word(n) for n in range(VOCABULARY)], object)
    settled = np.random.default_rng(0)
    phrases = ranks(settled, PHRASES * 5, VOCABULARY).reshape(PHRASES, 5)
    viral = ranks(settled, VIRAL * LONGEST, VOCABULARY, 0.8).reshape(VIRAL, LONGEST)
    for first in range(begin, end, CHUNK):
        random, rows = np.random.default_rng(first + 1), min(CHUNK, end - first)
        sizes = np.minimum(1 + random.geometric(0.06, rows), LONGEST - 8)
        drawn = ranks(random, rows * LONGEST, VOCABULARY).reshape(rows, LONGEST)
        # A third of the words stand in set phrases.
        for at in random.integers(0, LONGEST - 5, (3, rows)):
            drawn[np.arange(rows)[:, None], at[:, None] + np.arange(5)] = phrases[ranks(random, rows, PHRASES)]
        repeated = np.flatnonzero(random.random(rows) < 0.07)
        source = ranks(random, len(repeated), VIRAL)
        shift = np.where(random.random(len(repeated)) < 0.5, 0, random.integers(0, 8, len(repeated)))
        drawn[repeated] = viral[source[:, None], (np.arange(LONGEST) + shift[:, None]) % LONGEST]
        sizes[repeated] = np.where(random.random(len(repeated)) < 0.5, 24, sizes[repeated])
        shown = words[drawn]
        speakers = ranks(random, rows, SPEAKERS)
        spoken = random.random(rows) < 0.7
        numbers = np.arange(first, first + rows)
        articles = [f"{n // OF_ARTICLE * 0x9E3779B97F4A7C15 % 2**64:016x}" for n in numbers.tolist()]
        days = np.datetime64("2023-10-01", "us") + numbers // OF_DAY * np.timedelta64(86_400_000_000, "us")
        yield pa.table(
            {
                "article_id": articles,
                "quote_id": [f"{article}:{n % OF_ARTICLE}" for article, n in zip(articles, numbers, strict=True)],
                "text": [" ".join(row[:size]) for row, size in zip(shown, sizes.tolist(), strict=True)],
                "speaker_id": [f"person/{s}" if said else None for s, said in zip(speakers, spoken, strict=True)],
                "published_at": pa.array(days, pa.timestamp("us")),
            }
        )


def staged(connection: duckdb.DuckDBPyConnection, path: Path, tables: Iterable[pa.Table]) -> None:
    """Have the lake hold these quotes and their articles, all of them new."""
    connection.execute(f"ATTACH '{path}' AS lake")
    for number, table in enumerate(tables):
        connection.register("told", table)
        how = "INSERT INTO lake.said" if number else "CREATE TABLE lake.said AS"
        connection.execute(f"{how} FROM told")
        connection.unregister("told")
    connection.execute("CREATE VIEW lake.quotes AS SELECT *, 'direct' AS kind FROM lake.said")
    connection.execute(
        "CREATE TABLE lake.articles AS"
        " SELECT article_id, any_value(published_at) AS published_at, NULL::TIMESTAMP AS collected_at"
        " FROM lake.said GROUP BY article_id"
    )
    connection.execute("CREATE VIEW lake.changed AS SELECT article_id FROM lake.articles")


def filled(connection: duckdb.DuckDBPyConnection) -> None:
    """Make of the staged lake the tables that an incremental publish reads."""
    key, speaker = "CAST('0x' || article_id AS UBIGINT) AS article_key", f"{quote_lookups.SPEAKER} AS speaker_key"
    for name, query in {
        "articles": f"SELECT {key}, published_at, collected_at FROM lake.articles",
        "quotes": f"SELECT {key}, quote_id, text, {speaker} FROM lake.said",
        "entities": f"SELECT DISTINCT speaker_id AS entity_id, {speaker.replace('speaker_key', 'entity_key')}"
        " FROM lake.said WHERE speaker_id IS NOT NULL",
    }.items():
        connection.execute(f"CREATE TABLE {name} AS {query} ORDER BY ALL")


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print what the block took."""
    wall, busy = time.perf_counter(), time.process_time()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, busy = time.perf_counter() - wall, time.process_time() - busy
    print(f"{what:34} {wall:8.2f} s {busy:8.2f} CPU-s, peak so far {peak:.0f} MB", flush=True)


def measure(count: int, folder: Path) -> None:
    """Group so many quotes, add some, and print what it took."""
    tables = {s.name: s for part in ("facts", "remembered") for s in statements.load(part) if s.by == "quote"}
    connection = duckdb.connect(config={"memory_limit": "1GB", "threads": 2, "temp_directory": str(folder / "spilt")})
    connection.execute(f"ATTACH '{folder / 'warehouse.duckdb'}' AS warehouse; CREATE SCHEMA warehouse.meta")
    staged(connection, folder / "lake.duckdb", quotes(0, count))
    with timed(f"group {count} quotes"):
        quote_groups.stage(connection, whole=True)
    connection.execute("USE warehouse")
    for name, statement in tables.items():
        with timed(f"write {name}"):
            connection.execute(f"CREATE TABLE {name} AS {statement.sql}")
    filled(connection)
    found = connection.execute(
        "SELECT count(DISTINCT wording_key), count(DISTINCT quote_group_id), (SELECT count(*) FROM meta.quote_anchors)"
        " FROM quote_groups"
    ).fetchone()
    print("{} wordings, {} groups, {} anchors".format(*found or ()))
    connection.execute("USE memory; DETACH lake; DETACH warehouse")
    connection.execute(f"ATTACH '{folder / 'warehouse.duckdb'}' AS warehouse")
    staged(connection, folder / "added.duckdb", quotes(count, count + ADDED))
    with timed(f"look up {ADDED} more"):
        quote_changes.stage(connection)
    connection.execute("USE warehouse")
    with timed("bring the tables up to date"):
        for name in tables:
            quote_changes.replace(connection, name)
    print(
        "{} rows, {} in place of others".format(
            *connection.execute(
                "SELECT (SELECT count(*) FROM lake.quote_groups), (SELECT count(*) FROM lake.quote_groups_gone)"
            ).fetchone()
            or ()
        )
    )


def main(sizes: list[str]) -> None:
    """Measure each size."""
    if len(sizes) > 1:
        for size in sizes:
            subprocess.run([sys.executable, __file__, size], check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(int(sizes[0]), Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:] or list(SIZES))
