"""`newswarehouse export`: the warehouse in the formats of others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assets.terminal import HomeOption, examples, near, out
from warehouse.exports import FORMATS
from warehouse.home import Home

EXAMPLES = examples(
    "newswarehouse export",
    "newswarehouse export geojson",
    "newswarehouse export parquet --out /data/export",
    "newswarehouse export graphml --out networks",
)

_Name = StrEnum("_Name", {name: name for name in FORMATS})  # type: ignore[misc]


def export(
    form: Annotated[
        _Name | None, typer.Argument(metavar="FORMAT", help=f"{', '.join(FORMATS)}; without one they are explained.")
    ] = None,
    out_path: Annotated[Path | None, typer.Option("--out", "-o", help="File or folder to write.")] = None,
    home: HomeOption = None,
) -> None:
    """Write the warehouse in another format.

    It is written row by row and put in its place when it is whole.
    """
    from warehouse import exports

    if form is None:
        _list()
    else:
        written = exports.export(Home.find(home), form.value, out_path)
        out.print(f"Written: {near(written)}", soft_wrap=True)


def _list() -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 3))
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for name, form in FORMATS.items():
        table.add_row(name, f"{form.title} ({form.path}{'/' if form.is_folder else ''})")
    out.print(table)
