"""The command line put together; each command stands in a module of `assets.commands`."""

from __future__ import annotations

import sys

import typer
from rich.markup import escape

from assets.commands import (
    ask,
    chrome,
    doctor,
    explain,
    export,
    gazetteer,
    index,
    reprocess,
    run,
    search,
    snapshots,
    sql,
    status,
    ui,
)
from assets.terminal import err, examples, told
from warehouse.home import Busy

app = typer.Typer(
    help="Raw news articles in, a DuckDB warehouse out: who said what, about whom, where, and which characters "
    "of which file prove it.",
    epilog=examples(
        "newswarehouse run ~/archive/2026",
        "newswarehouse ask who-quoted NAME --since 2026-01-01",
        'newswarehouse search "lithium roadblock"',
        'newswarehouse sql "FROM marts.who_said_what LIMIT 5" --format json',
    ),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run", epilog=run.EXAMPLES)(run.run)
app.add_typer(ask.app, name="ask")
app.command("search", epilog=search.EXAMPLES)(search.search)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("sql", epilog=sql.EXAMPLES)(sql.sql)
app.command("export", epilog=export.EXAMPLES)(export.export)
app.command("index", epilog=index.EXAMPLES)(index.index)
app.add_typer(chrome.app, name="chrome")
app.add_typer(gazetteer.app, name="gazetteer")
app.command("status", epilog=status.EXAMPLES)(status.status)
app.command("diff", epilog=snapshots.DIFF_EXAMPLES)(snapshots.diff)
app.command("rollback", epilog=snapshots.ROLLBACK_EXAMPLES)(snapshots.rollback)
app.command("doctor", epilog=doctor.EXAMPLES)(doctor.doctor)
app.command("reprocess", epilog=reprocess.EXAMPLES)(reprocess.reprocess)
app.command("retry-quarantine", epilog=reprocess.RETRY_EXAMPLES)(reprocess.retry_quarantine)
app.command("ui", epilog=ui.EXAMPLES)(ui.ui)


def main() -> None:
    """Run the command line; errors that the user can mend are told in a line, with exit code 1."""
    import sqlite3

    import duckdb

    from assets.launch import RunFailed, Stopped
    from warehouse.configuration import Misconfigured
    from warehouse.query import NotAnswered

    try:
        app()
    except Stopped as stop:
        err.print(str(stop), soft_wrap=True)
        sys.exit(130)
    except duckdb.InterruptException:
        sys.exit(130)
    except (OSError, Busy, Misconfigured, NotAnswered, RunFailed, duckdb.Error, sqlite3.Error) as error:
        err.print(f"[red]newswarehouse:[/red] {escape(told(error))}", soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
