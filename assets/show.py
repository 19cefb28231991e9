"""How answers look on a terminal and in a pipe: tables, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

if TYPE_CHECKING:
    from warehouse.query import Result

NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")


def as_table(result: Result, title: str | None = None) -> Table:
    """The rows as a table; numbers to the right, missing values as a dot."""
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", header_style="bold")
    for name, kind in zip(result.columns, result.types, strict=True):
        table.add_column(name, justify="right" if any(n in kind for n in NUMBERS) else "left", overflow="fold")
    for row in result.rows:
        table.add_row(*("·" if value is None else _text(value) for value in row))
    return table


def as_csv(result: Result) -> str:
    """The rows as CSV with a header; missing values are empty, lists are JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows(["" if value is None else _whole(value) for value in row] for row in result.rows)
    return out.getvalue()


def as_json(result: Result) -> str:
    """The rows as a JSON array of objects; times in ISO 8601."""
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    return json.dumps(rows, default=str, ensure_ascii=False, indent=2) + "\n"


def _whole(value: Any) -> str:
    return repr(value) if isinstance(value, float) else _text(value)


def _text(value: Any) -> str:
    """The value for somebody who looks at it; a float is cut to what fits."""
    if isinstance(value, (list, dict)):
        return json.dumps(value, default=str, ensure_ascii=False)
    return f"{value:.6g}" if isinstance(value, float) else str(value)
