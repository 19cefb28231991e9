"""`newswarehouse ui`: Dagster's pages over the home."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assets.terminal import HomeOption, LandingOption, examples, out
from warehouse.home import Home

EXAMPLES = examples("newswarehouse ui", "newswarehouse ui --port 3070 --home /data/news")


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
