"""The warehouse's own shape: its tables and views, what each is called in comments, and the macros for keys."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from pipelines.frames import DECLARED
from warehouse import statements
from warehouse.statements import SCHEMAS, Statement

if TYPE_CHECKING:
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
}

META = {
    "meta.publish": (
        "What this file was made from; one row.",
        {
            "fingerprint": ("VARCHAR", "SHA-256 over everything the file depends on; the same for the same content."),
            "batches": ("BIGINT", "Batches of the lake that count."),
            "files": ("BIGINT", "Raw files that count."),
            "duckdb": ("VARCHAR", "Version of DuckDB that wrote the file."),
        },
    ),
    "meta.batches": (
        "Batches of the lake that count.",
        {
            "batch": ("VARCHAR", "Key of the batch."),
            "manifest_sha256": ("VARCHAR", "SHA-256 of its manifest in hex."),
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
        },
    ),
}


@cache
def tables() -> tuple[Statement, ...]:
    """Every table and view with rows of the lake in it, each after those it reads."""
    return tuple(statements.ordered(s for folder in SCHEMAS for s in statements.load(folder)))


def version() -> str:
    """Hash over everything that decides what a warehouse looks like, given its batches: SQL, frames, macros."""
    parts = [repr(DECLARED), repr(tables()), repr(statements.load("checks")), repr(MACROS), repr(META)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def create(connection: DuckDBPyConnection) -> None:
    """Make schemas, macros, tables and views with their comments, from the staged `lake`, in the database in use."""
    for schema in ("marts", "meta"):
        connection.execute(f"CREATE SCHEMA {schema}")
    for signature, (body, description) in MACROS.items():
        connection.execute(f"CREATE MACRO {signature} AS {body}")
        connection.execute(f"COMMENT ON MACRO {signature.split('(')[0]} IS {_quoted(description)}")
    for table in tables():
        connection.execute(f"CREATE {table.kind} {table.name} AS {table.sql}")
        _describe(connection, table.kind, table.name, f"{table.title}. {table.grain}", _columns(table))
    for name, (description, columns) in META.items():
        declared = ", ".join(f"{column} {kind}" for column, (kind, _) in columns.items())
        connection.execute(f"CREATE TABLE {name} ({declared})")
        _describe(connection, "table", name, description, {column: text for column, (_, text) in columns.items()})


def _columns(table: Statement) -> dict[str, str]:
    declared = DECLARED[table.frame].columns if table.frame else ()
    return {column.name: column.description for column in declared} | table.columns


def _describe(connection: DuckDBPyConnection, kind: str, name: str, description: str, columns: dict[str, str]) -> None:
    connection.execute(f"COMMENT ON {kind} {name} IS {_quoted(description)}")
    for (column,) in connection.execute(f"SELECT column_name FROM (DESCRIBE {name})").fetchall():  # noqa: S608
        connection.execute(f"COMMENT ON COLUMN {name}.{column} IS {_quoted(columns[column])}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
