"""A page flattened to text: one file, one record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.reading import charset
from pipelines.reading.record import RawRecord, Unreadable, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

NAME = "flattened"
_MARKUP = re.compile(r"\s*<(?:[?!]|/?[A-Za-z][^<>]{0,500}>)")


def sniff(payload: Payload) -> bool:
    """Any text that nobody else took, unless it begins as markup does."""
    return not _MARKUP.match(charset.peek(payload.head))


def split(payload: Payload) -> Iterator[RawRecord]:
    """The one record, its text as it is but for a byte order mark."""
    data = payload.read()
    try:
        yield RawRecord(0, NAME, identity(data), charset.decode(data))
    except Unreadable as fault:
        yield RawRecord(0, NAME, identity(data), fault=fault)
