"""`newswarehouse diff` and `rollback`: what a publish changed, and the way back."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.terminal import HomeOption, examples, out
from warehouse.home import Home

DIFF_EXAMPLES = examples("newswarehouse diff", "newswarehouse diff 11 12")
ROLLBACK_EXAMPLES = examples("newswarehouse rollback", "newswarehouse rollback 11")


def diff(
    older: Annotated[int | None, typer.Argument(help="Number of a snapshot. Default: the newest before NEWER.")] = None,
    newer: Annotated[int | None, typer.Argument(help="Number of another. Default: the live warehouse.")] = None,
    home: HomeOption = None,
) -> None:
    """Show what differs between two snapshots: rows of each table, by the version of the code that made them."""
    from assets import show
    from warehouse import query, snapshots

    found = snapshots.diff(Home.find(home), older, newer)
    rows = tuple((one.what, one.code, one.removed, one.added) for one in found)
    columns, types = ("table", "code", "removed", "added"), ("VARCHAR", "VARCHAR", "BIGINT", "BIGINT")
    out.print(show.as_table(query.Result(columns, types, rows), width=out.width) if rows else "Nothing differs.")


def rollback(
    number: Annotated[int | None, typer.Argument(help="Number of the snapshot. Default: the newest before.")] = None,
    home: HomeOption = None,
) -> None:
    """Make an earlier warehouse the live one again, until the next run brings it up to date."""
    from warehouse import snapshots

    out.print(f"Snapshot {snapshots.rollback(Home.find(home), number)} is the warehouse again.")
