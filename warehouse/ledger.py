"""The ledger: which raw files there are, what was read of each, and what of it counts.

One SQLite file.  A raw file is known by its source path and its fingerprint, the hash over its bytes and its manifest
row.  Every fingerprint met makes a version of the file, every version belongs to one or more batches.  Whether a batch
is done is not written here: the lake's manifests say so.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse import scan
from warehouse.batches import Batch, Limits, Part, Wanted, pack
from warehouse.lake import Lake
from warehouse.roots import Roots

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from warehouse.home import Home

# A file written in the moment it was hashed may have changed since without its time telling: git's "racy" files.
_RACY = 2_000_000_000
_WAIT = 60.0
_FILE = (
    *("source_path", "root", "base", "path", "size", "mtime", "ctime", "hashed"),
    *("sha256", "lines", "manifest", "fingerprint"),
)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS roots (name TEXT PRIMARY KEY, path BLOB NOT NULL, relative BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS files (
    source_path TEXT PRIMARY KEY, root TEXT NOT NULL, base BLOB NOT NULL, path BLOB NOT NULL,
    size INTEGER NOT NULL, mtime INTEGER NOT NULL, ctime INTEGER NOT NULL, hashed INTEGER NOT NULL,
    sha256 TEXT NOT NULL, lines INTEGER, manifest TEXT NOT NULL, fingerprint TEXT NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS versions (
    source_path TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL,
    attempt INTEGER NOT NULL, PRIMARY KEY (source_path, version)) STRICT;
CREATE TABLE IF NOT EXISTS parts (
    batch TEXT NOT NULL, source_path TEXT NOT NULL, version INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER,
    PRIMARY KEY (source_path, version, first)) STRICT;
CREATE INDEX IF NOT EXISTS parts_batch ON parts (batch);
"""


@dataclass(frozen=True, slots=True, order=True)
class Live:
    """A part of a batch that counts in the next publish."""

    batch: str
    source_path: str
    sha256: str
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How much the ledger knows: files, files that count, and batches still to be finished."""

    files: int
    live: int
    open: int


class Ledger:
    """The raw files of one home.  Several processes may use it at the same time."""

    def __init__(self, home: Home, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self.home = home
        self.limits = limits
        self.lake = Lake(home)

    def plan(self, paths: Iterable[Path | str] | None = None) -> list[Batch]:
        """Find new and changed files, plan their batches, and return every batch that is still to be finished.

        A batch that an earlier run left behind comes first.  One that was not read yet and whose files changed or went
        away since is planned anew from what is left of it.

        Args:
            paths: files and folders to look at; None for the home's landing folder.

        Raises:
            FileNotFoundError: one of the paths is not there.
        """
        given = [self.home.landing] if paths is None else [Path(path).expanduser() for path in paths]
        missing = [str(path) for path in given if not path.exists()]
        if missing:
            raise FileNotFoundError(f"there is no {', '.join(missing)}: name files or folders that exist")
        with self._transaction() as connection:
            roots = Roots(connection, self.home)
            named = [file for path in given for file in roots.files(path.resolve())]
        known = self._look(named)
        self.lake.sweep()
        with self._transaction() as connection:
            self._remember(connection, known)
            closed = {manifest.batch for manifest in self.lake.closed()}
            self._drop_stale(connection, closed | {draft.batch for draft in self.lake.drafts() if draft.inputs})
            self._add(connection)
            return self._open(connection, closed)

    def batch(self, key: str) -> Batch:
        """The batch of this key, open or closed; its files lie where they were last seen.

        Raises:
            KeyError: no such batch was planned, or its files changed or went away before it was read.
        """
        with self._transaction() as connection:
            found = self._batches(connection, "WHERE p.batch = ?", (key,))
        if not found:
            raise KeyError(f"no batch {key}: its files changed or went away; plan again")
        return found[0]

    def batches(self) -> set[str]:
        """Keys of all batches that are planned or were done."""
        with self._transaction() as connection:
            return {batch for (batch,) in connection.execute("SELECT DISTINCT batch FROM parts")}

    def live(self) -> list[Live]:
        """What counts, by source path and first record: of each file the newest version that is wholly in the lake.

        A file that is gone from its folder still counts; an old version counts until its successor is done.
        """
        closed = {manifest.batch for manifest in self.lake.closed()}
        with self._transaction() as connection:
            rows = connection.execute(
                "SELECT source_path, version, batch, sha256, first, last FROM parts JOIN versions"
                " USING (source_path, version) ORDER BY source_path, version, first"
            ).fetchall()
        versions: dict[str, dict[int, list[Live]]] = {}
        for source_path, version, batch, sha256, first, last in rows:
            part = Live(batch, source_path, sha256, first, last)
            versions.setdefault(source_path, {}).setdefault(version, []).append(part)
        live = []
        for by_version in versions.values():
            done = [number for number, parts in by_version.items() if all(part.batch in closed for part in parts)]
            live += by_version[max(done)] if done else []
        return live

    def retry(self, reasons: Collection[str] | None = None) -> list[str]:
        """Have files with quarantined records read again by the next plan, and return their source paths.

        Args:
            reasons: only files with one of these quarantine reasons; None for any.
        """
        troubled = set()
        live = self.live()
        for batch in sorted({part.batch for part in live}):
            quarantine = self.lake.read(batch, "quarantine")
            if reasons is not None:
                quarantine = quarantine[quarantine["reason"].isin(list(reasons))]
            paths = set(quarantine["source_path"])
            for part in live:
                member = f"{part.source_path}!"
                if part.batch == batch and any(p == part.source_path or p.startswith(member) for p in paths):
                    troubled.add(part.source_path)
        with self._transaction() as connection:
            connection.executemany(
                "UPDATE files SET attempt = attempt + 1 WHERE source_path = ?", [(path,) for path in sorted(troubled)]
            )
        return sorted(troubled)

    def again(self, keys: Collection[str]) -> list[str]:
        """Have batches read again that can't be read as they were, since a file of them changed or went away.

        What is still there of such a batch is read by the next plan; what is gone counts as it was read.

        Returns:
            The source paths that will be read.
        """
        with self._transaction() as connection:
            rows = connection.execute(
                "SELECT batch, source_path, path, v.fingerprint = f.fingerprint AND v.attempt = f.attempt"
                " FROM parts JOIN versions v USING (source_path, version) JOIN files f USING (source_path)"
            ).fetchall()
            there = {(batch, name): current and _exists(path) for batch, name, path, current in rows if batch in keys}
            torn = {batch for (batch, _), is_there in there.items() if not is_there}
            paths = sorted({name for (batch, name), is_there in there.items() if is_there and batch in torn})
            connection.executemany(
                "UPDATE files SET attempt = attempt + 1 WHERE source_path = ?", [(path,) for path in paths]
            )
        return paths

    def standing(self) -> Standing:
        """How many files are known and count, and how many batches are open."""
        live = {part.source_path for part in self.live()}
        closed = {manifest.batch for manifest in self.lake.closed()}
        with self._transaction() as connection:
            files = connection.execute("SELECT count(*) FROM files").fetchone()[0]
            batches = connection.execute("SELECT DISTINCT batch FROM parts").fetchall()
        return Standing(files, len(live), len({batch for (batch,) in batches} - closed))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self.home.create()
        connection = sqlite3.connect(self.home.ledger, timeout=_WAIT, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()

    def _look(self, named: list[tuple[str, str, Path, Path]]) -> list[dict[str, Any]]:
        """Rows of `files` for what is on disk now; only what its stamp can't vouch for is read."""
        with self._transaction() as connection:
            rows = connection.execute("SELECT source_path, size, mtime, ctime, hashed, sha256, lines FROM files")
            before = {row[0]: row[1:] for row in rows}
        manifests: dict[Path, dict[str, str]] = {}
        found = []
        for source_path, root, base, path in named:
            if path.parent not in manifests:
                manifests[path.parent] = scan.manifest_rows(path.parent)
            said = manifests[path.parent].get(path.name, "")
            with suppress(FileNotFoundError):
                row = _looked_at(path, before.get(source_path))
                row |= {"source_path": source_path, "root": root, "base": os.fsencode(base), "manifest": said}
                row["fingerprint"] = hashlib.sha256(f"{row['sha256']}\n{said}".encode()).hexdigest()
                found.append(row)
        return found

    def _remember(self, connection: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
        names = ", ".join(_FILE)
        values = ", ".join(f":{name}" for name in _FILE)
        new = ", ".join(f"{name} = excluded.{name}" for name in _FILE[1:])
        connection.executemany(
            f"INSERT INTO files ({names}) VALUES ({values}) ON CONFLICT (source_path) DO UPDATE SET {new}",  # noqa: S608 - own names
            rows,
        )

    def _drop_stale(self, connection: sqlite3.Connection, read: Collection[str]) -> None:
        """Forget batches that were not read and name a file which is gone or has changed, and all of their versions."""
        rows = connection.execute(
            "SELECT batch, source_path, version, path, versions.fingerprint = files.fingerprint"
            " AND versions.attempt = files.attempt FROM parts JOIN versions USING (source_path, version)"
            " JOIN files USING (source_path)"
        ).fetchall()
        open_rows = [row for row in rows if row[0] not in read]
        stale = {(row[1], row[2]) for row in open_rows if not row[4] or not _exists(row[3])}
        while True:
            batches = {row[0] for row in open_rows if (row[1], row[2]) in stale}
            grown = stale | {(row[1], row[2]) for row in open_rows if row[0] in batches}
            if grown == stale:
                break
            stale = grown
        for table in ("parts", "versions"):
            connection.executemany(
                f"DELETE FROM {table} WHERE source_path = ? AND version = ?",  # noqa: S608 - the two names above
                sorted(stale),
            )

    def _add(self, connection: sqlite3.Connection) -> None:
        """Plan every file that exists and whose newest version is not what it holds now."""
        rows = connection.execute(
            "SELECT f.source_path, f.root, f.sha256, f.fingerprint, f.attempt, f.size, f.lines, f.path,"
            " coalesce((SELECT max(version) FROM versions v WHERE v.source_path = f.source_path), 0) AS newest"
            " FROM files f WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.source_path = f.source_path"
            " AND v.version = newest AND v.fingerprint = f.fingerprint AND v.attempt = f.attempt)"
            " ORDER BY f.source_path"
        ).fetchall()
        wanted = {row[0]: Wanted(*row[:7]) for row in rows if _exists(row[7])}
        version = {row[0]: row[8] + 1 for row in rows}
        connection.executemany(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?)",
            [(w.source_path, version[w.source_path], w.sha256, w.fingerprint, w.attempt) for w in wanted.values()],
        )
        connection.executemany(
            "INSERT INTO parts VALUES (?, ?, ?, ?, ?)",
            [
                (key, part.file.source_path, version[part.file.source_path], part.first, part.last)
                for key, parts in pack(wanted.values(), self.limits)
                for part in parts
            ],
        )

    def _open(self, connection: sqlite3.Connection, closed: Collection[str]) -> list[Batch]:
        """Batches not in the lake yet, in the order they were planned."""
        return [batch for batch in self._batches(connection) if batch.key not in closed]

    def _batches(self, connection: sqlite3.Connection, where: str = "", values: tuple[str, ...] = ()) -> list[Batch]:
        # A file that took back an earlier content has two versions in the same batch.
        rows = connection.execute(
            "SELECT p.batch, f.root, f.base, p.source_path, f.path, v.sha256, p.first, p.last FROM parts p"  # noqa: S608 - own clauses
            f" JOIN versions v USING (source_path, version) JOIN files f USING (source_path) {where}"
            " GROUP BY p.batch, p.source_path, p.first ORDER BY min(p.rowid)",
            values,
        )
        origins: dict[str, tuple[str, bytes]] = {}
        parts: dict[str, list[Part]] = {}
        for key, root, base, source_path, path, sha256, first, last in rows:
            origins.setdefault(key, (root, base))
            parts.setdefault(key, []).append(Part(source_path, Path(os.fsdecode(path)), sha256, first, last))
        return [
            Batch(key, Path(os.fsdecode(base)), f"{root}/" if root else "", tuple(parts[key]))
            for key, (root, base) in origins.items()
        ]


def _looked_at(path: Path, before: tuple[Any, ...] | None) -> dict[str, Any]:
    """What is on disk under the path; `before` is what was found last time: size, mtime, ctime, hashed, sha256, lines.

    Raises:
        FileNotFoundError: it is gone.
    """
    now = time.time_ns()
    stamp = scan.Stamp.of(path)
    if before and before[:3] == (stamp.size, stamp.mtime, stamp.ctime) and stamp.newest() < before[3] - _RACY:
        _, _, _, now, sha256, lines = before
    else:
        content = scan.Content.of(path)
        sha256, lines = content.sha256, content.lines
    return {
        "path": os.fsencode(path),
        "size": stamp.size,
        "mtime": stamp.mtime,
        "ctime": stamp.ctime,
        "hashed": now,
        "sha256": sha256,
        "lines": lines,
    }


def _exists(path: bytes) -> bool:
    return Path(os.fsdecode(path)).is_file()
