"""The lake: every batch's frames as Parquet, the system of record from which any warehouse can be built again.

    lake/<frame>/batch=<key>/part-0.parquet
    lake/batches/<key>.json                     written last; without it the batch does not count

The same frames give the same bytes, whatever the order of their rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.frames import FRAMES, Frame
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

    def file(self, key: str, name: str) -> Path:
        """Where the frame `name` of the batch `key` is, or will be.

        Raises:
            KeyError: there is no such frame.
            ValueError: the key could not be a folder's name.
        """
        if not _KEY.fullmatch(key):
            raise ValueError(f"a batch key is 1 to 64 letters, digits, '_' or '-', not {key!r}")
        return self.root / FRAMES[name].name / f"batch={key}" / "part-0.parquet"

    def write(self, key: str, frames: Mapping[str, pd.DataFrame]) -> dict[str, int]:
        """Write frames of one batch, in the order of their keys, and return the rows of each.

        A file that already holds the same bytes is left alone.  One that changes takes the batch's manifest away
        first: from then on the batch is open again.

        Args:
            key: the batch.
            frames: frame name to frame, with the columns and types that `pipelines.frames` declares.
        """
        rows = {}
        with self.home.lock("lake", shared=True, timeout=60):
            for name, frame in frames.items():
                table = _ordered(FRAMES[name], frame)
                self._write(self.file(key, name), key, _encoded(table))
                rows[name] = table.num_rows
        return rows

    def _write(self, final: Path, key: str, data: bytes) -> None:
        if final.exists() and final.read_bytes() == data:
            return
        self._manifest(key).unlink(missing_ok=True)
        self._write_whole(final, data)
        sync_folder(final.parent.parent)

    def read(self, key: str, name: str) -> pd.DataFrame:
        """A frame of a batch as it was written, with the declared pandas types, sorted by its key.

        Raises:
            FileNotFoundError: the batch has no such frame (yet).
        """
        frame = FRAMES[name]
        table = pq.ParquetFile(self.file(key, name)).read()
        columns = {}
        for column in frame.columns:
            values = table.column(column.name)
            if column.kind == "strings":
                columns[column.name] = pd.Series(values.to_pylist(), dtype="object")
            else:
                columns[column.name] = values.to_pandas().astype(column.dtype)
        return pd.DataFrame(columns)

    def close(self, key: str, inputs: Iterable[Input], versions: Mapping[str, str]) -> Manifest:
        """Write the batch's manifest; from here on the batch counts.

        Args:
            key: a batch of which every declared frame is written.
            inputs: what it was read from.
            versions: name to version of whatever made it: code, model, gazetteer.

        Raises:
            FileNotFoundError: a frame is missing.
        """
        with self.home.lock("lake", shared=True, timeout=60):
            manifest = Manifest(
                batch=key,
                files={name: self._stored(self.file(key, name)) for name in sorted(FRAMES)},
                inputs=tuple(sorted(inputs, key=lambda item: (item.source_path, item.first))),
                versions={name: versions[name] for name in sorted(versions)},
            )
            path = self._manifest(key)
            data = manifest.encode()
            if not path.exists() or path.read_bytes() != data:
                self._write_whole(path, data)
        return manifest

    def _stored(self, path: Path) -> Stored:
        data = path.read_bytes()
        return Stored(
            path=path.relative_to(self.root).as_posix(),
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            rows=pq.read_metadata(path).num_rows,
        )

    def closed(self) -> list[Manifest]:
        """Manifests of all batches that count, by key: complete, and their files there in full length."""
        return [manifest for key in self.keys() if (manifest := self.manifest(key))]

    def keys(self) -> list[str]:
        """Keys of all batches that have a manifest, in order."""
        return sorted(path.stem for path in (self.root / "batches").glob("*.json"))

    def manifest(self, key: str) -> Manifest | None:
        """The batch's manifest, or None while the batch does not count."""
        try:
            manifest = Manifest.decode(self._manifest(key).read_bytes())
            whole = all((self.root / file.path).stat().st_size == file.bytes for file in manifest.files.values())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return manifest if whole else None

    def sweep(self) -> list[str]:
        """Remove the half-written files of killed runs and return their names; none while somebody writes."""
        try:
            with self.home.lock("lake"):
                debris = sorted(self._unfinished.glob("*"))
                for path in debris:
                    path.unlink()
        except Busy:
            return []
        return [path.name for path in debris]

    def _write_whole(self, final: Path, data: bytes) -> None:
        for folder in (final.parent, self._unfinished):
            folder.mkdir(parents=True, exist_ok=True)
        temporary = self._unfinished / f"{os.getpid()}-{threading.get_ident()}"
        temporary.write_bytes(data)
        replace_file(temporary, final)

    def _manifest(self, key: str) -> Path:
        return self.root / "batches" / f"{key}.json"


def _ordered(frame: Frame, rows: pd.DataFrame) -> pa.Table:
    return frame.table(rows).sort_by([(name, "ascending") for name in frame.key])


def _encoded(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data
