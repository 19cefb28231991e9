"""What the commands share: where they write, the options they have in common, and what they say of errors."""

from __future__ import annotations

import errno
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

# In a pipe there is no window to fit into; COLUMNS still decides where it is set.
out = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 120)
err = Console(stderr=True, highlight=False)

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of lake and warehouse. Default: NEWSWAREHOUSE_HOME, else .newswarehouse"),
]
LandingOption = Annotated[
    Path | None,
    typer.Option("--landing", help="Folder that is read by default. Default: NEWSWAREHOUSE_LANDING, else seeds"),
]


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")]

_ADVICE = {
    errno.EACCES: "you may not read or write there: choose another folder (--home), or change its rights",
    errno.EPERM: "you may not read or write there: choose another folder (--home), or change its rights",
    errno.EROFS: "that disk can only be read: choose another folder (--home)",
    errno.ENOSPC: "the disk is full: make room, or choose a folder on another (--home); a run goes on where it ended",
    errno.EDQUOT: "your share of the disk is used up: make room, or choose another folder (--home)",
    errno.ENOTDIR: "a part of that path is a file: name a folder",
    errno.EEXIST: "there is a file of that name: name a folder",
    errno.EISDIR: "that is a folder: name a file",
    errno.ENOENT: "there is nothing of that name: check how it is spelt",
    errno.EMFILE: "too many files are open: raise the limit (ulimit -n)",
    errno.EADDRINUSE: "another program listens there: choose another --port",
}


def examples(*lines: str) -> str:
    """The epilog of a command: lines that can be copied."""
    return "[bold]Examples[/bold]\n\n" + "\n\n".join(f"  {escape(line)}" for line in lines)


def near(path: Path) -> Path:
    """The path as somebody in the current folder would type it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def plural(count: int, noun: str) -> str:
    """The count with its noun: 1 row, 2 rows."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def told(error: BaseException) -> str:
    """What went wrong, and what to do about it."""
    if isinstance(error, OSError) and error.errno in _ADVICE:
        where = " -> ".join(str(name) for name in (error.filename, error.filename2) if name)
        return f"{where or error.strerror}: {_ADVICE[error.errno]}"
    # SQLite, which keeps the ledger and Dagster's history, has words of its own and no number.
    words = {"disk is full": errno.ENOSPC, "readonly database": errno.EROFS}
    advice = next((_ADVICE[number] for said, number in words.items() if said in str(error)), None)
    return f"{error}: {advice}" if advice else str(error)
