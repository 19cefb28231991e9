"""Batches: how new files are packed together, large ones split, and what each batch is called."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.frames import FRAMES
from warehouse.lake import Input

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

MOST_RECORDS = 2000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a batch may hold; a single file that holds more bytes, and can't be split, is a batch of its own."""

    records: int = MOST_RECORDS
    files: int = 1000
    bytes: int = 64 << 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be read: where it is, what it holds, and how often it was asked for again.

    `root` names the folder that was given, '' for the landing folder; `fingerprint` covers the file's bytes and its
    manifest row; `lines` is None unless the file is JSON Lines.
    """

    source_path: str
    root: str
    sha256: str
    fingerprint: str
    attempt: int
    size: int
    lines: int | None


@dataclass(frozen=True, slots=True)
class Slice:
    """The records of a wanted file from `first` up to and without `last` (None: to the end)."""

    file: Wanted
    first: int = 0
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Records `first` up to and without `last` of a raw file (None: to the end), and where the file lies now."""

    source_path: str
    path: Path
    sha256: str
    first: int = 0
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Raw files, or a part of one, that are read and annotated together.

    Attributes:
        key: made from the content, so that the same files make the same batch.
        root: the folder that the reader's paths are relative to.
        prefix: what stands before such a path in `source_path`; '' for the landing folder.
        parts: what to read, by source path and first record.
    """

    key: str
    root: Path
    prefix: str
    parts: tuple[Part, ...]

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What the batch's manifest says it was read from."""
        return tuple(Input(part.source_path, part.sha256, part.first, part.last) for part in self.parts)

    def named(self, frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """The frames with `prefix` before every source path, as the warehouse calls the files."""
        return {
            name: frame.assign(source_path=self.prefix + frame["source_path"])
            if self.prefix and "source_path" in FRAMES[name].names
            else frame
            for name, frame in frames.items()
        }


def pack(files: Iterable[Wanted], limits: Limits) -> Iterator[tuple[str, list[Slice]]]:
    """Key and slices of each batch.  Small files of one root go together in order, a large file is split by records."""
    pending: list[Slice] = []
    for file in sorted(files, key=lambda item: (item.root, item.source_path)):
        if file.lines is not None and file.lines > limits.records:
            yield from ((_key([part]), [part]) for part in _split(file, file.lines, limits.records))
            continue
        if pending and not _fits(pending, file, limits):
            yield _key(pending), pending
            pending = []
        pending.append(Slice(file))
    if pending:
        yield _key(pending), pending


def _split(file: Wanted, lines: int, records: int) -> Iterator[Slice]:
    starts = range(0, lines, records)
    for first in starts:
        yield Slice(file, first, None if first == starts[-1] else first + records)


def _fits(pending: list[Slice], file: Wanted, limits: Limits) -> bool:
    records = sum(part.file.lines or 1 for part in pending) + (file.lines or 1)
    return (
        pending[0].file.root == file.root
        and len(pending) < limits.files
        and records <= limits.records
        and sum(part.file.size for part in pending) + file.size <= limits.bytes
    )


def _key(parts: list[Slice]) -> str:
    content = [
        [part.file.source_path, part.file.fingerprint, part.file.attempt, part.first, part.last] for part in parts
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
