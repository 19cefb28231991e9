"""Tables as text: CSV and its kin, a row a record, read line by line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from pipelines.reading import charset, columns
from pipelines.reading.record import RawRecord, Unreadable, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

NAME = "csv"
_DELIMITERS = ",\t;|"
_LONGEST_HEADER = 20_000


def sniff(payload: Payload) -> bool:
    """A first row of names that are those of a table of articles."""
    return _dialect(charset.peek(payload.head)) is not None


def split(payload: Payload) -> Iterator[RawRecord]:
    """A record a row; a row with more or fewer cells than the header has is broken alone."""
    return columns.records(NAME, _rows(payload))


def _dialect(head: str) -> tuple[str, list[str]] | None:
    """The delimiter and the names of the columns, if the text begins with a header of a table of articles."""
    first = head[:_LONGEST_HEADER].lstrip("\ufeff")
    for delimiter in _DELIMITERS:
        try:
            header = next(csv.reader(io.StringIO(first, newline=""), delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(header) >= 2 and columns.are_articles(header):
            return delimiter, header
    return None


def _rows(payload: Payload) -> Iterator[dict[str, Any] | RawRecord]:
    dialect = _dialect(charset.peek(payload.head))
    if dialect is None:
        raise Unreadable("parse", "bad_row", "The table has no header.", excerpt(payload.head))
    delimiter, header = dialect
    name = charset.of_start(payload.head)
    if name is None:
        raise Unreadable("decode", "undecodable", "The table's charset can't be told.", excerpt(payload.head))
    limit = payload.settings.max_record_bytes
    csv.field_size_limit(limit)
    with payload.open() as stream:
        lines = _Lines(io.TextIOWrapper(stream, name, "surrogateescape", newline=""), limit)
        reader = csv.reader(lines, delimiter=delimiter)
        next(reader, None)
        while True:
            lines.taken = 0
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield _fault("bad_row", f"The row can't be read: {error}.", "")
                continue
            if row is None:
                return
            if any(row):
                yield _checked(header, row)


def _checked(header: list[str], row: list[str]) -> dict[str, Any] | RawRecord:
    shown = excerpt(" | ".join(row))
    if len(row) != len(header):
        return _fault("bad_row", f"The row has {len(row)} cells where the header has {len(header)}.", shown)
    if any("\udc80" <= c <= "\udcff" for cell in row if not cell.isascii() for c in cell):
        return _fault("undecodable", "The row has bytes that are no text in the table's charset.", shown)
    # The first of two columns of one name counts; an index column has none.
    return {name: value for name, value in reversed(list(zip(header, row, strict=True))) if name}


def _fault(reason: str, message: str, shown: str) -> RawRecord:
    return RawRecord(0, NAME, None, fault=Unreadable("parse", reason, message, shown))


class _Lines:
    """The lines of a table, counted so that a row that does not end is given up.

    Raises Unreadable while it is iterated: `too_large`.
    """

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text, self._limit = text, limit
        self.taken = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 1)
        self.taken += len(line)
        if self.taken > self._limit:
            raise Unreadable("split", "too_large", f"The row is larger than {self._limit} characters.")
        if not line:
            raise StopIteration
        return line.replace("\0", "")
