"""Raw files on disk: which there are, what they hold, and what the manifest beside them says of each.

Keep out: what is already known of a file, which is the ledger's to remember.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.reading.manifest import Manifests
from pipelines.reading.sources import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
# How many lines may be broken before one tells that the file is JSON Lines.
_NEAR = 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says of a file without opening it: size in bytes, times in nanoseconds."""

    size: int
    mtime: int
    ctime: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of an existing file.

        Raises:
            OSError: it can't be looked at.
        """
        info = path.stat()
        return cls(info.st_size, info.st_mtime_ns, info.st_ctime_ns)

    def newest(self) -> int:
        """The later of both times."""
        return max(self.mtime, self.ctime)


@dataclass(frozen=True, slots=True)
class Content:
    """SHA-256 of the bytes in hex ('' for a file that can't be opened), and the lines of JSON Lines (else None)."""

    sha256: str
    lines: int | None = None

    @classmethod
    def of(cls, path: Path) -> Content:
        """Read the file once, in bounded memory; a file that can't be opened is no error here."""
        digest = hashlib.sha256()
        newlines, last, json_lines = 0, b"", False
        try:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    json_lines = json_lines or (not last and _opens_json_lines(chunk))
                    digest.update(chunk)
                    newlines += chunk.count(b"\n")
                    last = chunk[-1:]
        except OSError:
            return cls("")
        return cls(digest.hexdigest(), newlines + (last != b"\n") if json_lines else None)


def _opens_json_lines(head: bytes) -> bool:
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", _NEAR)[:_NEAR]
    return lines[0].startswith(b"{") and any(line.startswith(b"{") and line.rstrip().endswith(b"}") for line in lines)


def files(given: Path, *, without: Path) -> Iterator[tuple[Path, list[str]]]:
    """Folders under `given` with the names of their raw files, in order; for a file, its folder with its name.

    Hidden files and folders, manifests, whatever is no regular file, links that lead out of `given`, and the folder
    `without` are left out.
    """
    if not given.is_dir():
        yield given.parent, [given.name]
        return
    for folder, subfolders, names in os.walk(given):
        here = Path(folder)
        subfolders[:] = sorted(name for name in subfolders if name[0] != "." and here / name != without)
        raw = [name for name in sorted(names) if _is_raw(here / name, given)]
        if raw:
            yield here, raw


def _is_raw(path: Path, given: Path) -> bool:
    if path.name[0] == "." or path.name == MANIFEST:
        return False
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            return path.is_file() and path.resolve().is_relative_to(given)
    except (OSError, RuntimeError):
        return False
    return stat.S_ISREG(mode)


def manifest_rows(folder: Path) -> dict[str, str]:
    """File name to what the folder's manifest.csv says of it, as canonical JSON; {} for a manifest that is broken.

    What it says of the members of an archive (`archive.zip!member`) belongs to the archive.
    """
    rows = Manifests().beside(folder / MANIFEST).rows
    said = {name: json.dumps(row, sort_keys=True) for name, row in rows.items()}
    members: dict[str, list[str]] = {}
    for name in sorted(rows):
        # A '!' can also be a letter of the file's own name.
        for at in (at for at, letter in enumerate(name) if letter == "!"):
            members.setdefault(name[:at], []).append(f"\n{name[at:]}\t{said[name]}")
    return said | {name: said.get(name, "") + "".join(lines) for name, lines in members.items()}
