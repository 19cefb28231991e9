"""How answers look on a terminal and in a pipe: tables, records, CSV, JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from warehouse.query import Result

NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")
_GAP = 3  # columns of the terminal between two columns of a table
_WORD = 20  # a longer word is folded
_LINE = 20  # a longer text is broken into lines of at least so much


def as_table(result: Result, title: str | None = None, *, width: int = 120) -> RenderableType:
    """The rows as a table; where its columns do not fit into `width`, one record below the other.

    Numbers stand to the right, a missing value is a dot.
    """
    rows = [["·" if value is None else shown(value) for value in row] for row in result.rows]
    needs = [_need(name, [row[at] for row in rows]) for at, name in enumerate(result.columns)]
    if rows and sum(needs) + _GAP * len(needs) + 1 > width:
        return _records(result.columns, rows, title)
    table = _table(title)
    for name, kind, need in zip(result.columns, result.types, needs, strict=True):
        numeric = any(number in kind for number in NUMBERS)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold", min_width=need)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _table(title: str | None) -> Table:
    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", header_style="bold")


def _need(name: str, values: Sequence[str]) -> int:
    """How narrow a column can be and still be read."""
    longest = max((len(value) for value in values), default=0)
    word = max((len(word) for value in values for word in value.split()), default=0)
    return max(len(name), min(word, _WORD), min(longest, _LINE))


def _records(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str | None) -> RenderableType:
    parts: list[RenderableType] = [Text(f"\n{title}" if title else "", style="bold")]
    for number, row in enumerate(rows, start=1):
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="bold", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in zip(columns, row, strict=True):
            grid.add_row(Text(f" {name}"), Text(value))
        parts += [Rule(f"{number}", align="left", characters="─", style="dim"), grid]
    return Group(*parts, "")


def as_csv(result: Result) -> str:
    """The rows as CSV with a header; missing values are empty, lists are JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_cell(value) for value in row] for row in result.rows)
    return out.getvalue()


def as_json(result: Result) -> str:
    """The rows as a JSON array of objects; times in ISO 8601; what JSON has no number for is null."""
    return dumps([dict(zip(result.columns, row, strict=True)) for row in result.rows])


def dumps(value: Any) -> str:
    """The value as strict JSON, indented, with a line end."""
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def plain(value: Any) -> Any:  # noqa: PLR0911 - one line a type
    """The value as JSON knows it: ISO 8601 for times and durations, null for NaN and infinity, hex for bytes."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return float(value) if value.is_finite() else None
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            return f"PT{value.total_seconds():.6f}".rstrip("0").rstrip(".") + "S"
        case bytes():
            return value.hex()
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
    return str(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, dict, bool)):
        return json.dumps(plain(value), ensure_ascii=False)
    return repr(value) if isinstance(value, float) else str(plain(value))


def shown(value: Any) -> str:
    """The value for somebody who looks at it: lists with commas, floats cut, times to the second."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(shown(item) for item in value)
        case dict():
            return json.dumps(plain(value), ensure_ascii=False)
        case float():
            return f"{value:.6g}"
        case dt.datetime():
            return value.replace(tzinfo=None, microsecond=0).isoformat(" ")
    return str(value)
