"""What is known of a file that the file can't say itself: the rows of the `manifest.csv` beside it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from pipelines.reading.record import Unreadable, excerpt
from pipelines.reading.sources import MANIFEST

COLUMNS = ("url", "outlet", "collected_at")
LARGEST = 50_000_000


def manifest_row(path: Path) -> dict[str, str]:
    """The manifest's row for a file: `url`, `outlet`, `collected_at` as far as they are filled in, else empty.

    A missing or broken manifest says nothing.  For many files of one folder keep one `Manifests`, which reads each
    manifest once.
    """
    return Manifests().row(Path(path))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of one manifest by file name, or why it says nothing."""

    rows: dict[str, dict[str, str]]
    fault: Unreadable | None = None


class Manifests:
    """The manifests of the folders met in one call, each read once."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, Manifest] = {}

    def row(self, path: Path) -> dict[str, str]:
        """The row for a file; {} if there is none."""
        return self.beside(path).rows.get(path.name, {})

    def member(self, path: Path, name: str) -> dict[str, str]:
        """The row for a member of an archive, which the manifest names `archive.zip!member`; {} if there is none."""
        return self.beside(path).rows.get(path.name + name, {})

    def beside(self, path: Path) -> Manifest:
        """The manifest in the file's folder."""
        folder = path.parent
        if folder not in self._by_folder:
            self._by_folder[folder] = _read(folder / MANIFEST)
        return self._by_folder[folder]


def _read(path: Path) -> Manifest:
    if not path.is_file():
        return Manifest({})
    data = b""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        return Manifest(_rows(data))
    except (OSError, ValueError, csv.Error) as error:
        message = f"The manifest is ignored: {error}."
        return Manifest({}, Unreadable("parse", "bad_manifest", message, excerpt(data)))


def _rows(data: bytes) -> dict[str, dict[str, str]]:
    if len(data) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST} bytes")
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    if "file" not in (reader.fieldnames or ()):
        raise ValueError("it has no column named file")
    return {
        row["file"]: {name: value.strip() for name in COLUMNS if (value := row.get(name)) and value.strip()}
        for row in reader
        if row["file"]
    }
