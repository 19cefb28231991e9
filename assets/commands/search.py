"""`newswarehouse search`: articles and quotes with these words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assets.commands.sql import print_rows
from assets.terminal import Format, FormatOption, HomeOption, err, examples, out, plural
from warehouse.home import Home

if TYPE_CHECKING:
    from warehouse.query import Result

EXAMPLES = examples(
    "newswarehouse search lithium roadblock",
    "newswarehouse search ferry --limit 5",
    "newswarehouse search strike --format json",
    "newswarehouse sql \"FROM search('lithium roadblock', hits := 5)\"",
)


def search(
    words: Annotated[list[str], typer.Argument(help="What to look for.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many hits.")] = 20,
    form: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Find articles and quotes by their words, best first.

    Ranked by BM25 where [bold]newswarehouse index[/bold] has made an index; otherwise every text is read, and all words
    must be there.
    """
    from warehouse import search as searching

    found = searching.search(Home.find(home), " ".join(words), limit)
    if form is Format.TABLE:
        _print(found.rows)
    else:
        print_rows(found.rows, form)
    if found.note:
        err.print(found.note, soft_wrap=True)


def _print(found: Result) -> None:
    """Two lines or more a hit: whence it is, and its headline or words."""
    from rich.padding import Padding
    from rich.text import Text

    for row in found.rows:
        hit = dict(zip(found.columns, row, strict=True))
        day = str(hit["published_on"] or "day not known")
        out.print(Text.assemble((day, "dim"), f"  {hit['outlet'] or '·'}  ", (hit["article_id"], "dim")))
        if hit["found"] == "quote":
            told = Text.assemble((hit["text"], "green"), f" ({hit['speaker'] or 'speaker not known'})")
        else:
            told = Text(hit["text"] or "(no headline)", style="bold")
        out.print(Padding(told, (0, 0, 0, 4)))
    out.print(plural(len(found.rows), "hit"))
