"""Articles of Factiva's HTML exports: a table of two-letter codes, or the same as a run of divisions."""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading import fields
from pipelines.reading.fragment import Element, all_of, classes, first_of, paragraphs, parse, text_of

TOLD_BY = re.compile(rb"factiva", re.IGNORECASE)
MARK = re.compile(rb"<div [^>]{0,60}class=[\"']article [a-z]{2}Article[\"']", re.IGNORECASE)

_WORDS = re.compile(r"\d[\d.,\s]{0,8}\s[^\W\d_]{3,12}")
_DAY = re.compile(r"\d{1,2}\.? [^\W\d_.]{3,12}\.? \d{4}|[^\W\d_]{3,12} \d{1,2}, \d{4}|\d{4}年\d{1,2}月\d{1,2}日")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: [AP]M)?(?: [A-Z]{2,4})?")


def fields_of(text: str) -> dict[str, Any]:
    """The fields of an article from its mark on."""
    tree = parse(text)
    article = next((node for node in tree.iter("div") if "article" in classes(node)), tree)
    coded = _codes(article)
    return _of_codes(coded) if coded else _of_divisions(article)


def _codes(article: Element) -> dict[str, Element]:
    """The cells of the table by their codes."""
    found: dict[str, Element] = {}
    for row in article.iter("tr"):
        cells = list(row.iterchildren("td"))
        if len(cells) == 2 and "index" in classes(cells[0]):
            found.setdefault(text_of(cells[0]).strip("\xa0 "), cells[1])
    return found


def _of_codes(coded: dict[str, Element]) -> dict[str, Any]:
    def said(*names: str) -> str | None:
        return fields.first(*(text_of(coded.get(name)) for name in names))

    body = [text for code in ("LP", "TD") if code in coded for text in paragraphs(coded[code])]
    return {
        "title": said("HD"),
        "byline": said("BY"),
        "outlet": said("SN"),
        "section": said("SE"),
        "published": fields.line(f"{said('PD') or ''} {said('ET') or ''}"),
        "language": said("LA"),
        "body": fields.paragraphs(body),
    }


def _of_divisions(article: Element) -> dict[str, Any]:
    """Divisions before the headline hold the section; after it author, words, date, time, source, …, language."""
    headline = next((node for node in article.iter("div") if node.get("id") == "hd"), None)
    divisions = list(article.iterchildren("div"))
    at = divisions.index(headline) if headline in divisions else 0
    author = first_of(article, "author")
    after = [text_of(node) for node in divisions[at + 1 :]]
    day = next((i for i, text in enumerate(after) if _DAY.fullmatch(text)), None)
    clock = after[day + 1] if day is not None and _CLOCK.fullmatch("".join(after[day + 1 : day + 2])) else ""
    rest = after[day + (2 if clock else 1) :] if day is not None else []
    language = next((i for i, text in enumerate(rest) if re.match(r"copyright|©|\(c\)", text, re.IGNORECASE)), 0)
    return {
        "title": fields.first(text_of(headline)),
        "byline": fields.first(text_of(author)),
        "outlet": fields.first(*rest[:1]),
        "section": fields.first(*(re.sub(r";\s*\w{1,5}$", "", text_of(node)) for node in divisions[:at])),
        "published": fields.line(f"{after[day]} {clock}") if day is not None else None,
        "language": fields.first(rest[language - 1]) if language else None,
        "body": fields.paragraphs(text_of(node) for node in all_of(article, "articleparagraph")),
    }
