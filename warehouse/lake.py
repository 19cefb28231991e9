"""The lake: every batch's frames as Parquet, the system of record from which any warehouse can be built again.

    lake/<frame>/batch=<key>/part-0.parquet
    lake/drafts/<key>.json                      what is written of a batch that is not closed, or not closed again
    lake/batches/<key>.json                     written last; without it the batch does not count

A batch that is made again goes into files of the next number, and counts as it was until it is closed.  The same frames
give the same bytes, whatever the order of their rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from dataclasses import asdict, dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.frame import Frame
from pipelines.frames import FRAMES
from warehouse.home import Busy, Home, replace_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


_KEY = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """What a batch was read from: records `first` up to and without `last` of a raw file, counted from 0.

    `last` is None where the file is read to its end.
    """

    source_path: str
    sha256: str
    first: int = 0
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """One Parquet file of a batch: path relative to the lake, SHA-256 in hex, size in bytes, rows."""

    path: str
    sha256: str
    bytes: int
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """A closed batch: its files by frame, what it was read from, and the versions of what made it."""

    batch: str
    files: dict[str, Stored]
    inputs: tuple[Input, ...]
    versions: dict[str, str]

    def encode(self) -> bytes:
        """Canonical JSON, the same for the same batch."""
        return (json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def decode(cls, data: bytes) -> Manifest:
        """The manifest back from its JSON.

        Raises:
            ValueError, KeyError, TypeError: the bytes are no manifest.
        """
        raw: dict[str, Any] = json.loads(data)
        return cls(
            batch=raw["batch"],
            files={name: Stored(**file) for name, file in raw["files"].items()},
            inputs=tuple(Input(**item) for item in raw["inputs"]),
            versions=dict(raw["versions"]),
        )

    @property
    def sha256(self) -> str:
        """Hash of the manifest, and so of everything the batch holds."""
        return hashlib.sha256(self.encode()).hexdigest()


class LakeChanged(RuntimeError):  # noqa: N818 - it says what happened
    """A batch was written again while it was being published; publishing once more will do."""

    def __init__(self) -> None:
        super().__init__("a batch was written again while it was being published; publish once more")


class Lake:
    """Reads and writes the batches of one home."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.root = home.lake
        self._unfinished = home.lake / ".unfinished"

    def file(self, key: str, name: str, number: int = 0) -> Path:
        """Where the frame `name` of the batch `key` is written first, or for the `number`-th time again.

        Raises:
            KeyError: there is no such frame.
            ValueError: the key could not be a folder's name.
        """
        if not _KEY.fullmatch(key):
            raise ValueError(f"a batch key is 1 to 64 letters, digits, '_' or '-', not {key!r}")
        return self.root / FRAMES[name].name / f"batch={key}" / f"part-{number}.parquet"

    def write(
        self,
        key: str,
        frames: Mapping[str, pd.DataFrame],
        inputs: Iterable[Input] = (),
        versions: Mapping[str, str] | None = None,
    ) -> dict[str, int]:
        """Write frames of one batch, in the order of their keys, and return the rows of each.

        A file that already holds the same bytes is left alone, and one that counts is never touched: another one is
        written beside it.  The frames of one call, with what is said of them, are there together or not at all.

        Args:
            key: the batch.
            frames: frame name to frame, with the columns and types that `pipelines.frames` declares.
            inputs: what they were read from, where that is known already.
            versions: name to version of what made them, where that is known already.
        """
        with self.home.lock("lake", shared=True, timeout=60):
            counted = self.manifest(key)
            states = [state for state in (counted, self.state(key)) if state]
            held = {file.path for state in states for file in state.files.values()}
            stored = {
                name: self._place(key, name, _ordered(FRAMES[name], frame), held) for name, frame in frames.items()
            }
            with self.home.lock("drafts", timeout=60):
                known = self.state(key) or Manifest(key, {}, (), {})
                draft = Manifest(
                    key,
                    known.files | stored,
                    _in_order(inputs) or known.inputs,
                    known.versions | dict(versions or {}),
                )
                if draft != counted:
                    self._write_whole(self._draft(key), draft.encode())
        return {name: file.rows for name, file in stored.items()}

    def _place(self, key: str, name: str, table: pa.Table, held: set[str]) -> Stored:
        """Write one frame where nothing that counts is overwritten."""
        data = _encoded(table)
        for number in count():
            path = self.file(key, name, number)
            stored = Stored(
                path.relative_to(self.root).as_posix(), hashlib.sha256(data).hexdigest(), len(data), table.num_rows
            )
            if path.exists() and path.read_bytes() == data:
                return stored
            if stored.path not in held:
                self._write_whole(path, data)
                sync_folder(path.parent.parent)
                return stored
        raise AssertionError

    def read(self, key: str, name: str, *, newest: bool = False, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """A frame of a batch as it was written, with the declared pandas types, sorted by its key.

        Args:
            key: the batch.
            name: the frame.
            newest: as it was written last, where that does not count yet.
            columns: only these, in the frame's order; None for all.

        Raises:
            FileNotFoundError: the batch has no such frame (yet).
        """
        frame = FRAMES[name]
        state = (None if newest else self.manifest(key)) or self.state(key)
        if state is None or name not in state.files:
            raise FileNotFoundError(f"batch {key} holds no {name} yet")
        wanted = None if columns is None else list(columns)
        table = pq.ParquetFile(self.root / state.files[name].path).read(wanted)
        found = {}
        for column in frame.columns:
            if wanted is not None and column.name not in wanted:
                continue
            values = table.column(column.name)
            if column.kind == "strings":
                found[column.name] = pd.Series(values.to_pylist(), dtype="object")
            else:
                found[column.name] = values.to_pandas().astype(column.dtype)
        return pd.DataFrame(found)

    def close(self, key: str, inputs: Iterable[Input], versions: Mapping[str, str]) -> Manifest:
        """Write the batch's manifest; from here on the batch counts, as it was written last.

        Args:
            key: a batch of which every declared frame is written.
            inputs: what it was read from.
            versions: name to version of whatever made it: code, model, gazetteer.

        Raises:
            FileNotFoundError: a frame is missing.
        """
        with self.home.lock("lake", shared=True, timeout=60), self.home.lock("drafts", timeout=60):
            state = self.state(key)
            if state is None or (missing := sorted(FRAMES.keys() - state.files.keys())):
                raise FileNotFoundError(
                    f"batch {key} can't be closed: {', '.join(missing if state else FRAMES)} missing"
                )
            files = {name: state.files[name] for name in sorted(FRAMES)}
            manifest = Manifest(key, files, _in_order(inputs), {name: versions[name] for name in sorted(versions)})
            path = self._manifest(key)
            data = manifest.encode()
            if not path.exists() or path.read_bytes() != data:
                self._write_whole(path, data)
            self._draft(key).unlink(missing_ok=True)
        return manifest

    def state(self, key: str) -> Manifest | None:
        """What was written last of a batch, whether it counts or not; frames can be missing.  None for nothing."""
        return self._decoded(self._draft(key)) or self.manifest(key)

    def drafts(self) -> list[Manifest]:
        """What is written of batches that are not closed, or not closed again, by key."""
        paths = sorted((self.root / "drafts").glob("*.json"))
        return [draft for path in paths if (draft := self._decoded(path))]

    def closed(self) -> list[Manifest]:
        """Manifests of all batches that count, by key: complete, and their files there in full length."""
        return [manifest for key in self.keys() if (manifest := self.manifest(key))]

    def keys(self) -> list[str]:
        """Keys of all batches that have a manifest, in order."""
        return sorted(path.stem for path in (self.root / "batches").glob("*.json"))

    def manifest(self, key: str) -> Manifest | None:
        """The batch's manifest, or None while the batch does not count."""
        return self._decoded(self._manifest(key))

    def _decoded(self, path: Path) -> Manifest | None:
        """What a manifest or draft says, if every file of it is there in full length."""
        try:
            manifest = Manifest.decode(path.read_bytes())
            whole = all((self.root / file.path).stat().st_size == file.bytes for file in manifest.files.values())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return manifest if whole else None

    def sweep(self) -> list[str]:
        """Remove what killed runs left half-written, and files that a batch made again counts no more.

        Returns:
            Their names; nothing is removed while somebody writes or publishes.
        """
        try:
            with self.home.lock("publish", machines=True), self.home.lock("lake"):
                debris = sorted(self._unfinished.glob("*")) + self._superseded()
                for path in debris:
                    path.unlink()
        except Busy:
            return []
        return [path.name for path in debris]

    def _superseded(self) -> list[Path]:
        closed = self.closed()
        named = {file.path for batch in (*closed, *self.drafts()) for file in batch.files.values()}
        files = (self.file(batch.batch, name).parent.glob("part-*.parquet") for batch in closed for name in FRAMES)
        return [
            path for found in files for path in sorted(found) if path.relative_to(self.root).as_posix() not in named
        ]

    def _write_whole(self, final: Path, data: bytes) -> None:
        for folder in (final.parent, self._unfinished):
            folder.mkdir(parents=True, exist_ok=True)
        temporary = self._unfinished / f"{os.getpid()}-{threading.get_ident()}"
        temporary.write_bytes(data)
        replace_file(temporary, final)

    def _manifest(self, key: str) -> Path:
        return self.root / "batches" / f"{key}.json"

    def _draft(self, key: str) -> Path:
        return self.root / "drafts" / f"{key}.json"


def _in_order(inputs: Iterable[Input]) -> tuple[Input, ...]:
    return tuple(sorted(inputs, key=lambda item: (item.source_path, item.first)))


def _ordered(frame: Frame, rows: pd.DataFrame) -> pa.Table:
    return frame.table(rows).sort_by([(name, "ascending") for name in frame.key])


def _encoded(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data
