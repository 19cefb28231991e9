"""`newswarehouse gazetteer`: a gazetteer of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assets.terminal import examples, near, out

app = typer.Typer(
    help="The places that names are looked up among.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.callback()
def gazetteer() -> None:
    """Hold the commands together: a group of one would be a command."""


@app.command(
    epilog=examples(
        "newswarehouse gazetteer build --geonames ~/geonames --out ~/gazetteer",
        "NEWSWAREHOUSE_GAZETTEER=~/gazetteer newswarehouse run ~/archive",
    )
)
def build(
    geonames: Annotated[Path, typer.Option("--geonames", help="Folder with the files of a GeoNames dump.")],
    out_path: Annotated[Path, typer.Option("--out", "-o", help="Folder to write the gazetteer to.")],
) -> None:
    """Build a gazetteer from a GeoNames dump: bigger than the one that ships, or of another day.

    The dump needs countryInfo.txt, admin1CodesASCII.txt and allCountries.txt or cities500.txt; admin2Codes.txt,
    alternateNamesV2.txt and hierarchy.txt are used where they are. [bold]gazetteer[/bold] in the configuration names
    the folder to use.
    """
    from pipelines.locations.build import build_from_geonames

    try:
        made = build_from_geonames(geonames, out_path)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--geonames") from None
    out.print(f"{made['places']:,} places under {made['keys']:,} spellings: {near(out_path)}", soft_wrap=True)
