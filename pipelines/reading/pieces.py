"""Files of many documents cut at the marks that begin one, while they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.reading.payload import CHUNK
from pipelines.reading.record import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

# No mark is longer, so that one which lies across two reads is found.
LONGEST_MARK = 400


def pieces(payload: Payload, mark: re.Pattern[bytes]) -> Iterator[bytes | Unreadable]:
    """The bytes from each mark to the next; what stands before the first is left out.

    A piece above `max_record_bytes` comes as its fault, and the one behind it as usual.
    """
    limit = payload.settings.max_record_bytes
    held, begun, scanned, oversize = bytearray(), False, 0, False
    with payload.open() as stream:
        while True:
            data = stream.read(CHUNK)
            held += data
            sure = len(held) - LONGEST_MARK if data else len(held)
            while (match := mark.search(held, scanned)) and (match.start() < sure or not data):
                if begun:
                    yield _too_large(limit) if oversize else bytes(held[: match.start()])
                del held[: match.start()]
                begun, oversize = True, False
                sure -= match.start()
                scanned = match.end() - match.start()
            if not data:
                break
            scanned = max(scanned, sure, 0)
            if len(held) > limit + LONGEST_MARK or not begun:
                oversize = begun
                del held[: max(0, sure)]
                scanned = 0
    if begun:
        yield _too_large(limit) if oversize or len(held) > limit else bytes(held)


def _too_large(limit: int) -> Unreadable:
    return Unreadable("split", "too_large", f"The record is larger than {limit} bytes.")
