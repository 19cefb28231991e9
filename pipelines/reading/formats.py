"""The table of readers, and which of them takes a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.reading import (
    addressed,
    charset,
    delimited,
    exports,
    feeds,
    flattened,
    json_text,
    lines,
    mhtml,
    news_xml,
    office,
    page,
    parquet,
    reuters,
    warc,
)
from pipelines.reading.record import RawRecord, Unreadable, excerpt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipelines.reading.payload import Payload


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: whether a file is of it, and how it is cut into records.

    `split` yields records in order, numbered from 0, and raises Unreadable where the file can't be cut any further.
    `binary` tells that the format holds bytes that are no text.
    """

    name: str
    sniff: Callable[[Payload], bool]
    split: Callable[[Payload], Iterator[RawRecord]]
    binary: bool = False


# The first that fits takes the file.
READERS = (
    Reader(parquet.NAME, parquet.sniff, parquet.split, binary=True),
    Reader(warc.NAME, warc.sniff, warc.split, binary=True),
    Reader(office.WORD, office.sniff_word, office.split_word, binary=True),
    Reader(office.EXCEL, office.sniff_excel, office.split_excel, binary=True),
    Reader(office.RTF, office.sniff_rtf, office.split_rtf, binary=True),
    Reader(mhtml.NAME, mhtml.sniff, mhtml.split, binary=True),
    Reader(json_text.LINES, json_text.sniff_lines, json_text.split_lines),
    Reader(json_text.DOCUMENT, json_text.sniff, json_text.split),
    *(
        Reader(name, news_xml.sniffer(roots), news_xml.splitter(name, element, fields_of))
        for name, roots, element, fields_of in news_xml.FORMATS
    ),
    Reader(reuters.NAME, reuters.sniff, reuters.split),
    Reader(feeds.NAME, feeds.sniff, feeds.split),
    *(Reader(export.name, export.sniff, export.split) for export in exports.EXPORTS),
    Reader(page.NAME, page.sniff, page.split),
    Reader(delimited.NAME, delimited.sniff, delimited.split),
    Reader(addressed.NAME, addressed.sniff, addressed.split),
    Reader(lines.NAME, lines.sniff, lines.split),
    Reader(flattened.NAME, flattened.sniff, flattened.split),
)


def reader_of(payload: Payload) -> Reader:
    """The reader of a file, told by its content alone.

    Raises Unreadable: `empty`, `binary`, `unknown_format`, or what opening the file brought up.
    """
    head = payload.head
    for reader in READERS:
        if reader.binary and reader.sniff(payload):
            return reader
    if charset.is_binary(head):
        raise Unreadable("decode", "binary", "The file is no text.", excerpt(head))
    if not charset.peek(head).strip() and not _has_more(payload):
        raise Unreadable("split", "empty", "The file has no content.")
    for reader in READERS:
        if not reader.binary and reader.sniff(payload):
            return reader
    raise Unreadable("split", "unknown_format", "No reader knows this kind of file.", excerpt(head))


def records(payload: Payload) -> Iterator[RawRecord]:
    """The records of a file, in order.

    Raises Unreadable like `reader_of` and `split`; `reader_failed` for whatever else a format's library raises.
    """
    found = False
    try:
        for record in reader_of(payload).split(payload):
            found = True
            yield record
    except (Unreadable, OSError):
        raise
    except Exception as error:
        raise Unreadable("split", "reader_failed", f"{type(error).__name__}: {error}") from error
    if not found:
        raise Unreadable("split", "empty", "The file has no record.", excerpt(payload.head))


def _has_more(payload: Payload) -> bool:
    with payload.open() as stream:
        while data := stream.read(1 << 20):
            if data.strip():
                return True
    return False
