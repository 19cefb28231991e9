"""`newswarehouse run`: read what is new, annotate it, publish, and show what is in the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assets.terminal import HomeOption, LandingOption, err, examples, near, out
from warehouse.home import Home

if TYPE_CHECKING:
    from warehouse.batches import Batch

EXAMPLES = examples(
    "newswarehouse run",
    "newswarehouse run ~/archive/2026 page.html",
    "newswarehouse run --home /data/news --landing /data/drops",
)
_COUNTED = {
    "main.articles": "articles",
    "main.outlets": "outlets",
    "main.entities": "people and other entities",
    "main.quotes": "quotes",
    "main.locations": "places",
}


def run(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders to read. Default: the landing folder.")
    ] = None,
    home: HomeOption = None,
    landing: LandingOption = None,
) -> None:
    """Read what is new or changed, annotate it, publish the warehouse, and show what is in it.

    What can't be read goes to the quarantine with a reason and stops nothing. Files that were read before cost
    nothing, unless your aliases or overrides changed: then all is annotated anew with them. The run stands in Dagster's
    history ([bold]newswarehouse ui[/bold]).
    """
    from warehouse import configuration, publish, stages
    from warehouse.ledger import Ledger

    place, known = Home.find(home, landing), configuration.load()
    batches = stages.due(Ledger(place, known.limits), paths or None, known.settings)
    if batches or not publish.is_current(place):
        perform(place, batches)
        return
    out.print(f"Nothing new in {', '.join(str(near(path)) for path in paths or [place.landing])}.")
    _summary(place, batches)


def perform(place: Home, batches: list[Batch]) -> None:
    """Do the batches and publish, with a bar, and show what came of it."""
    from assets import launch

    with _Bar(batches) as bar:
        launch.run(place, batches, bar)
    _summary(place, batches)


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
    from warehouse import query, questions

    files = len({part.source_path for batch in batches for part in batch.parts})
    new = query.arrivals(home, [batch.key for batch in batches])
    out.print(
        f"[bold]{files}[/bold] files new or changed: [bold]{new.read}[/bold] records read, {new.duplicate} duplicates, "
        f"[bold]{new.quarantined}[/bold] quarantined. In the warehouse:"
    )
    counts = query.counts(home)
    out.print("  " + ", ".join(f"[bold]{counts[table]}[/bold] {name}" for table, name in _COUNTED.items()))
    for question in questions.summary():
        out.print(show.as_table(questions.answer(home, question), question.title, width=out.width))
    refused = query.refused(home)
    if refused.rows:
        out.print(show.as_table(refused, "In quarantine", width=out.width))
    out.print(
        "Ask more: newswarehouse ask, newswarehouse search WORDS, newswarehouse explain ARTICLE, newswarehouse ui"
    )
    out.print(f"The file: {near(home.warehouse)}", soft_wrap=True)
