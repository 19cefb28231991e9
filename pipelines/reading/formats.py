"""The table of readers, and which of them takes a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.reading import charset, flattened, json_text, page
from pipelines.reading.record import RawRecord, Unreadable, excerpt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipelines.reading.payload import Payload


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: whether a file is of it, and how it is cut into records.

    `split` yields records in order, numbered from 0, and raises Unreadable where the file can't be cut any further.
    """

    name: str
    sniff: Callable[[Payload], bool]
    split: Callable[[Payload], Iterator[RawRecord]]


# The first that fits takes the file.
READERS = (
    Reader(json_text.LINES, json_text.sniff_lines, json_text.split_lines),
    Reader(json_text.DOCUMENT, json_text.sniff, json_text.split),
    Reader(page.NAME, page.sniff, page.split),
    Reader(flattened.NAME, flattened.sniff, flattened.split),
)


def reader_of(payload: Payload) -> Reader:
    """The reader of a file, told by its content alone.

    Raises Unreadable: `empty`, `binary`, `unknown_format`, or what opening the file brought up.
    """
    head = payload.head
    if charset.is_binary(head):
        raise Unreadable("decode", "binary", "The file is no text.", excerpt(head))
    if not charset.peek(head).strip() and not _has_more(payload):
        raise Unreadable("split", "empty", "The file has no content.")
    for reader in READERS:
        if reader.sniff(payload):
            return reader
    raise Unreadable("split", "unknown_format", "No reader knows this kind of file.", excerpt(head))


def records(payload: Payload, first: int = 0, last: int | None = None) -> Iterator[RawRecord]:
    """The records numbered from `first` up to and without `last`.  Raises Unreadable like `reader_of` and `split`."""
    for record in reader_of(payload).split(payload):
        if last is not None and record.number >= last:
            return
        if record.number >= first:
            yield record


def _has_more(payload: Payload) -> bool:
    with payload.open() as stream:
        while data := stream.read(1 << 20):
            if data.strip():
                return True
    return False
