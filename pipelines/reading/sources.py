"""Which files a call reads, in which order, and what each is called in the frames."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MANIFEST = "manifest.csv"


@dataclass(frozen=True, slots=True)
class SourceRange:
    """Some records of one file: from number `first` up to and without number `last` (None: to the end)."""

    path: Path
    first: int = 0
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, under its name relative to the root (see `printable`), and the half-open range of its records."""

    name: str
    path: Path
    first: int = 0
    last: int | None = None


def sources(paths: Iterable[str | os.PathLike[str] | SourceRange], root: Path | None = None) -> list[Source]:
    """Every file behind `paths`, sorted by name and first record, none twice.

    Folders are walked; hidden files, manifests and links that leave the folder are passed over.

    Args:
        paths: files, folders or ranges.
        root: what names are relative to; None for the one folder given, else the nearest common parent.

    Raises:
        ValueError: a path lies outside `root`.
    """
    given = [path if isinstance(path, SourceRange) else SourceRange(Path(path)) for path in paths]
    wanted = [SourceRange(Path(os.path.abspath(r.path)), r.first, r.last) for r in given]  # noqa: PTH100 - keeps links
    base = Path(os.path.abspath(root)) if root is not None else _common_parent([r.path for r in wanted])  # noqa: PTH100
    found = []
    for item in wanted:
        if not item.path.is_relative_to(base):
            raise ValueError(f"{item.path} lies outside of {base}; give a root that contains every path.")
        files = _walk(item.path) if item.path.is_dir() else [item.path]
        found += [
            Source(printable(file.relative_to(base)), file, item.first, item.last)
            for file in files
            if file.name != MANIFEST
        ]
    return _without_overlap(sorted(found, key=lambda s: (s.name, s.first, s.last is not None, -(s.last or 0))))


def printable(path: Path) -> str:
    """The path with '/' between folders; bytes of a name that are no UTF-8 as backslash escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _common_parent(paths: list[Path]) -> Path:
    folders = [str(path if path.is_dir() else path.parent) for path in paths]
    return Path(os.path.commonpath(folders)) if folders else Path("/")


def _walk(folder: Path) -> Iterator[Path]:
    inside = Path(os.path.realpath(folder))
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(where, name)
            # realpath bears a link that leads to itself; Path.resolve raises.
            leaves = path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside)
            if not name.startswith(".") and not leaves:
                yield path


def _without_overlap(ordered: list[Source]) -> list[Source]:
    """Ranges of one file cut so that no record is read twice."""
    kept: list[Source] = []
    for source in ordered:
        first = source.first
        if kept and kept[-1].name == source.name:
            before = kept[-1].last
            if before is None or (source.last is not None and source.last <= before):
                continue
            first = max(first, before)
        kept.append(Source(source.name, source.path, first, source.last))
    return kept
