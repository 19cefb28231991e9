"""Articles of Europresse's HTML exports, the older kind of tables and the newer of `article` elements."""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading import fields
from pipelines.reading.fragment import Element, all_of, first_of, paragraphs, parse, text_of

MARK = re.compile(rb"<span class=[\"']DocPublicationName[\"']", re.IGNORECASE)
TOLD_BY = re.compile(rb"europresse|cedrom-sni|eureka\.cc|DocPublicationName", re.IGNORECASE)

_DATE = re.compile(
    r"(?:[^\W\d_]{3,12}\.? )?\d{1,2}(?:er)? [^\W\d_]{3,12}\.? \d{4}|[^\W\d_]{3,12} \d{1,2}, \d{4}", re.IGNORECASE
)
_ISSUE = re.compile(r",? no\.? \d{1,7}.*$", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\) |num[ée]ro de document", re.IGNORECASE)
# An author stands alone on a line of the older kind, and an empty paragraph follows.
_OLD_AUTHOR = re.compile(r"</span>\s{0,9}<br>\s{0,9}<br>([^<>]{2,120})<br>\s{0,9}<p></p>", re.IGNORECASE)


def fields_of(text: str) -> dict[str, Any]:
    """The fields of an article from its mark on."""
    tree = parse(text)
    header = " ".join(" ".join(map(text_of, all_of(tree, "docheader"))).split()).replace(" ,", ",")
    date = _DATE.search(header)
    title = first_of(tree, "titrearticlevisu")
    old = title is not None and title.tag == "span"
    author = _OLD_AUTHOR.search(text) if old else None
    name = fields.line(author[1]) if author else _author(title)
    return {
        "title": fields.first(text_of(title)),
        "byline": name,
        "outlet": fields.first(_ISSUE.sub("", text_of(first_of(tree, "docpublicationname")))),
        "section": fields.first(header[: date.start()].strip(" ,")) if date else None,
        "published": date[0] if date else None,
        "body": fields.paragraphs(_old_body(tree, title, name) if old else _body(tree)),
    }


def _author(title: Element | None) -> str | None:
    """The division after that of the title."""
    block = title.getparent() if title is not None else None
    after = block.getnext() if block is not None else None
    return fields.first(text_of(after)) if after is not None and after.tag == "div" else None


def _body(tree: Element) -> list[str]:
    section = next(tree.iter("section"), None)
    text = first_of(tree, "doctext")
    inside = text if text is not None else section
    return paragraphs(inside) if inside is not None else []


def _old_body(tree: Element, title: Element, author: str | None) -> list[str]:
    """The lines between title and copyright, the author's left out."""
    heading = text_of(title)
    lines = paragraphs(tree, breaks=True)
    begin = next((i for i, line in enumerate(lines) if line == heading), -1) + 1
    end = next((i for i, line in enumerate(lines) if i >= begin and _RIGHTS.match(line)), len(lines))
    return [line for line in lines[begin:end] if line != author]
