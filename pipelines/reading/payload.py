"""The bytes of a file, decompressed, as a stream that is bounded in every direction."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from functools import cached_property
from typing import IO, TYPE_CHECKING, BinaryIO

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

    def seekable(self) -> BinaryIO:
        """The content as a stream that can be read in any order.  Raises like `read` for compressed content."""
        file = self._file()
        if file.peek(2)[:2] != GZIP:
            return file
        file.close()
        return io.BytesIO(self.read())

    def _file(self) -> io.BufferedReader:
        try:
            if not self.path.is_file():
                there = os.path.lexists(self.path)
                what = "is no regular file: name a file or a folder" if there else "does not exist: check the path"
                raise Unreadable("decode", "unreadable", f"{self.path.name} {what}.")
            return self.path.open("rb")
        except OSError as error:
            raise Unreadable("decode", "unreadable", f"{self.path.name}: {advice(error)}") from error


def advice(error: OSError) -> str:
    """What went wrong with a file, and what to do about it."""
    if isinstance(error, PermissionError):
        return "It may not be read: give this user the permission to read it."
    return f"Reading failed ({error.strerror or error}): check the disk or share that it is on, then read it again."


class Member(Payload):
    """The content of an archive's member, laid out in a temporary file of its own."""

    def __init__(self, path: Path, spool: IO[bytes], settings: Settings) -> None:
        super().__init__(path, settings)
        self._spool = spool

    def _file(self) -> io.BufferedReader:
        return io.BufferedReader(_View(self._spool), CHUNK)


class _View(io.RawIOBase):
    """A reader with a position of its own on a file that others read too."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._source, self._position = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position}.get(whence)
        self._position = max(0, base + offset) if base is not None else self._source.seek(offset, os.SEEK_END)
        return self._position

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        self._source.seek(self._position)
        data = self._source.read(len(view))
        view[: len(data)] = data
        self._position += len(data)
        return len(data)
