"""RSS and Atom: one record an item, by feedparser, which is only ever given bytes."""

from __future__ import annotations

import io
from calendar import timegm
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from pipelines.reading import fields, xml_stream
from pipelines.reading.record import RawRecord, Unreadable, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

NAME = "feed"
_ROOTS = ("rss", "feed", "RDF")
_MOST_DEPTH = 256


def sniff(payload: Payload) -> bool:
    """The root element of a feed."""
    return xml_stream.root_name(payload) in _ROOTS


def split(payload: Payload) -> Iterator[RawRecord]:
    """A record an item; its identity is the canonical JSON of what is taken from it.

    Raises Unreadable: `xml_entities`, `too_deep`, `too_large`, `bad_xml` for what feedparser finds no item in.
    """
    import feedparser

    data = payload.read()
    _check(data)
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    except (ValueError, AssertionError, RecursionError) as error:
        raise Unreadable("parse", "bad_xml", f"The feed can't be read: {error}.", excerpt(data)) from error
    if not feed.entries and feed.bozo:
        message = f"The feed can't be read: {feed.bozo_exception}."
        raise Unreadable("parse", "bad_xml", message, excerpt(data))
    for number, entry in enumerate(feed.entries):
        yield fields.record(number, NAME, _fields(entry, feed.feed))


def _check(data: bytes) -> None:
    """Refuse what would make a parser of feeds grow or recurse without end."""
    if b"<!ENTITY" in data[:1_000_000]:
        raise Unreadable("parse", "xml_entities", "The feed declares entities, which are not expanded.", excerpt(data))
    depth = deepest = 0
    for piece in data.split(b"<")[1:]:
        opens = piece[:1].isalpha() and not piece.partition(b">")[0].endswith(b"/")
        depth = max(0, depth + opens - (piece[:1] == b"/"))
        deepest = max(deepest, depth)
    if deepest > _MOST_DEPTH:
        raise Unreadable("parse", "too_deep", f"The feed is nested more than {_MOST_DEPTH} levels deep.", excerpt(data))


def _fields(entry: Any, feed: Any) -> dict[str, Any]:
    contents = [content.value for content in entry.get("content", ()) if content.get("value")]
    summary = entry.get("summary") or ""
    body = max(contents, key=len, default="") or summary
    published, raw = _moment(entry, "published")
    modified, raw_modified = _moment(entry, "updated")
    if not published:
        published, raw, modified = modified, raw_modified, None
    authors = [name for author in entry.get("authors", ()) if (name := fields.line(author.get("name")))]
    source = entry.get("source") or {}
    return {
        "title": _plain(entry.get("title")),
        "dek": _plain(summary) if contents and summary != body else None,
        "authors": authors if len(authors) > 1 else [],
        "byline": authors[0] if len(authors) == 1 else fields.line(entry.get("author")),
        "outlet": fields.first(_plain(source.get("title")), _plain(feed.get("title"))),
        "section": next((fields.line(tag.get("term")) for tag in entry.get("tags", ()) if tag.get("term")), None),
        "published": published,
        "published_raw": raw,
        "modified": modified if modified != published else None,
        "url": fields.line(entry.get("link")),
        "language": fields.line(feed.get("language")),
        "body": [("markup", body)] if "<" in body or "&" in body else fields.split_paragraphs(body),
    }


def _moment(entry: Any, name: str) -> tuple[str | None, str | None]:
    """A date of the item as ISO, with its zone where it is printed in a common form, and as it is printed."""
    # feedparser's own `get` answers with the other date where one is missing.
    parsed, printed = dict.get(entry, f"{name}_parsed"), fields.line(dict.get(entry, name))
    if not parsed or not printed:
        return printed, printed
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(printed).isoformat(), printed
        except ValueError:
            continue
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat(), printed


def _plain(text: str | None) -> str | None:
    """A title without the markup that feeds put into it."""
    from lxml import etree, html

    if not text or "<" not in text:
        return fields.line(text)
    try:
        return fields.line(html.fromstring(text).text_content())
    except (etree.ParserError, ValueError):
        return fields.line(text)
