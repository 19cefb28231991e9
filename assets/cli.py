"""The command line: `newswarehouse run`, `sql`, `status`, `ui`."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from warehouse.home import Busy, Home

if TYPE_CHECKING:
    from warehouse.batches import Batch

app = typer.Typer(
    help="Raw news articles in, a DuckDB warehouse out: who said what, about whom, where, and which characters "
    "of which file prove it.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
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
    """How `sql` prints its answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def examples(*lines: str) -> str:
    """The epilog of a command: lines that can be copied."""
    return "[bold]Examples[/bold]\n\n" + "\n\n".join(f"  {escape(line)}" for line in lines)


@app.command(
    epilog=examples(
        "newswarehouse run",
        "newswarehouse run ~/archive/2026 page.html",
        "newswarehouse run --home /data/news --landing /data/drops",
    )
)
def run(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders to read. Default: the landing folder.")
    ] = None,
    home: HomeOption = None,
    landing: LandingOption = None,
) -> None:
    """Read what is new or changed, annotate it, publish the warehouse, and show what is in it.

    What can't be read goes to the quarantine with a reason and stops nothing. Files that were read before cost
    nothing. The run stands in Dagster's history ([bold]newswarehouse ui[/bold]).
    """
    from assets import launch
    from warehouse import publish
    from warehouse.ledger import Ledger

    place = Home.find(home, landing)
    batches = Ledger(place.create()).plan(paths or None)
    if batches or not publish.is_current(place):
        with _Bar(batches) as bar:
            launch.run(place, batches, bar)
    else:
        out.print(f"Nothing new in {', '.join(str(_near(path)) for path in paths or [place.landing])}.")
    _summary(place, batches)


@app.command(
    epilog=examples(
        'newswarehouse sql "SELECT speaker, quote, source_path FROM marts.who_said_what LIMIT 5"',
        'newswarehouse sql "FROM marts.most_quoted_people" --format csv > people.csv',
        'newswarehouse sql "DESCRIBE quotes"',
    )
)
def sql(
    statement: Annotated[str, typer.Argument(help="One SELECT, FROM, WITH, DESCRIBE, SHOW or SUMMARIZE.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")] = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Ask the warehouse in SQL, read-only."""
    from assets import show
    from warehouse import query

    result = query.select(Home.find(home), statement)
    if form is Format.TABLE:
        out.print(show.as_table(result))
        out.print(f"{len(result.rows)} row{'' if len(result.rows) == 1 else 's'}")
    else:
        sys.stdout.write(show.as_csv(result) if form is Format.CSV else show.as_json(result))


@app.command(epilog=examples("newswarehouse status", "newswarehouse status --home /data/news"))
def status(home: HomeOption = None, landing: LandingOption = None) -> None:
    """What the home knows: files, batches still open, rows of each table, what is in quarantine."""
    from assets import show
    from warehouse import query
    from warehouse.ledger import Ledger

    place = Home.find(home, landing)
    if not place.ledger.exists():
        raise query.NoWarehouse(f"there is no warehouse in {place.path} yet: run `newswarehouse run` first")
    known = Ledger(place).standing()
    out.print(f"home     {place.path}")
    out.print(f"landing  {place.landing}")
    out.print(f"files    {known.files} known, {known.live} in the warehouse or ready for it")
    out.print(f"batches  {known.open} open" + (": newswarehouse run finishes them" if known.open else ""))
    rows = tuple(query.counts(place).items())
    out.print(show.as_table(query.Result(("table", "rows"), ("VARCHAR", "BIGINT"), rows)))
    _quarantine(place)


@app.command(epilog=examples("newswarehouse ui", "newswarehouse ui --port 3070 --home /data/news"))
def ui(
    home: HomeOption = None,
    landing: LandingOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 3000,
) -> None:
    """Start Dagster's pages, its schedule and its sensor over this home; Ctrl-C ends them."""
    from assets import launch

    out.print(f"Dagster over {Home.find(home, landing).path}: http://{host}:{port} (Ctrl-C ends it)")
    sys.stdout.flush()
    launch.pages(Home.find(home, landing), host, port)


class _Bar:
    """The progress of a run on the terminal; silent where nobody watches."""

    def __init__(self, batches: list[Batch]) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        shape = TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        self._progress = Progress(*shape, console=err, disable=not err.is_terminal)
        self._files = len({part.source_path for batch in batches for part in batch.parts})
        self._tasks: dict[str, Any] = {}
        self._read = 0

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, stage: str, done: int) -> None:
        if stage not in self._tasks:
            total = {"read": self._files, "annotate": self._read, "publish": 1}[stage]
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._read += done if stage == "read" else 0
        task = self._progress.tasks[self._tasks[stage]]
        # A file can hold more records than one, and an article in another language is not annotated.
        self._progress.update(task.id, advance=done, total=max(task.total or 0, task.completed + done))


def _summary(home: Home, batches: list[Batch]) -> None:
    from assets import show
    from warehouse import query

    files = len({part.source_path for batch in batches for part in batch.parts})
    new = query.arrivals(home, [batch.key for batch in batches])
    out.print(
        f"[bold]{files}[/bold] files new or changed: [bold]{new.read}[/bold] records read, {new.duplicate} duplicates, "
        f"[bold]{new.quarantined}[/bold] quarantined. In the warehouse:"
    )
    counts = query.counts(home)
    out.print("  " + ", ".join(f"[bold]{counts[table]}[/bold] {name}" for table, name in _COUNTED.items()))
    for sample in query.samples(home):
        out.print(show.as_table(sample.answer, sample.title))
    _quarantine(home)
    out.print('Ask more: newswarehouse sql "FROM marts.who_said_what LIMIT 10", newswarehouse ui')
    out.print(f"The file: {_near(home.warehouse)}", soft_wrap=True)


def _near(path: Path) -> Path:
    """The path as somebody in the current folder would type it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _quarantine(home: Home) -> None:
    from assets import show
    from warehouse import query

    found = query.select(home, "FROM marts.quarantine_reasons")
    if found.rows:
        out.print(show.as_table(found, "In quarantine"))


_COUNTED = {
    "main.articles": "articles",
    "main.outlets": "outlets",
    "main.entities": "people and other entities",
    "main.quotes": "quotes",
    "main.locations": "places",
}


def main() -> None:
    """Run the command line; errors that the user can mend are told in a line, with exit code 1."""
    import duckdb

    from assets.launch import RunFailed
    from warehouse.query import NotAQuestion

    try:
        app()
    except (OSError, Busy, NotAQuestion, RunFailed, duckdb.Error) as error:
        err.print(f"[red]newswarehouse:[/red] {escape(str(error))}", soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
