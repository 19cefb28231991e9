"""Parameters of a statement, put into it as literals.

DuckDB plans a prepared statement before it knows the values, so that a view asked for one article is worked out for
all of them; and a value that goes through its Python binding imports pandas, which takes longer than most answers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

_NAME = re.compile(rb'\w+|"[^"]*"')


def filled(sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> str:
    """The statement with a literal in the place of each `?`, `$1` or `$name` that stands outside texts and comments.

    Args:
        sql: one statement.
        parameters: the values, by position or by name.

    Raises:
        KeyError: for a parameter that has no value.
    """
    text = sql.encode()
    values: Mapping[str, Any] = (
        parameters
        if isinstance(parameters, Mapping)
        else {str(number): value for number, value in enumerate(parameters, start=1)}
    )
    parts, done, asked = [], 0, 0
    # Offsets of DuckDB's tokens count bytes.
    for start, kind in duckdb.tokenize(sql):
        if kind != duckdb.token_type.operator or text[start : start + 1] not in (b"$", b"?"):
            continue
        if text[start : start + 1] == b"?":
            asked += 1
            name, end = str(asked), start + 1
        else:
            found = _NAME.match(text, start + 1)
            if not found:
                continue
            name, end = found.group().decode().strip('"'), found.end()
        parts += [text[done:start], b"(", literal(values[name]).encode(), b")"]
        done = end
    return b"".join([*parts, text[done:]]).decode()


def literal(value: Any) -> str:
    """The value as SQL: text, numbers, truth, days and nothing."""
    match value:
        case None:
            return "NULL"
        case bool() | int():
            return str(value)
        case float():
            return f"CAST('{value}' AS DOUBLE)"
        case dt.date():
            return f"DATE '{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"
