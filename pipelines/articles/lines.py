"""The lines of a decoded record, with their place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from pipelines.reading.record import Unreadable

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_WRAP = 40, 100
MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the space around it: `record[start:end]` is `text`, but for a paragraph that was wrapped."""

    text: str
    start: int
    end: int


def lines_of(record: str) -> list[Line]:
    """Every line that is not blank.  Paragraphs wrapped at a fixed width count as one line, joined by spaces.

    Raises:
        Unreadable: `too_many_lines`.
    """
    found = []
    for match in _LINE.finditer(record):
        text = match[0].strip()
        if text:
            start = match.start() + match[0].index(text)
            found.append(Line(text, start, start + len(text)))
    check_count(len(found))
    return _unwrapped(record, found) if _is_wrapped(record, found) else found


def check_count(lines: int) -> None:
    """Refuse what is no page but a list of some kind.  Raises Unreadable: `too_many_lines` above 100,000 lines."""
    if lines > MOST_LINES:
        raise Unreadable("extract", "too_many_lines", f"The record has {lines} lines; {MOST_LINES} are read at most.")


def _runs(record: str, found: list[Line]) -> list[list[Line]]:
    """Lines with no blank line between them."""
    runs: list[list[Line]] = []
    for line in found:
        between = record[runs[-1][-1].end : line.start] if runs else ""
        if runs and between.count("\n") + (between.count("\r") if "\n" not in between else 0) <= 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_wrapped(record: str, found: list[Line]) -> bool:
    """Whether the text was broken at a fixed width: most lines fill it and do not end a sentence."""
    if len(found) < 6:
        return False
    inner = [line.text for run in _runs(record, found) for line in run[:-1]]
    if 2 * len(inner) < len(found):
        return False
    widths = [len(text) for text in inner]
    middle = median(widths)
    near = sum(abs(width - middle) <= 12 for width in widths)
    open_ended = sum(text[-1] not in '.!?:”"' for text in inner)
    return _WRAP[0] <= middle <= _WRAP[1] and 10 * near >= 7 * len(inner) and 10 * open_ended >= 7 * len(inner)


def _unwrapped(record: str, found: list[Line]) -> list[Line]:
    return [Line(" ".join(line.text for line in run), run[0].start, run[-1].end) for run in _runs(record, found)]
