"""`newswarehouse chrome`: the table of lines that outlets print on many of their pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assets.terminal import examples, near, out

app = typer.Typer(
    help="Lines that an outlet prints on many of its pages, and that are no part of its articles.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.callback()
def chrome() -> None:
    """Hold the commands together: a group of one would be a command."""


@app.command(
    epilog=examples(
        "newswarehouse chrome learn ~/archive --out chrome_lines.csv",
        "NEWSWAREHOUSE_CHROME_LINES=chrome_lines.csv newswarehouse run ~/archive",
    )
)
def learn(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to learn from.")],
    out_path: Annotated[Path, typer.Option("--out", "-o", help="CSV file to write.")],
) -> None:
    """Learn them from files: lines that several articles of one outlet have.

    Articles need an address or an outlet, of their own or from a manifest. Reading consults the table that
    [bold]chrome_lines[/bold] names in the configuration, so that no result depends on what else is read.
    """
    from pipelines import iter_articles
    from pipelines.articles import known_lines

    rows = known_lines.learn(iter_articles(paths))
    known_lines.write(rows, out_path)
    out.print(f"{len(rows)} lines of {len({row.outlet for row in rows})} outlets: {near(out_path)}", soft_wrap=True)
