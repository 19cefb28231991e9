"""`newswarehouse sql`: ask the warehouse in SQL; and how every command prints rows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from assets.terminal import Format, FormatOption, HomeOption, examples, out, plural
from warehouse.home import Home

if TYPE_CHECKING:
    from warehouse.query import Result

EXAMPLES = examples(
    'newswarehouse sql "SELECT speaker, quote, source_path FROM marts.who_said_what LIMIT 5"',
    'newswarehouse sql "FROM marts.most_quoted_people" --format csv > people.csv',
    'newswarehouse sql "DESCRIBE quotes"',
)


def sql(
    statement: Annotated[str, typer.Argument(help="One SELECT, FROM, WITH, DESCRIBE, SHOW or SUMMARIZE.")],
    form: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Ask the warehouse in SQL, read-only.

    A table too wide for the terminal is printed record by record.
    """
    from warehouse import query

    print_rows(query.select(Home.find(home), statement), form)


def print_rows(result: Result, form: Format, title: str | None = None) -> None:
    """Print an answer, as a table with the number of its rows, or as CSV or JSON without."""
    from assets import show

    if form is Format.TABLE:
        out.print(show.as_table(result, title, width=out.width))
        out.print(plural(len(result.rows), "row"))
    else:
        sys.stdout.write(show.as_csv(result) if form is Format.CSV else show.as_json(result))
