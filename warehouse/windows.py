"""Windows: databases in memory that look like the warehouse and show some of its articles alone.

A statement that reads `main.quotes` runs in a window as it stands, and sees the quotes of these articles.  Tables that
are not kept by article are seen whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse import model, statements

if TYPE_CHECKING:
    from collections.abc import Collection

    from duckdb import DuckDBPyConnection

    from warehouse.statements import Statement

NAME = "warehouse"
# The small warehouses of changed articles that an incremental publish makes, as they were and as they are.
BEFORE, AFTER = "before", "after"
# Articles that a window of a whole warehouse shows at most, so that their texts fit into memory.
AT_ONCE = 100_000
_KEYS = 1 << 64


def slices(connection: DuckDBPyConnection, articles: int) -> list[str]:
    """Databases that together show every article once; the warehouse itself where it is small."""
    parts = -(-articles // AT_ONCE)
    if parts <= 1:
        return [NAME]
    # Keys are hashes, so that equal ranges of them hold about as many articles each.
    bounds = [_KEYS * part // parts for part in range(parts + 1)]
    names = []
    for part in range(parts):
        inside = f"article_key >= {bounds[part]} AND article_key <= {bounds[part + 1] - 1}"
        names.append(f"slice_{part}")
        show(connection, names[-1], f"WHERE {inside}" + ("" if part else " OR article_key IS NULL"))
    return names


def show(connection: DuckDBPyConnection, name: str, narrowed: str) -> None:
    """Attach a window on what checks read; `narrowed` picks the rows of the tables that are kept by article."""
    open_empty(connection, name)
    for table in _read_by_checks():
        if table.kind == "view":
            connection.execute(f"CREATE VIEW {table.name} AS {table.sql}")
        else:
            clause = narrowed if table.by in ("article", "quote") else ""
            connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM {NAME}.{table.name} {clause}")  # noqa: S608


def open_empty(connection: DuckDBPyConnection, name: str) -> None:
    """Attach an empty database in memory with the warehouse's schemas and macros, and use it."""
    connection.execute(f"ATTACH ':memory:' AS {name}")
    connection.execute(f"USE {name}")
    model.prepare(connection)


def complete(connection: DuckDBPyConnection, name: str, made: Collection[str]) -> None:
    """Have a database that holds the tables `made` show all else that checks read, as the warehouse has it."""
    connection.execute(f"USE {name}")
    for table in _read_by_checks():
        if table.name not in made:
            query = table.sql if table.kind == "view" else f"SELECT * FROM {NAME}.{table.name}"  # noqa: S608
            if table.by == "quote":
                query += " WHERE article_key IN (SELECT article_key FROM lake.changed_keys)"
            connection.execute(f"CREATE VIEW {table.name} AS {query}")


def _read_by_checks() -> list[Statement]:
    """Tables and views that the checks read which are made article by article, each after those it reads itself."""
    wanted = {name for check in statements.load("checks") if check.by == "article" for name in check.depends}
    wanted |= {table.name for table in model.tables() if table.frame and table.by == "article"}
    for table in reversed(model.tables()):
        if table.name in wanted and table.kind == "view":
            wanted |= set(table.depends)
    return [table for table in model.tables() if table.name in wanted]
