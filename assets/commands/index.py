"""`newswarehouse index`: make the full-text index anew."""

from __future__ import annotations

from assets.terminal import HomeOption, examples, near, out
from warehouse.home import Home

EXAMPLES = examples("newswarehouse index", "newswarehouse index --home /data/news")


def index(home: HomeOption = None) -> None:
    """Make the full-text index that search ranks by, beside the one in use, and swap it in.

    It takes many times as long as loading the text, so a run leaves it alone: make it when you like, or by cron.
    """
    from warehouse import ranking, search

    place = Home.find(home)
    made = search.build(place)
    out.print(
        f"{made.articles} articles and {made.quotes} quotes indexed in {near(ranking.file(place))}", soft_wrap=True
    )
