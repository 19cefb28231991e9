"""Fragments of HTML out of a larger file: their tree, and the texts of its paragraphs."""

from __future__ import annotations

from typing import Any

from pipelines.reading.record import Unreadable, excerpt

Element = Any
"""An `lxml.html.HtmlElement`; lxml ships no types."""

_BLOCKS = frozenset("p div td tr table li h1 h2 h3 h4 h5 h6 br header section article aside footer center".split())
_HIDDEN = frozenset(("script", "style", "head", "title"))


def parse(text: str) -> Element:
    """The tree of a fragment.  Raises Unreadable: `bad_markup`, `too_deep`."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = f"<html><body>{text}".replace("\0", "").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("parse", "bad_markup", f"The markup can't be read: {error}.", excerpt(text)) from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise Unreadable("parse", "too_deep", "The markup is nested more than 256 levels deep.", excerpt(text))
    return tree


def paragraphs(element: Element, *, breaks: bool = False) -> list[str]:
    """The texts between block elements, and with `breaks` between line breaks too; blank ones left out."""
    pieces: list[str] = []
    todo: list[tuple[Element, bool]] = [(element, False)]
    while todo:
        node, leaving = todo.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        ends = tag in _BLOCKS and (breaks or tag != "br")
        if leaving:
            pieces.append("\x1e" if ends else "")
            pieces.append(node.tail or "" if node is not element else "")
            continue
        pieces.append("\x1e" if ends else " " if tag == "br" else "")
        todo.append((node, True))
        if tag and tag not in _HIDDEN:
            pieces.append(node.text or "")
            todo.extend((child, False) for child in reversed(node))
    texts = (" ".join(piece.split()) for piece in "".join(pieces).split("\x1e"))
    return [text for text in texts if text]


def text_of(element: Element | None) -> str:
    """All text of an element on one line."""
    return " ".join(paragraphs(element)) if element is not None else ""


def first_of(element: Element, name: str) -> Element | None:
    """The first element below with a class of this name, whatever its case."""
    return next((node for node in element.iter() if name in classes(node)), None)


def all_of(element: Element, name: str) -> list[Element]:
    """Every element below with a class of this name, whatever its case."""
    return [node for node in element.iter() if name in classes(node)]


def classes(element: Element) -> list[str]:
    """The names of an element's classes in small letters."""
    named = element.get("class") if isinstance(element.tag, str) else None
    return named.casefold().split() if named else []
