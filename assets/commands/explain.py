"""`newswarehouse explain`: one article, with everything that was made of it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from assets.terminal import HomeOption, examples, out
from warehouse.home import Home

EXAMPLES = examples(
    "newswarehouse explain 0c78f147",
    "newswarehouse explain https://example.org/2026/10/04/story.html",
    "newswarehouse explain kestrel-post/kp-2026-10-01-eastgrove-vote.txt",
    "newswarehouse explain 0c78f147 --json",
)


def explain(
    article: Annotated[str, typer.Argument(help="Its id or the start of it, its address, or its file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    home: HomeOption = None,
) -> None:
    """Show an article's page: what was kept, what was dropped and why, who is named and quoted, which places."""
    from assets import page, show
    from warehouse import explain as explained

    found = explained.explain(Home.find(home), article)
    if as_json:
        sys.stdout.write(show.dumps(asdict(found)))
    else:
        out.print(page.as_page(found))
