"""A corpus with a document a line, and nothing else in the file."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from pipelines.reading import by_line, charset, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload
    from pipelines.reading.record import RawRecord

NAME = "lines"
# An article flattened to text has a title, a byline, a short line somewhere; documents are all long.
_FEWEST, _SHORTEST, _MIDDLE = 20, 200, 400
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s+[A-ZÀ-Þ\"'“‘(]")


def sniff(payload: Payload) -> bool:
    """Twenty lines or more, none short or blank, most of several sentences, half of them longer than 400 characters."""
    text = charset.peek(payload.head)
    found = text.splitlines()
    whole = found if len(payload.head) < 1 << 16 else found[:-1]
    if len(whole) < _FEWEST or min(map(len, whole)) < _SHORTEST or median(map(len, whole)) < _MIDDLE:
        return False
    return 10 * sum(bool(_SENTENCE_END.search(line)) for line in whole) >= 9 * len(whole)


def split(payload: Payload) -> Iterator[RawRecord]:
    """A record a line, its identity that of the line."""
    return by_line.split(payload, NAME, _record)


def _record(number: int, data: bytes) -> RawRecord:
    return fields.record(number, NAME, {"body": fields.paragraphs([charset.decode(data)])}, data)
