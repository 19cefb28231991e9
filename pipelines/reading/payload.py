"""The bytes of a file, decompressed, as a stream that is bounded in every direction."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from pipelines.reading.record import Unreadable

if TYPE_CHECKING:
    from collections.abc import Buffer
    from pathlib import Path

    from pipelines.settings import Settings

GZIP = b"\x1f\x8b"
HEAD = 1 << 16
CHUNK = 1 << 16
# Below this size a file may expand by any factor: pages of few words and much markup compress a hundredfold.
HARMLESS = 1_000_000


class Gunzip(io.RawIOBase):
    """The decompressed bytes of a gzip stream of one or more members.

    Raises Unreadable while reading: `truncated_gzip`, `corrupt_gzip`, or `expands_too_much` once more than `expansion`
    times the compressed bytes (and more than a harmless amount) came out.
    """

    def __init__(self, source: BinaryIO, expansion: int) -> None:
        super().__init__()
        self._source, self._expansion = source, expansion
        self._inflate = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._taken = self._given = 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def close(self) -> None:
        """Close the compressed stream with it."""
        self._source.close()
        super().close()

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer with decompressed bytes; 0 at the end."""
        view = memoryview(buffer).cast("B")
        while True:
            if self._inflate.eof and not self._next_member():
                return 0
            if not self._pending:
                self._refill()
            try:
                data = self._inflate.decompress(self._pending, len(view))
            except zlib.error as error:
                raise Unreadable("decode", "corrupt_gzip", f"The gzip data are damaged: {error}.") from error
            self._pending = self._inflate.unconsumed_tail or self._inflate.unused_data
            if data:
                self._given += len(data)
                self._check_expansion()
                view[: len(data)] = data
                return len(data)

    def _refill(self) -> None:
        self._pending = self._source.read(CHUNK)
        self._taken += len(self._pending)
        if not self._pending and not self._inflate.eof:
            raise Unreadable("decode", "truncated_gzip", f"The gzip data end after {self._taken} bytes, too early.")

    def _next_member(self) -> bool:
        """Whether another member follows; zeros that pad the end are no member."""
        while True:
            self._pending = self._pending.lstrip(b"\0")
            if self._pending:
                self._inflate = zlib.decompressobj(wbits=31)
                return True
            self._pending = self._source.read(CHUNK)
            self._taken += len(self._pending)
            if not self._pending:
                return False

    def _check_expansion(self) -> None:
        if self._given > max(HARMLESS, self._expansion * self._taken):
            raise Unreadable(
                "decode",
                "expands_too_much",
                f"{self._taken} compressed bytes expand to more than {self._expansion} times as many.",
            )


class Payload:
    """A file's content without its compression.  Nothing is opened before it is asked for.

    Every method raises Unreadable, stage decode, where the bytes can't be had.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path, self.settings = path, settings

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file as it lies on the disk, in hex."""
        with self._file() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        with self.open() as stream:
            return stream.read(HEAD)

    def open(self) -> io.BufferedReader:
        """The content as a stream of bytes."""
        file = self._file()
        if file.peek(2)[:2] != GZIP:
            return file
        return io.BufferedReader(Gunzip(file, self.settings.max_expansion), CHUNK)

    def read(self) -> bytes:
        """The whole content.  Raises Unreadable `too_large` above `max_record_bytes`."""
        limit = self.settings.max_record_bytes
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Unreadable("split", "too_large", f"The record is larger than {limit} bytes.")
        return data

    def _file(self) -> io.BufferedReader:
        try:
            if not self.path.is_file():
                what = "is no regular file" if os.path.lexists(self.path) else "does not exist"
                raise Unreadable("decode", "unreadable", f"{self.path.name} {what}.")
            return self.path.open("rb")
        except OSError as error:
            raise Unreadable("decode", "unreadable", f"{self.path.name}: {error.strerror or error}.") from error
