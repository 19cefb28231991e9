"""Questions to the live warehouse, read-only."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse import extensions, ranking
from warehouse.literals import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warehouse.home import Home

_NAME = "warehouse"
_READS = (
    duckdb.StatementType.SELECT,
    duckdb.StatementType.EXPLAIN,
)


class NoWarehouse(FileNotFoundError):  # noqa: N818 - it says what is wrong
    """The home holds no warehouse yet."""


class NotAnswered(ValueError):  # noqa: N818 - it says what is wrong
    """What was asked can't be answered; the message says what to ask instead."""


class NotAQuestion(NotAnswered):
    """The SQL is not one statement that only reads."""


@dataclass(frozen=True, slots=True)
class Result:
    """Names and DuckDB types of the columns, and the rows as Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What became of the records of some batches; whole files that could not be read count as quarantined."""

    read: int
    duplicate: int
    quarantined: int


_ARRIVALS = """
WITH new AS (FROM meta.inputs WHERE list_contains($keys, batch)),
seen AS (
    SELECT status, source_path, source_record FROM records WHERE status <> 'quarantined'
    UNION ALL SELECT 'quarantined', source_path, source_record FROM quarantine
)
SELECT
    count(*) FILTER (status = 'read'),
    count(*) FILTER (status = 'duplicate'),
    count(*) FILTER (status = 'quarantined')
FROM seen
WHERE EXISTS (
    FROM new
    WHERE split_part(seen.source_path, '!', 1) = new.source_path
    AND (seen.source_record < 0
        OR seen.source_record >= new.first AND (new.last IS NULL OR seen.source_record < new.last))
)
"""


def arrivals(home: Home, batches: Sequence[str]) -> Arrivals:
    """What became of the records of the batches with these keys.

    Raises:
        NoWarehouse: nothing was published yet.
    """
    with closing(connect(home, bare=True)) as connection:
        row = connection.execute(_ARRIVALS, {"keys": list(batches)}).fetchone() or (0, 0, 0)
    return Arrivals(*row)


def connect(home: Home, *, outside: bool = False, bare: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the live warehouse as it is now, read-only; its tables need no prefix.

    It keeps this state however often something is published meanwhile.

    Args:
        home: whose warehouse.
        outside: let SQL read and write other files, and load extensions.
        bare: without extensions and the full-text index, which take a fifth of a second.

    Raises:
        NoWarehouse: nothing was published yet.
        NotAnswered: the file is damaged.
    """
    if not home.warehouse.exists():
        raise NoWarehouse(f"there is no warehouse in {home.path} yet: run `newswarehouse run` first")
    # Attached instead of opened by name: DuckDB would hand out the file that this process opened before the last swap.
    connection = duckdb.connect(config={"temp_directory": str(home.scratch)})
    try:
        _attach(connection, home)
        connection.execute(f"USE {_NAME}")
        # Times are kept in UTC and shown in it, wherever the reader sits.
        connection.execute("SET TimeZone = 'UTC'")
        ranking.create(connection)
        if not bare:
            extensions.load(connection)
            ranking.attach(connection, home)
        if not outside:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    try:
        connection.execute(f"ATTACH '{str(home.warehouse).replace("'", "''")}' AS {_NAME} (READ_ONLY)")
    except (duckdb.IOException, duckdb.SerializationException) as error:
        raise NotAnswered(
            f"{home.warehouse} can't be opened: remove it, and `newswarehouse run` makes it again. {error}"
        ) from error


def select(
    home: Home, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = (), *, limit: int | None = None
) -> Result:
    """Rows of one statement that only reads: SELECT, FROM, WITH, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN.

    Args:
        home: whose warehouse is asked.
        sql: the statement; the warehouse's tables need no prefix.
        parameters: values of its `?` or `$1` parameters, or by name of its `$name` parameters.
        limit: at most so many rows; None for all.

    Raises:
        NoWarehouse: nothing was published yet.
        NotAQuestion: it is no such statement, or several.
        duckdb.Error: DuckDB's own, for SQL that is wrong.
    """
    with closing(connect(home)) as connection:
        return ask(connection, sql, parameters, limit=limit)


def ask(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Sequence[Any] | Mapping[str, Any] = (),
    *,
    limit: int | None = None,
) -> Result:
    """What `select` does, on a connection made by `connect`; `parameters` by position or by name."""
    found = connection.extract_statements(filled(sql, parameters) if parameters else sql)
    if len(found) != 1 or found[0].type not in _READS:
        raise NotAQuestion("the warehouse is only read here: give one SELECT, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN")
    cursor = connection.execute(found[0])
    described = cursor.description or []
    rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit)
    return Result(_distinct([c[0] for c in described]), tuple(str(c[1]) for c in described), tuple(rows))


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names, numbered where one comes again: a, a_1; a reader by name would lose a column else."""
    found: list[str] = []
    for name in names:
        number, free = 0, name
        while free in found:
            number += 1
            free = f"{name}_{number}"
        found.append(free)
    return tuple(found)


def counts(home: Home) -> dict[str, int]:
    """Rows of every table of the warehouse, by `schema.table`; views are left out.

    Raises:
        NoWarehouse: nothing was published yet.
    """
    listed = "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = ? ORDER BY ALL"
    with closing(connect(home, bare=True)) as connection:
        names = [name for (name,) in connection.execute(listed, [_NAME]).fetchall()]
        query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)  # noqa: S608 - own names
        return dict(connection.execute(query).fetchall())


def refused(home: Home) -> Result:
    """What could not be read, by reason.

    Raises:
        NoWarehouse: nothing was published yet.
    """
    with closing(connect(home, bare=True)) as connection:
        return ask(connection, "FROM marts.quarantine_reasons")
