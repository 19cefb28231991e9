"""Saved pages: MHTML, a message whose parts are the page and what it shows; one file, one record."""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pipelines.reading import charset, page
from pipelines.reading.record import RawRecord, Unreadable, identity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from pipelines.reading.payload import Payload

NAME = "mhtml"
_RELATED = re.compile(rb"^content-type:\s{1,20}(?:multipart/related|text/html)\b", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(rb"(?:from|subject|date|mime-version|content-type|snapshot-content-location)\s?:", re.IGNORECASE)
_MARKUP_TYPES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 10_000


def sniff(payload: Payload) -> bool:
    """The header of a message, and a content that is a page with its parts."""
    head = payload.head.lstrip()
    fields, _, _ = head.replace(b"\r\n", b"\n").partition(b"\n\n")
    return bool(
        _FIELD.match(fields)
        and re.search(rb"^mime-version:", fields, re.IGNORECASE | re.MULTILINE)
        and _RELATED.search(fields)
    )


def split(payload: Payload) -> Iterator[RawRecord]:
    """The page; its identity is that of its markup without the encoding of its transfer."""
    data = payload.read().lstrip()
    if data.count(b"\n--") > _MOST_PARTS:
        raise Unreadable("parse", "too_many_members", f"The saved page has more than {_MOST_PARTS} parts.")
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    part = next(
        (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes):
        raise Unreadable("parse", "no_page", "The saved page has no part that is HTML.")
    known = {"url": _address(message, part), "collected_at": _saved(message)}
    try:
        text = charset.decode(body, _charset(part) or charset.declared(body))
    except Unreadable as fault:
        yield RawRecord(0, NAME, identity(body), fault=fault)
        return
    said = {name: value for name, value in known.items() if value}
    yield RawRecord(0, NAME, identity(body), text, shape=page.NAME, known=said)


def _address(message: Message, part: Message) -> str | None:
    places = (message.get("Snapshot-Content-Location"), part.get("Content-Location"), message.get("Content-Location"))
    return next((text for place in places if place and (text := str(place).strip()).startswith("http")), None)


def _saved(message: Message) -> str | None:
    """When the browser saved it, as ISO; a time without a zone is UTC."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _charset(part: Message) -> str | None:
    name = part.get_content_charset()
    return charset.declared(f'<meta charset="{name}">'.encode("ascii", "replace")) if name else None
