"""`newswarehouse reprocess` and `retry-quarantine`: make again what other code made, or what could not be read."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.commands.run import perform
from assets.terminal import HomeOption, LandingOption, examples, out, plural
from warehouse.home import Home

EXAMPLES = examples("newswarehouse reprocess", "newswarehouse reprocess --stage annotate --dry-run")
RETRY_EXAMPLES = examples("newswarehouse retry-quarantine", "newswarehouse retry-quarantine --reason truncated_gzip")
SinceOption = Annotated[
    str,
    typer.Option(
        "--since-code",
        help="Only batches made by this version of the code (as `meta.versions` has it); default: by any but today's.",
    ),
]


def reprocess(
    since_code: SinceOption = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    home: HomeOption = None,
    landing: LandingOption = None,
) -> None:
    """Make batches anew that other code, models or settings made: the stage that changed, and those after it.

    What the lake has goes on counting until its successor is done. Articles whose raw file is gone are annotated anew
    from the lake, and stay as they were read.
    """
    from warehouse import configuration, stages
    from warehouse.lake import Lake
    from warehouse.ledger import Ledger

    known = configuration.load()
    place = Home.find(home, landing).create()
    lake, ledger = Lake(place), Ledger(place, known.limits)
    stale = stages.stale(lake, ledger, known.settings, since_code)
    unread = [key for key, old in stale.items() if "read" in old]
    rest = len(stale) - len(unread)
    out.print(f"{len(stale)} batches made by other code: {len(unread)} to be read again, {rest} only annotated again.")
    if stale and not dry_run:
        ledger.plan()
        ledger.again(unread)
        fresh = ledger.plan()
        perform(place, [*(ledger.batch(key) for key in stale), *fresh])


def retry_quarantine(
    reason: Annotated[
        list[str] | None, typer.Option("--reason", help="Only what is in quarantine for this reason; may be repeated.")
    ] = None,
    home: HomeOption = None,
    landing: LandingOption = None,
) -> None:
    """Read the files again that have something in quarantine, as they are now."""
    from warehouse import configuration
    from warehouse.ledger import Ledger

    place = Home.find(home, landing).create()
    ledger = Ledger(place, configuration.load().limits)
    paths = ledger.retry(reason or None)
    out.print(f"{plural(len(paths), 'file')} with something in quarantine{' for that reason' if reason else ''}.")
    if paths:
        perform(place, ledger.plan())
