"""Publishing: the next warehouse is built beside the live one, checked, and put in its place as a whole.

A reader keeps the file it opened; whoever opens next sees the new one.  A crash leaves the live file as it was and
debris that the next publish sweeps.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse import checks, copies, model, query
from warehouse.home import Home, replace_file
from warehouse.lake import Lake, LakeChanged
from warehouse.ledger import Ledger, Live
from warehouse.staging import stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from warehouse.checks import Outcome
    from warehouse.lake import Manifest

NAME = "warehouse"
Settings = dict[str, str | bool | int | float | list[str]]


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did.

    Attributes:
        path: the live file.
        changed: False where the live file already held exactly this and was left alone.
        fingerprint: SHA-256 over what the file depends on.
        batches: batches of the lake that count.
        files: raw files that count.
        outcomes: what each check found; those of the earlier publish are not repeated where nothing changed.
    """

    path: Path
    changed: bool
    fingerprint: str
    batches: int
    files: int
    outcomes: tuple[Outcome, ...] = ()

    @property
    def warnings(self) -> tuple[Outcome, ...]:
        """Checks of severity warn that found rows."""
        return tuple(outcome for outcome in self.outcomes if not outcome.passed)


@dataclass(frozen=True, slots=True)
class _Content:
    """What is to be published: parts that count, and the manifests of their batches."""

    live: tuple[Live, ...]
    manifests: tuple[Manifest, ...]

    @property
    def fingerprint(self) -> str:
        batches = [[manifest.batch, manifest.sha256] for manifest in self.manifests]
        parts = [[part.batch, part.source_path, part.sha256, part.first, part.last] for part in self.live]
        content = [duckdb.__version__, model.version(), copies.version(), batches, parts]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def publish(
    home: Home,
    *,
    run: str = "next",
    timeout: float = 600.0,
    keep_failed: bool = False,
    memory: str = "2GB",
    threads: int = 2,
) -> Published:
    """Build the warehouse of everything that counts and swap it in; do nothing where the live one is that already.

    Args:
        home: whose lake and ledger are read.
        run: a name for the file while it is built.
        timeout: seconds to wait for another publisher.
        keep_failed: leave the file that failed a check, as `failed.<run>.duckdb`.
        memory: how much DuckDB may use before it spills to disk.
        threads: how many threads DuckDB may use.

    Raises:
        Busy: another process publishes, for longer than `timeout`.
        CheckFailed: a check found rows that break a promise; the live file stays.
        LakeChanged: a batch was written again meanwhile; the live file stays.
    """
    home.create()
    with home.lock("publish", timeout=timeout):
        sweep(home)
        content = _content(home)
        fingerprint = content.fingerprint
        files = len({part.source_path for part in content.live})
        if _held(home) == fingerprint:
            return Published(home.warehouse, False, fingerprint, len(content.manifests), files)
        new = home.path / f"{NAME}.{re.sub(r'[^0-9A-Za-z_-]', '-', run)}.duckdb"
        settings: Settings = {"memory_limit": memory, "threads": threads, "temp_directory": str(home.scratch)}
        try:
            outcomes = _build(new, home, content, settings)
            _expect(home, content)
        except BaseException as error:
            if keep_failed and isinstance(error, checks.CheckFailed):
                new.replace(home.path / f"failed{new.name.removeprefix(NAME)}")
            sweep(home)
            raise
        replace_file(new, home.warehouse)
    return Published(home.warehouse, True, fingerprint, len(content.manifests), files, tuple(outcomes))


def is_current(home: Home) -> bool:
    """Whether the live file holds everything that counts, made by this version; False where there is none."""
    return _held(home) == _content(home).fingerprint


def outcomes(home: Home) -> list[Outcome]:
    """What the checks found when the live file was published, without the rows.

    Raises:
        NoWarehouse: nothing was published yet.
    """
    found = query.select(home, "SELECT name, title, severity, rows FROM meta.checks ORDER BY name")
    return [checks.Outcome(name, title, severity, rows, (), ()) for name, title, severity, rows in found.rows]


def sweep(home: Home) -> list[str]:
    """Remove half-built warehouses and return their names; only for the holder of the publish lock."""
    debris = sorted(home.path.glob(f"{NAME}.*.duckdb*"))
    debris += sorted(home.path.glob(f"{NAME}.duckdb.wal"))
    for path in debris:
        path.unlink()
    return [path.name for path in debris]


def _content(home: Home) -> _Content:
    live = tuple(Ledger(home).live())
    named = {part.batch for part in live}
    return _Content(live, tuple(manifest for manifest in Lake(home).closed() if manifest.batch in named))


def _expect(home: Home, content: _Content) -> None:
    """Raises LakeChanged if a batch of the content is no longer what it was."""
    lake = Lake(home)
    if any(lake.manifest(manifest.batch) != manifest for manifest in content.manifests):
        raise LakeChanged


def _held(home: Home) -> str | None:
    """The fingerprint that the live file says it has; None where there is none, or none that can be read."""
    if not home.warehouse.exists():
        return None
    try:
        with closing(duckdb.connect()) as connection:
            connection.execute(f"ATTACH '{_escaped(home.warehouse)}' AS {NAME} (READ_ONLY)")
            row = connection.execute(f"SELECT fingerprint FROM {NAME}.meta.publish").fetchone()  # noqa: S608
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def _build(new: Path, home: Home, content: _Content, settings: Settings) -> list[Outcome]:
    """Write the file `new`, whole and closed, and return what the checks found.

    Raises:
        CheckFailed: a check of severity error found rows.
    """
    with closing(duckdb.connect(config=settings)) as connection:
        connection.execute(f"ATTACH '{_escaped(new)}' AS {NAME}")
        connection.execute(f"USE {NAME}")
        stage(connection, home.lake, content.manifests, content.live)
        copies.stage(connection, home, content.manifests)
        with _transaction(connection):
            model.create(connection)
        outcomes = checks.run(connection)
        with _transaction(connection):
            _record(connection, content, outcomes)
        connection.execute("USE memory")
        connection.execute(f"DETACH {NAME}")
    failed = [outcome for outcome in outcomes if outcome.severity == "error" and not outcome.passed]
    if failed:
        raise checks.CheckFailed(failed)
    return outcomes


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One commit for many small statements; there is no way back but to throw the file away."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


def _record(connection: duckdb.DuckDBPyConnection, content: _Content, outcomes: list[Outcome]) -> None:
    rows: dict[str, list[tuple[object, ...]]] = {
        "publish": [
            (
                content.fingerprint,
                len(content.manifests),
                len({part.source_path for part in content.live}),
                duckdb.__version__,
            )
        ],
        "batches": [(manifest.batch, manifest.sha256) for manifest in content.manifests],
        "inputs": [(part.batch, part.source_path, part.sha256, part.first, part.last) for part in content.live],
        "versions": [(m.batch, name, version) for m in content.manifests for name, version in m.versions.items()],
        "checks": [(outcome.name, outcome.title, outcome.severity, outcome.rows) for outcome in outcomes],
    }
    for table, values in rows.items():
        if values:
            marks = ", ".join("?" for _ in values[0])
            connection.executemany(f"INSERT INTO meta.{table} VALUES ({marks})", values)  # noqa: S608 - names above


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
