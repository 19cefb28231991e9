"""An article whose parts the format names: the one vocabulary that the readers of such formats share.

Keys of the mapping, all optional: `title`, `dek`, `authors` (a list, each one name), `byline` (as printed), `outlet`,
`section`, `published`, `published_raw` (where `published` is not as printed), `modified`, `collected`, `url`,
`language`, `dateline`, and `body`, a list of pairs: the kind of a block (paragraph, heading, caption, chrome, or
`markup` for a part that is HTML) and its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pipelines.reading.record import RawRecord, canonical, identity

SHAPE = "fields"
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\ufeff\ud800-\udfff]")
_BLANK_LINE = re.compile(r"\n[ \t\r\xa0]*\n")

Body = list[tuple[str, str]]


def line(text: str | None) -> str | None:
    """A value as one line, without what can't be seen or stored; None for nothing."""
    return " ".join(_INVISIBLE.sub("", text).split()) or None if text else None


def first(*values: str | None) -> str | None:
    """The first value that says something, as one line."""
    return next((text for value in values if (text := line(value))), None)


def paragraphs(texts: Iterable[str | None], kind: str = "paragraph") -> Body:
    """Blocks of one kind, each a line; what is empty is left out."""
    return [(kind, text) for value in texts if (text := line(value))]


def split_paragraphs(text: str | None) -> Body:
    """The paragraphs of a text that sets them apart by blank lines, or else one a line."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return paragraphs(_BLANK_LINE.split(text) if _BLANK_LINE.search(text.strip()) else text.split("\n"))


def record(number: int, reader: str, values: Mapping[str, Any], data: bytes | None = None) -> RawRecord:
    """The record of some fields; its identity is that of its bytes, or of the canonical JSON where it has none."""
    said = {name: value for name, value in values.items() if value}
    return RawRecord(number, reader, identity(canonical(said) if data is None else data), said, shape=SHAPE)
