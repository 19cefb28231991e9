"""`newswarehouse status`: what the home knows."""

from __future__ import annotations

from assets.terminal import HomeOption, LandingOption, examples, out
from warehouse.home import Home

EXAMPLES = examples("newswarehouse status", "newswarehouse status --home /data/news")


def status(home: HomeOption = None, landing: LandingOption = None) -> None:
    """What the home knows: files, batches still open, rows of each table, what is in quarantine."""
    from assets import show
    from warehouse import configuration, query, stages
    from warehouse.lake import Lake
    from warehouse.ledger import Ledger

    place = Home.find(home, landing)
    if not place.ledger.exists():
        raise query.NoWarehouse(f"there is no warehouse in {place.path} yet: run `newswarehouse run` first")
    ledger = Ledger(place)
    known = ledger.standing()
    out.print(f"home     {place.path}")
    out.print(f"landing  {place.landing}")
    out.print(f"files    {known.files} known, {known.live} in the warehouse or ready for it")
    out.print(f"batches  {known.open} open" + (": newswarehouse run finishes them" if known.open else ""))
    stale = stages.stale(Lake(place), ledger, configuration.load().settings)
    if stale:
        out.print(f"         {len(stale)} made by other code: newswarehouse reprocess makes them anew")
    if not place.warehouse.exists():
        out.print("warehouse not published yet: newswarehouse run publishes it")
        return
    rows = tuple(query.counts(place).items())
    out.print(show.as_table(query.Result(("table", "rows"), ("VARCHAR", "BIGINT"), rows), width=out.width))
    refused = query.refused(place)
    if refused.rows:
        out.print(show.as_table(refused, "In quarantine", width=out.width))
