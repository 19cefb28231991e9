"""Tables as files: CSV and Parquet with a data package, GDELT's tab-separated lines, Quotebank's JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

_TABLES = """
SELECT schema_name, name, comment FROM (
    SELECT schema_name, table_name AS name, comment FROM duckdb_tables() WHERE database_name = 'warehouse'
    UNION ALL
    SELECT schema_name, view_name, comment FROM duckdb_views() WHERE database_name = 'warehouse' AND NOT internal
)
WHERE schema_name IN ('main', 'marts')
ORDER BY ALL
"""
_COLUMNS = """
SELECT column_name, data_type, comment
FROM duckdb_columns()
WHERE database_name = 'warehouse' AND schema_name = ? AND table_name = ?
ORDER BY column_index
"""
# Types of Frictionless table schema; https://specs.frictionlessdata.io/table-schema/
_TYPES = {"VARCHAR": "string", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime", "DOUBLE": "number"}
_CSV = "(HEADER, DATEFORMAT '%Y-%m-%d', TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ')"


def csv(connection: DuckDBPyConnection, folder: Path) -> None:
    """A CSV file a table of `main` and `marts`, and `datapackage.json`; lists are JSON, times ISO 8601 in UTC."""
    _write(connection, folder, "csv", _CSV)


def parquet(connection: DuckDBPyConnection, folder: Path) -> None:
    """A Parquet file a table of `main` and `marts`, and `datapackage.json`."""
    _write(connection, folder, "parquet", "(FORMAT parquet, COMPRESSION zstd)")


def gkg(connection: DuckDBPyConnection, file: Path) -> None:
    """The view `exchange.gdelt_gkg` as GDELT writes its files: tab-separated, no header, no quoting."""
    chosen = "COLUMNS(* EXCLUDE (DATE, SourceCollectionIdentifier))::VARCHAR"
    cleaned = "regexp_replace(coalesce({}, ''), '[\\t\\r\\n]+', ' ', 'g')"
    rows = f"SELECT DATE, SourceCollectionIdentifier, {cleaned.format(chosen)} FROM exchange.gdelt_gkg"  # noqa: S608
    names = [name for (name,) in connection.execute("SELECT column_name FROM (DESCRIBE exchange.gdelt_gkg)").fetchall()]
    columns = ", ".join(f'"{name}"' for name in names)
    _copy(
        connection,
        f"SELECT {columns} FROM ({rows}) ORDER BY GKGRECORDID",  # noqa: S608 - names of our own view
        file,
        "(FORMAT csv, HEADER false, DELIMITER '\\t', QUOTE '', ESCAPE '')",
    )


def quotebank(connection: DuckDBPyConnection, folder: Path) -> None:
    """The two views of Quotebank's shapes, each as one JSON object a line."""
    for view, key in (("quotebank_articles", "articleID"), ("quotebank_quotations", "quoteID")):
        rows = f"FROM exchange.{view} ORDER BY {key}"
        _copy(connection, rows, folder / f"{view}.json", "(FORMAT json, DATEFORMAT '%Y-%m-%d')")


def _write(connection: DuckDBPyConnection, folder: Path, ending: str, options: str) -> None:
    resources = []
    for schema, name, comment in connection.execute(_TABLES).fetchall():
        columns = connection.execute(_COLUMNS, [schema, name]).fetchall()
        path = f"{schema}.{name}.{ending}"
        chosen = ", ".join(_selected(column, kind, ending) for column, kind, _ in columns)
        _copy(connection, f"SELECT {chosen} FROM {schema}.{name}", folder / path, options)  # noqa: S608 - own names
        resources.append(_resource(f"{schema}.{name}", path, comment, columns))
    package = {"name": "newswarehouse", "profile": "data-package", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _selected(column: str, kind: str, ending: str) -> str:
    return f'to_json("{column}") AS "{column}"' if ending == "csv" and kind.endswith("[]") else f'"{column}"'


def _resource(name: str, path: str, comment: str | None, columns: list[tuple[str, str, str | None]]) -> dict[str, Any]:
    fields = [{"name": column, "type": _type(kind), "description": told or ""} for column, kind, told in columns]
    return {"name": name, "path": path, "description": comment or "", "schema": {"fields": fields}}


def _type(kind: str) -> str:
    if kind.endswith("[]"):
        return "array"
    if kind.startswith("DECIMAL"):
        return "number"
    return "integer" if "INT" in kind else _TYPES.get(kind, "any")


def _copy(connection: DuckDBPyConnection, rows: str, file: Path, options: str) -> None:
    connection.execute(f"COPY ({rows}) TO '{str(file).replace("'", "''")}' {options}")
