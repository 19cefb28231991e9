"""SQL files: what their headers say, and the order in which they can run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMAS = {
    "dimensions": "main",
    "facts": "main",
    "marts": "marts",
    "proof": "meta",
    "remembered": "meta",
    "exchange": "exchange",
}
_HEADER = re.compile(r"-- (title|grain|frame|depends|kind|by|per|adds|severity|column \w+): (.+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL file.

    Attributes:
        name: `schema.table` for a table or view, the file's name for a check or question.
        title: what it is, in a sentence without its full stop.
        sql: the query, without the header.
        grain: what one row is.
        frame: the frame of `pipelines.frames` that describes its columns, if any.
        depends: names of the relations it reads.
        kind: table or view.
        by: article, entity or location where a row depends on the lake's rows of that one alone, so that a publish
            replaces the rows of those that changed; quote for what `quote_changes` keeps up to date; for a check,
            that it can be made on some articles alone.
        per: a column of the table: a row depends, of the tables read that have it too, on the rows with its value there
            alone, so that a publish makes the rows again whose value the changes met.
        adds: the measures of a table whose rows are sums over articles, so that a publish adds what changed.
        severity: error or warn, for a check.
        columns: descriptions of the columns that no frame describes.
    """

    name: str
    title: str
    sql: str
    grain: str = ""
    frame: str | None = None
    depends: tuple[str, ...] = ()
    kind: str = "table"
    by: str = ""
    per: str = ""
    adds: tuple[str, ...] = ()
    severity: str = "error"
    columns: dict[str, str] = field(default_factory=dict)


def load(folder: str) -> list[Statement]:
    """The statements of a folder of `warehouse/sql`, by name.

    Raises:
        ValueError: a file has a header that says nothing known, or no title.
    """
    files = sorted(resources.files("warehouse.sql").joinpath(folder).iterdir(), key=lambda file: file.name)
    prefix = f"{SCHEMAS[folder]}." if folder in SCHEMAS else ""
    return [
        parse(prefix + file.name.removesuffix(".sql"), file.read_text("utf-8"))
        for file in files
        if file.name.endswith(".sql")
    ]


def parse(name: str, text: str) -> Statement:
    """The statement of a file.

    Raises:
        ValueError: its header says nothing known, or has no title.
    """
    head: dict[str, str] = {}
    columns: dict[str, str] = {}
    lines = text.splitlines()
    body = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    for line in lines[:body]:
        match = _HEADER.fullmatch(line)
        if not match:
            raise ValueError(f"{name}: header line not understood: {line}")
        key, value = match.groups()
        if key.startswith("column "):
            columns[key.removeprefix("column ")] = value
        else:
            head[key] = value
    if "title" not in head:
        raise ValueError(f"{name}: no title in the header")
    return Statement(
        name=name,
        title=head["title"],
        sql="\n".join(lines[body:]).strip(),
        grain=head.get("grain", ""),
        frame=head.get("frame"),
        depends=_listed(head.get("depends", "")),
        kind=head.get("kind", "table"),
        by=head.get("by", ""),
        per=head.get("per", ""),
        adds=_listed(head.get("adds", "")),
        severity=head.get("severity", "error"),
        columns=columns,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def ordered(statements: Iterable[Statement]) -> list[Statement]:
    """The statements so that each comes after those it reads; by name where nothing else decides.

    Raises:
        graphlib.CycleError: they read each other in a circle.
    """
    by_name = {statement.name: statement for statement in sorted(statements, key=lambda statement: statement.name)}
    graph = {name: [d for d in statement.depends if d in by_name] for name, statement in by_name.items()}
    return [by_name[name] for name in TopologicalSorter(graph).static_order()]
