"""Snapshots: earlier warehouses that were kept, what differs between two, and the way back to one.

    <home>/snapshots/<number>.duckdb

A snapshot is the file that was live, under another name; its number stands in its `meta.publish`.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse import content
from warehouse.content import escaped
from warehouse.home import copy_file, replace_file, sync_folder

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.home import Home

_FOLDER = "snapshots"
_COMMON = """
SELECT table_name, list(column_name ORDER BY column_name)
FROM (
    SELECT table_name, column_name
    FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, schema_name, table_name)
    WHERE database_name IN ('older', 'newer') AND schema_name = 'main'
    GROUP BY ALL
    HAVING count(*) = 2
)
GROUP BY table_name
ORDER BY table_name
"""
_BY_CODE = """
SELECT batch.code, count(*)
FROM {only}
LEFT JOIN (SELECT article_key, batch_key FROM {0}.main.articles) article ON article.article_key = differing.article_key
LEFT JOIN {0}.main.batches batch ON batch.batch_key = article.batch_key
GROUP BY batch.code
"""


class NoSnapshot(FileNotFoundError):  # noqa: N818 - it says what is wrong
    """There is no such snapshot."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one table, or the batches of one code version, differ by.

    Attributes:
        what: the table, or `batches` for batches of the lake.
        code: version of the code that made these rows or batches; None where it is not told, or for all.
        removed: rows that only the older file has.
        added: rows that only the newer file has.
    """

    what: str
    code: str | None
    removed: int
    added: int


def listed(home: Home) -> dict[int, Path]:
    """The snapshots by their number, the live warehouse among them where there is one."""
    found = {int(path.stem): path for path in _folder(home).glob("*.duckdb") if path.stem.isdigit()}
    held = content.held(home.warehouse)
    if held:
        found[held.snapshot] = home.warehouse
    return dict(sorted(found.items()))


def keep(home: Home, number: int | None, most: int) -> None:
    """Keep the live file under its number, and of all that are kept only the newest; for the publisher.

    The file is linked, not copied: it is about to be replaced, never changed.
    """
    folder = _folder(home)
    if number is not None and most > 0:
        folder.mkdir(exist_ok=True)
        _link(home.warehouse, folder / f"{number}.duckdb")
    kept = sorted((int(path.stem), path) for path in folder.glob("*.duckdb") if path.stem.isdigit())
    for _, path in kept[: max(len(kept) - most, 0)]:
        path.unlink()
    if kept:
        sync_folder(folder)


def rollback(home: Home, number: int | None = None, *, timeout: float = 600.0) -> int:
    """Make a snapshot the live warehouse again, and return its number; the one that was live becomes a snapshot.

    It stays until the next publish, which brings it up to date with everything that counts.

    Args:
        home: whose warehouse.
        number: the snapshot; None for the newest that is older than the live one.
        timeout: seconds to wait for a publisher.

    Raises:
        NoSnapshot: there is none of this number, or none at all.
        Busy: another process publishes, for longer than `timeout`.
    """
    with home.lock("publish", timeout=timeout, machines=True):
        held = content.held(home.warehouse)
        found = listed(home)
        older = [other for other in found if held is None or other < held.snapshot]
        wanted = number if number is not None else max(older, default=None)
        if wanted is None or wanted not in found or found[wanted] == home.warehouse:
            known = ", ".join(str(other) for other in found if found[other] != home.warehouse) or "none"
            raise NoSnapshot(f"there is no snapshot {'' if number is None else number} to go back to; kept: {known}")
        if held:
            keep(home, held.snapshot, len(found))
        temporary = home.path / "warehouse.rollback.duckdb"
        _link(found[wanted], temporary)
        replace_file(temporary, home.warehouse)
    return wanted


def diff(home: Home, older: int | None = None, newer: int | None = None) -> list[Difference]:
    """What differs between two snapshots: batches, and rows of each table of `main`, by version of the code.

    Args:
        home: whose snapshots.
        older: number of one; None for the newest snapshot that is older than `newer`.
        newer: number of the other; None for the live warehouse.

    Raises:
        NoSnapshot: there is none of this number.
    """
    found = listed(home)
    newer = newer if newer is not None else max((n for n, path in found.items() if path == home.warehouse), default=0)
    older = older if older is not None else max((n for n in found if n < newer), default=0)
    for number in (older, newer):
        if number not in found:
            raise NoSnapshot(f"there is no snapshot {number or 'before that'}; kept: {', '.join(map(str, found))}")
    with closing(duckdb.connect(config={"temp_directory": str(home.scratch)})) as connection:
        for name, number in (("older", older), ("newer", newer)):
            connection.execute(f"ATTACH '{escaped(found[number])}' AS {name} (READ_ONLY)")
        differences = _batches(connection)
        for table in _tables(connection):
            differences += _rows(connection, table)
    return [difference for difference in differences if difference.removed or difference.added]


def _batches(connection: duckdb.DuckDBPyConnection) -> list[Difference]:
    every = "SELECT code, batch, manifest_sha256 FROM {}.main.batches"
    only = every.format("{0}") + " EXCEPT ALL " + every.format("{1}")
    return _both(connection, "batches", f"SELECT code, count(*) FROM ({only}) GROUP BY code")  # noqa: S608 - own names


def _tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, list[str]]]:
    """Tables that both files have, with the columns that both have."""
    return [(name, columns) for name, columns in connection.execute(_COMMON).fetchall() if name != "batches"]


def _rows(connection: duckdb.DuckDBPyConnection, table: tuple[str, list[str]]) -> list[Difference]:
    name, columns = table
    every = f"SELECT {', '.join(columns)} FROM {{}}.main.{name}"  # noqa: S608 - names of our own
    only = f"({every.format('{0}')} EXCEPT ALL {every.format('{1}')}) differing"
    if "article_key" in columns and name != "copies":
        return _both(connection, name, _BY_CODE.format("{0}", "{1}", only=only))
    return _both(connection, name, f"SELECT NULL, count(*) FROM {only}")  # noqa: S608 - names of our own


def _both(connection: duckdb.DuckDBPyConnection, what: str, only: str) -> list[Difference]:
    removed = dict(connection.execute(only.format("older", "newer")).fetchall())
    added = dict(connection.execute(only.format("newer", "older")).fetchall())
    codes = sorted({*removed, *added}, key=str)
    return [Difference(what, code, removed.get(code, 0), added.get(code, 0)) for code in codes]


def _link(file: Path, name: Path) -> None:
    """Another name for the file; a copy on a disk that knows no second names."""
    name.unlink(missing_ok=True)
    try:
        os.link(file, name)
    except OSError:
        unfinished = name.with_name("warehouse.unfinished.duckdb")
        copy_file(file, unfinished)
        replace_file(unfinished, name)


def _folder(home: Home) -> Path:
    return home.path / _FOLDER
