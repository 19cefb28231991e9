"""Data checks: promises that every published warehouse keeps, as queries for the rows that break them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.frames import DECLARED
from warehouse.model import tables
from warehouse.statements import Statement, load
from warehouse.windows import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from pipelines.frame import Frame

_SHOWN = 5
# What the tables call a frame's key columns.
KEYS = {"article_id": "article_key", "other_id": "other_key", "entity_id": "entity_key"}

# The one column that the table of its frame leaves to another table.
_APART = ("articles", "text")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found.

    Attributes:
        name: the check.
        title: the promise, in a sentence.
        severity: error (nothing is published) or warn.
        rows: how many rows break it; 0 if it is kept.
        columns: names of the columns of `sample`.
        sample: the first of these rows.
    """

    name: str
    title: str
    severity: str
    rows: int
    columns: tuple[str, ...]
    sample: tuple[tuple[Any, ...], ...]

    @property
    def passed(self) -> bool:
        """Whether no row breaks the promise."""
        return self.rows == 0


class CheckFailed(ValueError):  # noqa: N818 - it says what happened
    """A check of severity error found rows; `outcomes` holds all that did."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        self.outcomes = outcomes
        super().__init__("\n".join(_told(outcome) for outcome in outcomes))


def _told(outcome: Outcome) -> str:
    rows = "".join(f"\n  {dict(zip(outcome.columns, row, strict=True))}" for row in outcome.sample)
    return f"check {outcome.name} failed for {outcome.rows} rows ({outcome.title}):{rows}"


def checks() -> list[Statement]:
    """Every check: those of `sql/checks`, and for each frame that its key is unique and what is required is there."""
    declared = [
        statement
        for table in tables()
        if table.frame
        for statement in (_unique(table, DECLARED[table.frame]), _complete(table, DECLARED[table.frame]))
    ]
    return sorted([*declared, *load("checks")], key=lambda statement: statement.name)


def run(connection: DuckDBPyConnection, databases: Sequence[str] = (NAME,)) -> list[Outcome]:
    """Run every check on the attached warehouse, by name.

    Args:
        connection: has the warehouse attached, and the lake staged.
        databases: in which the checks that can be made article by article are made, one after the other: the
            warehouse itself, or windows that together show the articles to be checked.
    """
    outcomes = [_run(connection, check, databases if check.by == "article" else (NAME,)) for check in checks()]
    connection.execute(f"USE {NAME}")
    return outcomes


def _run(connection: DuckDBPyConnection, check: Statement, databases: Sequence[str]) -> Outcome:
    rows = 0
    columns: tuple[str, ...] = ()
    sample: list[tuple[Any, ...]] = []
    for database in databases:
        connection.execute(f"USE {database}")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE offending AS {check.sql}")
        (more,) = connection.execute("SELECT count(*) FROM offending").fetchone() or (0,)
        cursor = connection.execute("SELECT * FROM offending LIMIT ?", [_SHOWN - len(sample)])
        columns = tuple(column[0] for column in cursor.description or ())
        sample += cursor.fetchall()
        rows += more
        connection.execute("DROP TABLE offending")
    return Outcome(check.name, check.title, check.severity, rows, columns, tuple(sample))


def _unique(table: Statement, frame: Frame) -> Statement:
    key = ", ".join(KEYS.get(name, name) for name in frame.key)
    return Statement(
        name=f"{frame.name}_unique",
        title=f"No two rows of {table.name} have the same {key}",
        sql=f"SELECT {key}, count(*) AS rows FROM {table.name} GROUP BY {key} HAVING count(*) > 1 ORDER BY {key}",  # noqa: S608 - names of our own declarations
        depends=(table.name,),
        by=_by(table, frame),
    )


def _complete(table: Statement, frame: Frame) -> Statement:
    required = [column.name for column in frame.columns if column.required and (frame.name, column.name) != _APART]
    names = [KEYS.get(name, name) for name in required]
    key = ", ".join(KEYS.get(name, name) for name in frame.key)
    missing = " OR ".join(f"{name} IS NULL" for name in names)
    return Statement(
        name=f"{frame.name}_complete",
        title=f"Every row of {table.name} has all its required values",
        sql=f"SELECT {key} FROM {table.name} WHERE {missing} ORDER BY {key}",  # noqa: S608 - names of our own declarations
        depends=(table.name,),
        by=_by(table, frame),
    )


def _by(table: Statement, frame: Frame) -> str:
    """Quotes have the name of their article in theirs, so that they too can be checked article by article."""
    if table.by == "quote":
        return "article"
    return table.by if frame.key[0] == "article_id" else ""
