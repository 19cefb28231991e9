"""An HTML page: one file, one record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.reading import charset
from pipelines.reading.record import RawRecord, Unreadable, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

NAME = "html"
_DOCUMENT = re.compile(
    r"\s*(?:<!--.{0,4000}?-->\s*)*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    r"\s*<(?:article|section|main|header|div|p|h[1-6]|meta|title|span|table|ul|ol|blockquote|figure|a|b|strong|em|img|"
    r"script|style|link|nav|center|font)\b[^>]{0,2000}>",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:!doctype\s+html|html\b)[^>]{0,300}>\s*(?:<!--|<head\b|<body\b|<meta\b|<html\b)", re.IGNORECASE)


def sniff(payload: Payload) -> bool:
    """Markup from the start, or after some junk the root element of a page."""
    head = charset.peek(payload.head)
    return bool(_DOCUMENT.match(head) or _ELEMENT.match(head) or _ROOT.search(head[:4096]))


def split(payload: Payload) -> Iterator[RawRecord]:
    """The one record, its content the markup."""
    data = payload.read()
    try:
        yield RawRecord(0, NAME, identity(data), charset.decode(data, charset.declared(data)))
    except Unreadable as fault:
        yield RawRecord(0, NAME, identity(data), fault=fault)
