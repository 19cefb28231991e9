"""`newswarehouse doctor`: what has to be right for a run to succeed."""

from __future__ import annotations

import typer
from rich.markup import escape

from assets.terminal import HomeOption, LandingOption, examples, out
from warehouse.home import Home

EXAMPLES = examples("newswarehouse doctor", "newswarehouse doctor --home /data/news")
_SIGNS = {True: "[green]well[/green]", None: "[yellow]look[/yellow]", False: "[red]mend[/red]"}


def doctor(home: HomeOption = None, landing: LandingOption = None) -> None:
    """Look at versions, model, folders, disk, locks and debris; exit code 1 where something is to be mended."""
    from warehouse import configuration
    from warehouse import doctor as looks

    ill = 0
    for finding in looks.examine(Home.find(home, landing), configuration.load()):
        ill += finding.well is False
        out.print(f"{_SIGNS[finding.well]}  {finding.what:<14} {escape(finding.found)}", soft_wrap=True)
    if ill:
        raise typer.Exit(1)
