"""A stream that hands on the bytes of another one and hears of each read."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Buffer


class Passing(io.RawIOBase):
    """The bytes of another stream; what is made of it counts them in `taken`."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer; 0 at the end."""
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self.taken(len(data))
        return len(data)

    def taken(self, count: int) -> None:
        """Hear that so many bytes were read."""
