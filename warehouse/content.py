"""What is to be published: the parts of batches that count, and the fingerprint of a warehouse made from them."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import duckdb

from warehouse import copies, model
from warehouse.lake import Lake, LakeChanged
from warehouse.ledger import Ledger, Live

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.home import Home
    from warehouse.lake import Manifest


@dataclass(frozen=True)
class Content:
    """Parts that count, and the manifests of their batches."""

    live: tuple[Live, ...]
    manifests: tuple[Manifest, ...]

    @classmethod
    def of(cls, home: Home) -> Content:
        """What counts now."""
        live = tuple(Ledger(home).live())
        named = {part.batch for part in live}
        return cls(live, tuple(manifest for manifest in Lake(home).closed() if manifest.batch in named))

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same content made by the same code."""
        batches = [[manifest.batch, manifest.sha256] for manifest in self.manifests]
        parts = [[part.batch, part.source_path, part.sha256, part.first, part.last] for part in self.live]
        return hashlib.sha256(json.dumps([version(), batches, parts]).encode()).hexdigest()

    @property
    def files(self) -> int:
        """How many raw files count."""
        return len({part.source_path for part in self.live})

    @cached_property
    def parts(self) -> dict[tuple[str, str], str]:
        """Batch and raw file of what counts, to the hash of the batch's manifest."""
        hashes = {manifest.batch: manifest.sha256 for manifest in self.manifests}
        return {(part.batch, part.source_path): hashes[part.batch] for part in self.live}

    def expect(self, home: Home) -> None:
        """Raises LakeChanged if a batch is no longer what it was."""
        lake = Lake(home)
        if any(lake.manifest(manifest.batch) != manifest for manifest in self.manifests):
            raise LakeChanged


@dataclass(frozen=True, slots=True)
class Held:
    """What a published file says of itself in `meta.publish`."""

    fingerprint: str
    version: str
    snapshot: int
    appended: int


def version() -> str:
    """Hash over everything that a file depends on besides the lake."""
    return hashlib.sha256(json.dumps([duckdb.__version__, model.version(), copies.version()]).encode()).hexdigest()


def held(file: Path) -> Held | None:
    """What the file says of itself; None where there is none, or none of this kind that can be read."""
    if not file.exists():
        return None
    try:
        with closing(duckdb.connect()) as connection:
            connection.execute(f"ATTACH '{escaped(file)}' AS held (READ_ONLY)")
            row = connection.execute(
                "SELECT fingerprint, version, snapshot, appended FROM held.meta.publish"
            ).fetchone()
    except duckdb.Error:
        return None
    return Held(*row) if row else None


def escaped(path: Path) -> str:
    """The path as it may stand between single quotes in SQL."""
    return str(path).replace("'", "''")
