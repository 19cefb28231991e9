"""Full text: the words of articles and quotes ranked by BM25, from an index in a file of its own.

The index is built aside by DuckDB's full-text extension, whose tables are then laid out for look-ups by word, and
swapped in as a whole; it costs many times the load of the same text, so a publish leaves it alone.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse import extensions, query
from warehouse.home import Home, replace_file
from warehouse.ranking import NAME, PARTS, Index, file, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from warehouse.query import Result

_SOURCES = {
    "articles": """
SELECT row_number() OVER (ORDER BY article_key) AS doc, article_key, NULL AS quote_id,
    concat_ws(chr(10), title, array_to_string(authors, ' '), body.text) AS words
FROM warehouse.main.articles JOIN warehouse.main.article_text body USING (article_key)""",
    "quotes": """
SELECT row_number() OVER (ORDER BY article_key, in_title, start_char, end_char) AS doc, article_key, quote_id,
    concat_ws(chr(10), speaker, text) AS words
FROM warehouse.main.quotes WHERE kind <> 'scare'""",
}


def build(home: Home, *, memory: str = "2GB", threads: int = 2) -> Index:
    """Index the live warehouse in a file beside it, and put it in the place of the index before.

    Args:
        home: whose warehouse.
        memory: how much DuckDB may use before it spills to disk.
        threads: how many threads DuckDB may use.

    Raises:
        NoWarehouse: nothing was published yet.
        NotAnswered: the full-text extension is not installed.
        Busy: another process builds the index.
    """
    if not home.warehouse.exists():
        raise query.NoWarehouse(f"there is no warehouse in {home.path} yet: run `newswarehouse run` first")
    if extensions.file("fts") is None:
        raise query.NotAnswered("the full-text extension is missing: install duckdb-extension-fts as in the lock")
    with home.lock("index"):
        new = home.path / "search.next.duckdb"
        new.unlink(missing_ok=True)
        try:
            made = _build(new, home, memory, threads)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        replace_file(new, file(home))
    return made


def _build(new: Path, home: Home, memory: str, threads: int) -> Index:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "threads": threads,
        "temp_directory": str(home.scratch),
    }
    with closing(duckdb.connect(config=config)) as connection:
        extensions.load(connection, ["fts"])
        connection.execute(f"ATTACH {quoted(home.warehouse)} AS warehouse (READ_ONLY)")
        scratch = new.with_name("search.scratch.duckdb")
        scratch.unlink(missing_ok=True)
        connection.execute(f"ATTACH {quoted(scratch)} AS scratch")
        connection.execute(f"ATTACH {quoted(new)} AS {NAME}")
        try:
            for what in _SOURCES:
                _index(connection, what)
            connection.execute(_MADE)
            row = connection.execute(f"FROM {NAME}.made").fetchone() or ("", 0, 0)
            connection.execute("USE memory")
            connection.execute("DETACH scratch")
            connection.execute(f"DETACH {NAME}")
        finally:
            scratch.unlink(missing_ok=True)
    return Index(*row)


def _index(connection: DuckDBPyConnection, what: str) -> None:
    """Let the extension cut and stem the words, and keep what a search needs of its tables."""
    connection.execute("USE scratch")
    connection.execute(f"CREATE TABLE {what} AS {_SOURCES[what]}")
    options = f"stemmer = 'english', stopwords = 'none', ignore = '{PARTS}'"
    connection.execute(f"PRAGMA create_fts_index('{what}', 'doc', 'words', {options})")
    for table, sql in _KEPT.items():
        connection.execute(f"CREATE TABLE {NAME}.{what}_{table} AS {sql.format(what=what)}")
    connection.execute(f"PRAGMA drop_fts_index('{what}')")
    connection.execute(f"DROP TABLE {what}")


# What a search needs of the extension's tables, sorted by word so that a look-up reads little.
_KEPT = {
    "docs": """
SELECT doc, article_key, quote_id, len AS length
FROM {what} JOIN scratch.fts_main_{what}.docs ON name = doc
ORDER BY doc""",
    "terms": "SELECT term, termid AS term_id, df FROM scratch.fts_main_{what}.dict ORDER BY term",
    "postings": """
SELECT termid AS term_id, name AS doc, count(*) AS tf
FROM scratch.fts_main_{what}.terms JOIN scratch.fts_main_{what}.docs USING (docid)
GROUP BY ALL
ORDER BY term_id, doc""",
    "stats": "SELECT count(*) AS docs, coalesce(avg(len), 1) AS mean_length FROM scratch.fts_main_{what}.docs",
}
_MADE = f"""
CREATE TABLE {NAME}.made AS
SELECT
    publish.fingerprint,
    (SELECT docs FROM {NAME}.articles_stats) AS articles,
    (SELECT docs FROM {NAME}.quotes_stats) AS quotes
FROM warehouse.meta.publish publish
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, by which method, and what the user should know of it ('' for nothing)."""

    rows: Result
    method: str
    note: str


def search(home: Home, words: str, hits: int = 20) -> Found:
    """Articles and quotes with the words, best first.

    Raises:
        NoWarehouse: nothing was published yet.
        NotAnswered: there is no word to look for.
    """
    if not any(letter.isalnum() for letter in words):
        raise query.NotAnswered("no word to look for: newswarehouse search WORDS")
    with closing(query.connect(home)) as connection:
        made = _made(connection)
        rows = query.ask(connection, "FROM search($words, hits := $hits)", {"words": words, "hits": hits})
        if made is None:
            note = "Without an index every text was read, and all words had to be there: newswarehouse index makes one."
            return Found(rows, "contains", note)
        (live,) = connection.execute("SELECT fingerprint FROM meta.publish").fetchone() or ("",)
    stale = "" if live == made.fingerprint else "The index is older than the warehouse: newswarehouse index renews it."
    return Found(rows, "bm25", stale)


def _made(connection: DuckDBPyConnection) -> Index | None:
    try:
        row = connection.execute(f"FROM {NAME}.made").fetchone()
    except duckdb.Error:
        return None
    return Index(*row) if row else None
