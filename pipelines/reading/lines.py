"""A corpus with a document a line, and nothing else in the file."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from pipelines.reading import charset, fields
from pipelines.reading.json_text import lines_of
from pipelines.reading.record import RawRecord, Unreadable, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

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
    with payload.open() as stream:
        for number, line in lines_of(stream, payload.settings.max_record_bytes):
            if line is None:
                limit = payload.settings.max_record_bytes
                fault = Unreadable("split", "too_large", f"The line is larger than {limit} bytes.")
                yield RawRecord(number, NAME, None, fault=fault)
                continue
            data = line.rstrip(b"\r\n")
            try:
                yield fields.record(number, NAME, {"body": fields.paragraphs([charset.decode(data)])}, data)
            except Unreadable as fault:
                yield RawRecord(number, NAME, identity(data), fault=fault)
