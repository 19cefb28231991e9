"""The warehouse's own shape: its tables and views, what each is called in comments, and the macros for keys."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pipelines.frames import DECLARED
from warehouse import ranking, statements
from warehouse.statements import SCHEMAS, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from duckdb import DuckDBPyConnection

# Keys are made from the ids alone, so that they depend neither on the order of arrival nor on a DuckDB version.
MACROS = {
    "article_key(article_id)": ("CAST('0x' || article_id AS UBIGINT)", "article_id as an unsigned 64-bit number."),
    "entity_key(entity_id)": (
        "CAST('0x' || left(sha256(entity_id), 16) AS UBIGINT)",
        "First 64 bits of SHA-256 of entity_id.",
    ),
    "outlet_key(outlet)": (
        "CAST('0x' || left(sha256(outlet), 16) AS UBIGINT)",
        "First 64 bits of SHA-256 of the outlet's name.",
    ),
    "batch_key(batch)": (
        "CAST('0x' || left(sha256(batch), 16) AS UBIGINT)",
        "First 64 bits of SHA-256 of the batch's key in the lake.",
    ),
    "week_of(day)": ("CAST(date_trunc('week', day) AS DATE)", "Monday of the week of a day."),
}

META = {
    "meta.publish": (
        "What this file was made from; one row.",
        {
            "fingerprint": ("VARCHAR", "SHA-256 over everything the file depends on; the same for the same content."),
            "version": ("VARCHAR", "SHA-256 over the SQL and code that made it; another one means a full build."),
            "snapshot": ("BIGINT", "Number of the publish, from 1."),
            "batches": ("BIGINT", "Batches of the lake that count."),
            "files": ("BIGINT", "Raw files that count."),
            "appended": ("BIGINT", "Articles added or changed since the last full build, which sorted everything."),
            "duckdb": ("VARCHAR", "Version of DuckDB that wrote the file."),
        },
    ),
    "meta.runs": (
        "Every publish that led to this file, the first first.",
        {
            "snapshot": ("BIGINT", "Number of the publish, from 1."),
            "run": ("VARCHAR", "Name of the run that published: Dagster's run id."),
            "kind": ("VARCHAR", "full where everything was built, incremental where changes were applied."),
            "reason": ("VARCHAR", "Why everything was built; missing for an incremental publish."),
            "batches_added": ("BIGINT", "Batches of the lake that came to count."),
            "batches_removed": ("BIGINT", "Batches that no longer count, or not as they were."),
            "articles_changed": ("BIGINT", "Articles that were added, changed or removed; missing for a full build."),
            "version": ("VARCHAR", "SHA-256 over the SQL and code that made it."),
            "fingerprint": ("VARCHAR", "SHA-256 over everything that the published file depended on."),
        },
    ),
    "meta.inputs": (
        "Raw files, or ranges of their records, that count.",
        {
            "batch": ("VARCHAR", "Key of the batch that read them."),
            "source_path": ("VARCHAR", "The raw file."),
            "sha256": ("VARCHAR", "SHA-256 of the file in hex; '' where it could not be opened."),
            "first": ("BIGINT", "First record, from 0."),
            "last": ("BIGINT", "Record after the last; missing where the file was read to its end."),
        },
    ),
    "meta.versions": (
        "Versions of whatever made a batch: code, model, gazetteer.",
        {
            "batch": ("VARCHAR", "Key of the batch."),
            "name": ("VARCHAR", "What it is the version of."),
            "version": ("VARCHAR", "The version."),
        },
    ),
    "meta.checks": (
        "Data checks run before this file was published.",
        {
            "name": ("VARCHAR", "The check."),
            "title": ("VARCHAR", "The promise it checks."),
            "severity": ("VARCHAR", "error or warn."),
            "rows": ("BIGINT", "Rows that break the promise."),
            "scope": ("VARCHAR", "all where everything was checked, changed where only what this publish changed."),
        },
    ),
}
_COLUMNS = """
SELECT schema_name || '.' || table_name, column_name
FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal
ORDER BY schema_name, table_name, column_index
"""
_SOURCES = "staging.py update.py met.py copies.py quote_groups.py quote_changes.py quote_lookups.py".split()


@cache
def tables() -> tuple[Statement, ...]:
    """Every table and view with rows of the lake in it, each after those it reads."""
    return tuple(statements.ordered(s for folder in SCHEMAS for s in statements.load(folder)))


@cache
def version() -> str:
    """Hash over everything that decides what a warehouse looks like, given its batches: SQL, frames, macros, code."""
    parts = [repr(DECLARED), repr(tables()), repr(statements.load("checks")), repr(MACROS), repr(META)]
    parts.append(repr(ranking.MACROS))
    parts += [resources.files("warehouse").joinpath(name).read_text("utf-8") for name in _SOURCES]
    stories = sorted(resources.files("pipelines.stories").iterdir(), key=lambda file: file.name)
    parts += [file.read_text("utf-8") for file in stories if file.name.startswith("quote_")]
    places = resources.files("pipelines.locations").joinpath("data", "places.parquet").read_bytes()
    parts.append(hashlib.sha256(places).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def prepare(connection: DuckDBPyConnection) -> None:
    """Make the schemas and macros in the database in use."""
    for schema in sorted({*SCHEMAS.values()} - {"main"}):
        connection.execute(f"CREATE SCHEMA {schema}")
    _macros(connection, MACROS)


def _macros(connection: DuckDBPyConnection, macros: Mapping[str, tuple[str, str]]) -> None:
    for signature, (body, description) in macros.items():
        kind = "MACRO TABLE" if body.startswith("TABLE ") else "MACRO"
        connection.execute(f"CREATE MACRO {signature} AS {body}")
        connection.execute(f"COMMENT ON {kind} {signature.split('(')[0]} IS {_quoted(description)}")


def fill(connection: DuckDBPyConnection, wanted: Iterable[Statement]) -> None:
    """Make the tables and views of these statements, which are in order, in the database in use."""
    for table in wanted:
        connection.execute(f"CREATE {table.kind} {table.name} AS {table.sql}")


def describe(connection: DuckDBPyConnection) -> None:
    """Make the tables of `META` and the macros for asking, and put comments on everything in the database in use."""
    _macros(connection, ranking.MACROS)
    for name, (_, declared) in META.items():
        listed = ", ".join(f"{column} {kind}" for column, (kind, _) in declared.items())
        connection.execute(f"CREATE TABLE {name} ({listed})")
    said = {table.name: (table.kind, f"{table.title}. {table.grain}", columns(table)) for table in tables()}
    said |= {
        name: ("table", description, {column: text for column, (_, text) in declared.items()})
        for name, (description, declared) in META.items()
    }
    comments = [f"COMMENT ON {kind} {name} IS {_quoted(text)}" for name, (kind, text, _) in said.items()]
    for name, column in connection.execute(_COLUMNS).fetchall():
        comments.append(f"COMMENT ON COLUMN {name}.{column} IS {_quoted(said[name][2][column])}")
    connection.execute(";\n".join(comments))


def columns(table: Statement) -> dict[str, str]:
    """Descriptions of a table's columns, and perhaps of more: those of its frame, and its own."""
    declared = DECLARED[table.frame].columns if table.frame else ()
    return {column.name: column.description for column in declared} | table.columns


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
