"""Zip and tar archives: their members one after the other, each with a bound on what it may grow to."""

from __future__ import annotations

import os
import re
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from pipelines.reading.passing import Passing
from pipelines.reading.payload import CHUNK, HARMLESS, Member, Payload
from pipelines.reading.record import Unreadable
from pipelines.reading.sources import MANIFEST, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from pipelines.settings import Settings

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_USTAR = b"ustar"
# An archive inside an archive is opened, one inside that is not.
DEEPEST = 2
MOST_MEMBERS = 100_000
LARGEST_MEMBER = 4_000_000_000
# Members up to this size stay in memory.
_IN_MEMORY = 8_000_000
_LONGEST_DIRECTORY = 50_000_000
_LONGEST_HEADER = 1_000_000
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a member of an archive: `name` is what follows the file's own name (`!member`, or nothing)."""

    name: str
    payload: Payload
    fault: Unreadable | None = None


@dataclass(slots=True)
class _Opening:
    """What was taken out of one file so far, however deep its archives."""

    settings: Settings
    members: int = 0
    names: set[str] = field(default_factory=set)

    def count(self) -> None:
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise Unreadable("split", "too_many_members", f"The archive has more than {MOST_MEMBERS} members.")


def parts(payload: Payload) -> Iterator[Part]:
    """The file itself, or where it is an archive each member of it; a part that can't be had bears its fault.

    Members whose names are hidden, or that of a manifest, are passed over like such files in a folder.  A part's
    payload holds until the next part is asked for.

    Raises Unreadable where the archive can't be read any further: `corrupt_zip`, `corrupt_tar`, `truncated_tar`,
    `too_many_members`, `empty`.
    """
    return _parts(payload, "", 0, _Opening(payload.settings))


def is_tar(payload: Payload) -> bool:
    """Whether the content is a tar archive, by its magic number."""
    return payload.head[257:262] == _USTAR


def zip_names(payload: Payload) -> list[str]:
    """The names in a zip archive's directory; [] where the file is none, or one that is too large or broken."""
    if not payload.head.startswith(ZIP):
        return []
    try:
        with payload.seekable() as stream, _open_zip(stream) as archive:
            return archive.namelist()
    except Unreadable:
        return []


def is_zip(payload: Payload) -> bool:
    """Whether the content is a zip archive, and no document that is kept in one (Office, OpenDocument, EPUB)."""
    if not payload.head.startswith(ZIP):
        return False
    names = zip_names(payload)
    return "[Content_Types].xml" not in names and names[:1] != ["mimetype"]


def _parts(payload: Payload, name: str, depth: int, opening: _Opening) -> Iterator[Part]:
    try:
        members = _zip if is_zip(payload) else _tar if is_tar(payload) else None
    except Unreadable as fault:
        yield Part(name, payload, fault)
        return
    if members is None:
        yield Part(name, payload)
        return
    if depth == DEEPEST:
        message = "The archive lies in an archive that lies in an archive."
        yield Part(name, payload, Unreadable("split", "nested_too_deep", message))
        return
    try:
        before = opening.members
        for inner, member in members(payload, opening):
            path = f"{name}!{inner}"
            if isinstance(member, Unreadable):
                yield Part(path, payload, member)
            elif path in opening.names:
                message = "A member of this name came before."
                yield Part(path, payload, Unreadable("split", "repeated_member", message))
            else:
                opening.names.add(path)
                yield from _parts(member, path, depth + 1, opening)
        if opening.members == before:
            yield Part(name, payload, Unreadable("split", "empty", "The archive has no member to read."))
    except Unreadable as fault:
        yield Part(name, payload, fault)


def _zip(payload: Payload, opening: _Opening) -> Iterator[tuple[str, Payload | Unreadable]]:
    with payload.seekable() as stream, _open_zip(stream) as archive:
        for info in archive.infolist():
            if info.is_dir() or _is_passed_over(info.filename):
                continue
            opening.count()
            name = printable(Path(info.filename))
            fault = _unsafe(info.filename)
            if info.flag_bits & 1:
                fault = Unreadable("decode", "encrypted", "The member is encrypted.")
            if fault is not None:
                yield name, fault
                continue
            with _spool() as spool:
                yield name, _unzipped(archive, info, spool, payload)


def _open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        _check_directory(stream)
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, struct.error) as error:
        raise Unreadable("decode", "corrupt_zip", f"The zip archive is damaged: {error}.") from error


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a directory that would fill the memory before a single member is read."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read(66_000)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return
    length = _END.unpack_from(tail, at)[5]
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if length == 0xFFFFFFFF and 0 <= wide <= len(tail) - _END_64.size:
        length = _END_64.unpack_from(tail, wide)[8]
    if length > _LONGEST_DIRECTORY:
        raise Unreadable("split", "too_many_members", f"The archive's directory has {length} bytes.")


def _unzipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, spool: IO[bytes], payload: Payload
) -> Payload | Unreadable:
    most = max(HARMLESS, payload.settings.max_expansion * info.compress_size)
    try:
        with archive.open(info) as member:
            return _copied(member, spool, payload, min(most, LARGEST_MEMBER))
    except (NotImplementedError, RuntimeError) as error:
        return Unreadable("decode", "unsupported_compression", f"{error}.")
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        return Unreadable("decode", "corrupt_zip", f"The member is damaged: {error or 'it ends too early'}.")


def _tar(payload: Payload, opening: _Opening) -> Iterator[tuple[str, Payload | Unreadable]]:
    with payload.open() as stream:
        metered = _Metered(stream)
        try:
            with tarfile.open(fileobj=metered, mode="r|", errors="surrogateescape") as archive:
                while (info := archive.next()) is not None:
                    # Extraction by name would keep every header it passes.
                    vars(archive)["members"] = []
                    metered.left = info.size + _LONGEST_HEADER
                    if info.isdir() or _is_passed_over(info.name):
                        continue
                    opening.count()
                    with _spool() as spool:
                        yield printable(Path(info.name)), _untarred(archive, info, spool, payload)
        except tarfile.TarError as error:
            raise Unreadable("decode", "corrupt_tar", f"The tar archive is damaged: {error}.") from error


def _untarred(
    archive: tarfile.TarFile, info: tarfile.TarInfo, spool: IO[bytes], payload: Payload
) -> Payload | Unreadable:
    fault = _unsafe(info.name)
    if fault is not None:
        return fault
    if not info.isreg() or info.issparse():
        return Unreadable("decode", "unreadable", "The member is no regular file.")
    member = archive.extractfile(info)
    if member is None:
        return Unreadable("decode", "unreadable", "The member has no content.")
    found = _copied(member, spool, payload, LARGEST_MEMBER)
    if isinstance(found, Payload) and spool.tell() < info.size:
        raise Unreadable("decode", "truncated_tar", "The tar archive ends too early.")
    return found


def _copied(member: IO[bytes], spool: IO[bytes], payload: Payload, most: int) -> Payload | Unreadable:
    given = 0
    while data := member.read(CHUNK):
        given += len(data)
        if given > most:
            message = f"The member expands to more than {most} bytes."
            return Unreadable("decode", "expands_too_much", message)
        spool.write(data)
    return Member(payload.path, spool, payload.settings)


def _spool() -> AbstractContextManager[IO[bytes]]:
    return SpooledTemporaryFile(max_size=_IN_MEMORY)


def _is_passed_over(name: str) -> bool:
    names = [part for part in name.split("/") if part not in ("", ".", "..")]
    return not names or names[-1] == MANIFEST or any(part.startswith(".") or part == "__MACOSX" for part in names)


def _unsafe(name: str) -> Unreadable | None:
    """Nothing is written under a member's name; one that would lead out of the folder is still no honest name."""
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in re.split(r"[/\\]", name):
        return Unreadable("split", "unsafe_path", "The member's name leads out of the archive.")
    return None


class _Metered(Passing):
    """A stream that gives no more than is `left`: headers of a tar archive are read into memory whole."""

    left = _LONGEST_HEADER

    def taken(self, count: int) -> None:
        """Count.  Raises Unreadable `too_large` where a header is longer than a name can be."""
        self.left -= count
        if self.left < 0:
            raise Unreadable("split", "too_large", "A header of the tar archive is too long.")
