"""Publishing: the next warehouse is made beside the live one, checked, and put in its place as a whole.

Where the live file was made by this version, a copy of it is brought up to date; else, and once so much was appended
that the order by article suffers, everything is built anew.  A reader keeps the file it opened; whoever opens next sees
the new one.  A crash leaves the live file as it was and debris that the next publish sweeps.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from warehouse import checks, content, copies, model, query, quote_groups, snapshots, update, windows
from warehouse.content import Content, Held, escaped
from warehouse.home import Busy, Home, copy_file, replace_file
from warehouse.staging import stage
from warehouse.windows import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from warehouse.checks import Outcome

Settings = dict[str, str | bool | int | float | list[str]]
# From 1.2 on DuckDB compresses long texts; older ones can't open the file.
STORAGE = "v1.2.0"
# Everything is sorted anew once more than this share of the articles, and more than so many, were appended.
MOST_APPENDED, FEWEST_APPENDED = 0.25, 2000


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did.

    Attributes:
        path: the live file.
        changed: False where the live file already held exactly this and was left alone.
        fingerprint: SHA-256 over what the file depends on.
        batches: batches of the lake that count.
        files: raw files that count.
        kind: full, incremental, or none where nothing changed.
        outcomes: what each check found; those of the earlier publish are not repeated where nothing changed.
    """

    path: Path
    changed: bool
    fingerprint: str
    batches: int
    files: int
    kind: str = "none"
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """A publish that leads to a file: the row of `meta.runs`, as far as it is known before, and how it is checked."""

    run: str
    kind: str
    reason: str | None
    snapshot: int
    come: int
    gone: int
    articles: int | None
    appended: int


def publish(  # noqa: PLR0913 - all but the first are options
    home: Home,
    *,
    run: str = "next",
    timeout: float = 600.0,
    memory: str = "2GB",
    threads: int = 2,
    keep: int = 1,
    full: bool = False,
) -> Published:
    """Make the warehouse of everything that counts and swap it in; do nothing where the live one is that already.

    Args:
        home: whose lake and ledger are read.
        run: a name for the file while it is made, and for the publish in `meta.runs`.
        timeout: seconds to wait for another publisher.
        memory: how much DuckDB may use before it spills to disk.
        threads: how many threads DuckDB may use.
        keep: how many earlier warehouses to keep as snapshots.
        full: build everything anew, even where the live file could be brought up to date or is current.

    Raises:
        Busy: another process publishes, for longer than `timeout`, or took over while this one slept.
        CheckFailed: a check found rows that break a promise; the live file stays.
        LakeChanged: a batch was written again meanwhile; the live file stays.
    """
    home.create()
    with home.lock("publish", timeout=timeout, machines=True) as lease:
        sweep(home)
        wanted = Content.of(home)
        held = content.held(home.warehouse)
        told = home.warehouse, wanted.fingerprint, len(wanted.manifests), wanted.files
        if held and held.fingerprint == wanted.fingerprint and not full:
            return Published(told[0], False, *told[1:])
        new = home.path / f"{NAME}.{re.sub(r'[^0-9A-Za-z_-]', '-', run)}.duckdb"
        settings: Settings = {"memory_limit": memory, "threads": threads, "temp_directory": str(home.scratch)}
        try:
            kind, outcomes = _make(
                new, home, wanted, held, _Wish(run, full, settings, max(snapshots.listed(home), default=0) + 1)
            )
            wanted.expect(home)
        except BaseException:
            sweep(home)
            raise
        if lease and not lease.is_mine():
            # This process was stopped for so long that it was taken for dead; the file is the successor's to sweep.
            raise Busy(f"another machine publishes {home.path} now: this run was still for too long. Run it again.")
        snapshots.keep(home, held.snapshot if held else None, keep)
        replace_file(new, home.warehouse)
    return Published(told[0], True, *told[1:], kind, tuple(outcomes))


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the caller of `publish` asked for."""

    run: str
    full: bool
    settings: Settings
    snapshot: int


def is_current(home: Home) -> bool:
    """Whether the live file holds everything that counts, made by this version; False where there is none."""
    held = content.held(home.warehouse)
    return held is not None and held.fingerprint == Content.of(home).fingerprint


def outcomes(home: Home) -> list[Outcome]:
    """What the checks found when the live file was published, without the rows.

    Raises:
        NoWarehouse: nothing was published yet.
    """
    found = query.select(home, "SELECT name, title, severity, rows FROM meta.checks ORDER BY name")
    return [checks.Outcome(name, title, severity, rows, (), ()) for name, title, severity, rows in found.rows]


def sweep(home: Home) -> list[str]:
    """Remove half-made warehouses and return their names; only for the holder of the publish lock."""
    debris = sorted(home.path.glob(f"{NAME}.*.duckdb*"))
    debris += sorted(home.path.glob(f"{NAME}.duckdb.wal"))
    for path in debris:
        path.unlink()
    return [path.name for path in debris]


def _make(new: Path, home: Home, wanted: Content, held: Held | None, wish: _Wish) -> tuple[str, list[Outcome]]:
    """Write the file `new`, whole and closed; how it was made, and what the checks found.

    Raises:
        CheckFailed: a check of severity error found rows.
    """
    reason = _reason(held, wish.full)
    if held and not reason:
        made = _update(new, home, wanted, held, wish)
        if made is not None:
            return "incremental", made
        new.unlink(missing_ok=True)
        reason = "much was added since everything was sorted"
    return "full", _build(new, home, wanted, held, wish, reason or "")


def _reason(held: Held | None, full: bool) -> str | None:
    """Why everything has to be built; None where the live file can be brought up to date."""
    if held is None:
        return "there was no warehouse"
    if full:
        return "it was asked for"
    return None if held.version == content.version() else "the code or the SQL is another"


def _build(new: Path, home: Home, wanted: Content, held: Held | None, wish: _Wish, reason: str) -> list[Outcome]:
    with closing(duckdb.connect(config=wish.settings)) as connection:
        connection.execute(f"ATTACH '{escaped(new)}' AS {NAME} (STORAGE_VERSION '{STORAGE}')")
        connection.execute(f"USE {NAME}")
        stage(connection, home.lake, wanted.manifests, wanted.live)
        copies.stage(connection, home, wanted.manifests)
        quote_groups.stage(connection, whole=True)
        with _transaction(connection):
            model.prepare(connection)
            model.fill(connection, model.tables())
            model.describe(connection)
        made = _Run(wish.run, "full", reason, wish.snapshot, len(wanted.manifests), 0, None, 0)
        if held:
            _remember(connection, home)
        return _finish(connection, wanted, made, windows.slices(connection, _articles(connection)))


def _update(new: Path, home: Home, wanted: Content, held: Held, wish: _Wish) -> list[Outcome] | None:
    """What the checks found; None where so much changed that everything is to be built."""
    with closing(duckdb.connect(config=wish.settings)) as connection:
        connection.execute(f"ATTACH '{escaped(home.warehouse)}' AS {NAME} (READ_ONLY)")
        change = update.changes(connection, wanted)
        narrow = update.scope(connection, home.lake, wanted, change)
        appended = held.appended + len(narrow.articles)
        if appended > max(FEWEST_APPENDED, MOST_APPENDED * _articles(connection)):
            return None
        with ThreadPoolExecutor(1) as pool:
            # The copy is written while the lake is looked at: one waits for the disk, the other for the processor.
            copied = pool.submit(copy_file, home.warehouse, new)
            stage(connection, home.lake, wanted.manifests, wanted.live, narrow)
            copies.stage(connection, home, wanted.manifests, update.KEPT)
            quote_groups.stage(connection, whole=False)
            made = update.look(connection)
            copied.result()
        connection.execute("USE memory")
        connection.execute(f"DETACH {NAME}")
        connection.execute(f"ATTACH '{escaped(new)}' AS {NAME}")
        with _transaction(connection):
            update.apply(connection)
        windows.complete(connection, windows.AFTER, made)
        counts = len(change.batches_come), len(change.batches_gone), len(narrow.articles)
        done = _Run(wish.run, "incremental", None, wish.snapshot, *counts, appended)
        return _finish(connection, wanted, done, [windows.AFTER])


def _articles(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute(f"SELECT count(*) FROM {NAME}.main.articles").fetchone()  # noqa: S608 - our own name
    return int(row[0]) if row else 0


def _remember(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Take over the history of the live file; one of another version may have none."""
    connection.execute(f"ATTACH '{escaped(home.warehouse)}' AS earlier (READ_ONLY)")
    connection.execute("INSERT INTO meta.runs BY NAME FROM earlier.meta.runs")
    connection.execute("DETACH earlier")


def _finish(connection: duckdb.DuckDBPyConnection, wanted: Content, done: _Run, databases: list[str]) -> list[Outcome]:
    """Check the warehouse, write down how it was made, and close its file.

    Raises:
        CheckFailed: a check of severity error found rows.
    """
    found = checks.run(connection, databases)
    failed = [outcome for outcome in found if outcome.severity == "error" and not outcome.passed]
    if failed:
        raise checks.CheckFailed(failed)
    with _transaction(connection):
        _record(connection, wanted, done, found)
    connection.execute("USE memory")
    connection.execute(f"DETACH {NAME}")
    return found


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One commit for many small statements; there is no way back but to throw the file away."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


def _record(connection: duckdb.DuckDBPyConnection, wanted: Content, done: _Run, found: list[Outcome]) -> None:
    counts = len(wanted.manifests), wanted.files, done.appended, duckdb.__version__
    made_from = content.version(), wanted.fingerprint
    scope = "all" if done.kind == "full" else "changed"
    by_article = {check.name for check in checks.checks() if check.by == "article"}
    rows: dict[str, list[tuple[object, ...]]] = {
        "publish": [(wanted.fingerprint, content.version(), done.snapshot, *counts)],
        "runs": [(done.snapshot, done.run, done.kind, done.reason, done.come, done.gone, done.articles, *made_from)],
        "inputs": [(part.batch, part.source_path, part.sha256, part.first, part.last) for part in wanted.live],
        "versions": [(m.batch, name, version) for m in wanted.manifests for name, version in m.versions.items()],
        "checks": [(o.name, o.title, o.severity, o.rows, scope if o.name in by_article else "all") for o in found],
    }
    for table, values in rows.items():
        if table != "runs":
            connection.execute(f"TRUNCATE meta.{table}")
        if values:
            # Row by row takes DuckDB half a millisecond each.
            columns = dict(zip(model.META[f"meta.{table}"][1], zip(*values, strict=True), strict=True))
            connection.register("told", pa.table({name: list(column) for name, column in columns.items()}))
            connection.execute(f"INSERT INTO meta.{table} FROM told")
            connection.unregister("told")
