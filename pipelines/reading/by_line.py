"""Files with a record a line: cut in bounded memory, a broken line broken alone."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from pipelines.reading.record import RawRecord, Unreadable, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedReader

    from pipelines.reading.payload import Payload


def split(payload: Payload, reader: str, make: Callable[[int, bytes], RawRecord]) -> Iterator[RawRecord]:
    """A record for every line that is not blank.

    Args:
        payload: the file.
        reader: name of the reader, for the records that could not be made.
        make: the record of a line's number and bytes without the line end; may raise Unreadable.
    """
    limit = payload.settings.max_record_bytes
    with payload.open() as stream:
        for number, line in lines(stream, limit):
            if line is None:
                fault = Unreadable("split", "too_large", f"The line is larger than {limit} bytes.")
                yield RawRecord(number, reader, None, fault=fault)
                continue
            data = line.rstrip(b"\r\n")
            try:
                yield make(number, data)
            except Unreadable as fault:
                yield RawRecord(number, reader, identity(data), fault=fault)


def lines(stream: BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of every line that is not blank; None for a line above the limit, which is skipped over."""
    number, first = 0, True
    while line := stream.readline(limit + 2):
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        if len(line) > limit + 1 and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif not line.strip():
            continue
        else:
            yield number, line
        number += 1
