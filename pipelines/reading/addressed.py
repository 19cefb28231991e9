"""A text with its address as the first line, as crawlers for corpora write them; one file, one record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.reading import charset, fields
from pipelines.reading.record import RawRecord, Unreadable, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

NAME = "addressed"
_LONGEST_TITLE = 20
_ADDRESS = re.compile(r"\s*(https?://[^\s<>\"]{4,2000})[ \t]*\r?\n\s*(?=\S)")


def sniff(payload: Payload) -> bool:
    """A first line that is an address and nothing else, and a text below it."""
    return bool(_ADDRESS.match(charset.peek(payload.head)))


def split(payload: Payload) -> Iterator[RawRecord]:
    """The lines below the address; the identity is that of the whole file."""
    data = payload.read()
    try:
        text = charset.decode(data)
    except Unreadable as fault:
        yield RawRecord(0, NAME, identity(data), fault=fault)
        return
    match = _ADDRESS.match(text)
    address, content = (match[1], text[match.end() :]) if match else (None, text)
    title, body = _title(fields.split_paragraphs(content))
    yield fields.record(0, NAME, {"url": address, "title": title, "body": body}, data)


def _title(body: fields.Body) -> tuple[str | None, fields.Body]:
    """The first line as the title, where it is short and no sentence, and a longer one follows."""
    if len(body) < 2 or len(body[0][1].split()) > _LONGEST_TITLE or body[0][1].rstrip('"”’')[-1:] in ".,;:!…":
        return None, body
    return (body[0][1], body[1:]) if len(body[1][1]) > len(body[0][1]) else (None, body)
