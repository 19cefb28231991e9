"""An explained article on the terminal: the page with its names and quotes marked, and what was found, below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from assets.show import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from warehouse.explain import Page

_STYLES = {"quote": "green", "name": "bold", "place": "underline"}
_FACTS = {
    "outlet": "outlet",
    "published_at": "published",
    "authors": "by",
    "section": "section",
    "dateline": "dateline",
    "language": "language",
    "agency": "agency",
    "url": "url",
    "source_path": "file",
    "article_id": "id",
}
# So much of a dropped block is enough to know it again.
_DROPPED_SHOWN = 160


def as_page(page: Page) -> RenderableType:
    """Everything of the page, for a terminal of 80 columns or more."""
    article = page.article
    kept = [block for block in page.blocks if block["kind"] != "chrome"]
    parts = [
        Text(article["title"] or "(no headline)", style="bold"),
        _facts(article),
        _heading(f"The page: {len(kept)} blocks kept, {len(page.blocks) - len(kept)} dropped"),
        _legend(),
        _blocks(page),
        _heading(f"Quoted: {len(page.quotes)}"),
        _grid((_quote(quote) for quote in page.quotes), 2),
        _heading(f"Named: {len(page.names)}"),
        _grid((_name(row) for row in page.names), 3),
        _heading(f"Placed: {len(page.places)}"),
        _grid((_place(row) for row in page.places), 3),
        *_about(page),
    ]
    return Group(*parts, "")


def _legend() -> Text:
    marks = (("+", "green"), " in the text  ", ("=", "green"), " beside it  ", ("-", "red"), " dropped, and why;  ")
    return Text.assemble(*marks, ("said", "green"), "  ", ("named", "bold"), "  ", ("placed", "underline"), style="dim")


def _heading(text: str) -> Group:
    return Group("", Rule(Text(text, style="bold"), align="left", characters="─"))


def _grid(rows: Iterable[tuple[Text | str, ...]], columns: int) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for at in range(columns):
        grid.add_column(overflow="fold", max_width=None if at == columns - 1 else 28)
    for row in rows:
        grid.add_row(*row)
    return grid if grid.rows else Text("nothing", style="dim")


def _facts(article: dict[str, Any]) -> RenderableType:
    rows: list[tuple[Text | str, ...]] = [
        (Text(name, style="dim"), Text(shown(article[column])))
        for column, name in _FACTS.items()
        if article.get(column) not in (None, [], "")
    ]
    if article["language"] != "en":
        rows.append((Text("note", style="dim"), Text("not annotated: only English is")))
    if article["published_at"] is None and article.get("published_raw"):
        rows.append(
            (Text("date", style="dim"), Text(f"'{article['published_raw']}' on the page, the day is not known"))
        )
    return _grid(rows, 2)


def _blocks(page: Page) -> RenderableType:
    return _grid((_block(page, block) for block in page.blocks), 3)


def _block(page: Page, block: dict[str, Any]) -> tuple[Text | str, ...]:
    sort = block["rule"].split(":", 1)[-1] if block["rule"] else ""
    if block["kind"] == "chrome":
        text = " ".join((block["text"] or "(not found again in the record)").split())
        cut = text if len(text) <= _DROPPED_SHOWN else text[: _DROPPED_SHOWN - 1] + "…"
        return Text("-", style="red"), Text(sort, style="dim"), Text(cut, style="dim strike")
    body = Text(block["text"] or "(not found again in the record)")
    if block["in_text"]:
        _mark(body, page, block["start_char"], in_title=False)
    elif block["kind"] == "title" and block["text"] == page.article["title"]:
        _mark(body, page, 0, in_title=True)
    label = block["kind"] if block["kind"] in sort or block["in_text"] else f"{block['kind']}, {sort}"
    return Text("+" if block["in_text"] else "=", style="green"), Text(label), body


def _mark(body: Text, page: Page, start: int, *, in_title: bool) -> None:
    for span in page.spans:
        first, last = span["start_char"] - start, span["end_char"] - start
        if span["in_title"] == in_title and last > 0 and first < len(body.plain):
            body.stylize(_STYLES[span["sort"]], max(first, 0), last)


def _quote(quote: dict[str, Any]) -> tuple[Text | str, ...]:
    if quote["kind"] == "scare":
        who = Text("nobody", style="dim")
    elif quote["speaker"]:
        who = Text(quote["speaker"], style="bold")
    else:
        who = Text(quote["speaker_text"] or "not known", style="italic" if quote["speaker_text"] else "dim")
    if quote["is_anonymous"]:
        who.append(" (unnamed)")
    sure = "" if quote["confidence"] is None else f" {quote['confidence']:.0%}"
    place = ", headline" if quote["in_title"] else ""
    who.append(f"\n{quote['kind']}{sure}{place}", style="dim")
    words = Text(quote["text"], style="green")
    described = quote["speaker_description"]
    if described and described.casefold() != (quote["speaker_text"] or "").casefold():
        words.append(f"\n{described}", style="dim")
    return who, words


def _name(row: dict[str, Any]) -> tuple[Text | str, ...]:
    told = ", ".join(row["roles"] or [])
    if row["age"] is not None:
        told += f"{', ' if told else ''}{row['age']} years old"
    others = [called for called in row["called"] if called != row["name"]]
    if others:
        told += f"{'; ' if told else ''}also {', '.join(others)}"
    return Text(row["name"], style="bold"), Text(f"{row['label']} {row['mentions']}×"), Text(told)


def _place(row: dict[str, Any]) -> tuple[Text | str, ...]:
    where = Text("place not known", style="dim")
    if row["location_id"] is not None:
        where = Text(f"{row['country_code'] or '—'} {row['latitude']:.2f} {row['longitude']:.2f}")
    told = [] if row["confidence"] is None else [f"{row['confidence']:.0%}"]
    told += ["in the dateline"] if row["in_dateline"] else []
    others = [called for called in row["called"] if called != row["name"]]
    told += [f"called {', '.join(others)}"] if others else []
    return Text(f"{row['name']} {row['mentions']}×"), where, Text(", ".join(told))


def _about(page: Page) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if page.focus:
        countries = ", ".join(
            f"{row['country_code']} {row['score']:.0%}{f' ({row["place"]})' if row['place'] else ''}"
            for row in page.focus
        )
        parts += [_heading("About"), Text(countries)]
    if page.copies:
        rows = (
            (Text(row["kind"]), Text(row["outlet"] or "—"), Text(f"{row['title']} ({row['article_id']})"))
            for row in page.copies
        )
        parts += [_heading(f"The same text: {len(page.copies)}"), _grid(rows, 3)]
    return parts
