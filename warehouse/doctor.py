"""The doctor: what has to be right for a run to succeed, looked at before it is run."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.home import Busy
from warehouse.lease import Lease

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from warehouse.configuration import Configuration
    from warehouse.home import Home

DUCKDB = "1.5.5"
_LEAST_FREE = 2 << 30
_PACKAGES = ("dagster", "pandas", "pyarrow", "spacy", "lightgbm")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what, whether it is well (None: well enough, but know it), what was found."""

    what: str
    well: bool | None
    found: str


def examine(home: Home, known: Configuration) -> Iterator[Finding]:
    """Everything that is looked at, in order; nothing is changed."""
    looks: dict[str, Callable[[Home, Configuration], Finding | list[Finding]]] = {
        "configuration": _configuration,
        "versions": _versions,
        "duckdb": _duckdb,
        "libgomp": _libgomp,
        "model": _model,
        "home": _home,
        "landing": _landing,
        "disk": _disk,
        "locks": _locks,
        "debris": _debris,
        "batches": _batches,
        "warehouse": _warehouse,
    }
    for what, look in looks.items():
        try:
            found = look(home, known)
        except Exception as error:  # noqa: BLE001 - what can't be looked at is a finding too
            found = Finding(what, False, f"{type(error).__name__}: {error}")
        yield from found if isinstance(found, list) else [found]


def _configuration(_: Home, known: Configuration) -> Finding:
    said = ", ".join(f"{key} ({where})" for key, _, where in known.told()) or "nothing; the defaults hold"
    return Finding("configuration", True, f"{known.file or 'no file'}: {said}")


def _versions(*_: object) -> list[Finding]:
    right = sys.version_info[:2] == (3, 12)
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            return [Finding("versions", False, f"{name} is not installed: install from requirements.lock")]
    python = f"{platform.python_version()}{'' if right else ': 3.12 is needed'}"
    return [Finding("python", right, python), Finding("versions", True, ", ".join(found))]


def _duckdb(*_: object) -> list[Finding]:
    import duckdb

    from warehouse import extensions

    right = duckdb.__version__ == DUCKDB
    told = duckdb.__version__ + ("" if right else f": {DUCKDB} is needed, its extensions load into no other")
    fts = extensions.file("fts")
    missing = "not installed: full-text search will not work; install duckdb-extension-fts"
    return [Finding("duckdb", right, told), Finding("fts", True if fts else None, str(fts) if fts else missing)]


def _libgomp(*_: object) -> Finding:
    try:
        import lightgbm  # noqa: F401 - it loads the library, or says that it can't
    except OSError as error:
        return Finding("libgomp", False, f"{error}: install libgomp1 (Debian) or libgomp (Fedora)")
    return Finding("libgomp", True, "found")


def _model(_: Home, known: Configuration) -> Finding:
    from pipelines.language import model

    return Finding("model", True, model.version(known["model"]))


def _home(home: Home, _: Configuration) -> Finding:
    place = next(path for path in (home.path, *home.path.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return Finding("home", False, f"{home.path}: nothing can be written there ({error.strerror})")
    return Finding("home", True, f"{home.path}" + ("" if place == home.path else ": will be made"))


def _landing(home: Home, _: Configuration) -> Finding:
    if not home.landing.is_dir():
        return Finding("landing", False, f"{home.landing}: there is no such folder; name one with --landing")
    readable = os.access(home.landing, os.R_OK | os.X_OK)
    return Finding("landing", readable, f"{home.landing}" + ("" if readable else ": you may not read it"))


def _disk(home: Home, _: Configuration) -> Finding:
    place = next(path for path in (home.path, *home.path.parents) if path.exists())
    free = shutil.disk_usage(place).free
    need = _LEAST_FREE + (home.warehouse.stat().st_size if home.warehouse.exists() else 0)
    enough = free >= need
    advice = "" if enough else f": a publish needs a second warehouse beside the live one, {need >> 20} MB; make room"
    return Finding("disk", enough, f"{free >> 20} MB free{advice}")


def _locks(home: Home, _: Configuration) -> Finding:
    held = []
    for path in sorted(home.path.glob("*.lock")):
        try:
            with home.lock(path.stem):
                pass
        except Busy:
            held.append(f"{path.stem} ({path.read_text(encoding='utf-8').strip() or 'several'})")
    held += [f"{path.stem} ({Lease(path).owner()})" for path in sorted(home.path.glob("*.owner"))]
    return Finding("locks", None if held else True, f"held: {', '.join(held)}" if held else "free")


def _debris(home: Home, _: Configuration) -> Finding:
    found = [*home.path.glob("warehouse.*.duckdb*"), *(home.lake / ".unfinished").glob("*")]
    told = f"{len(found)} half-written files: the next run sweeps them" if found else "none"
    return Finding("debris", None if found else True, told)


def _batches(home: Home, known: Configuration) -> Finding:
    from warehouse import stages
    from warehouse.lake import Lake
    from warehouse.ledger import Ledger

    if not home.ledger.exists():
        return Finding("batches", True, "nothing was run yet")
    ledger = Ledger(home)
    standing = ledger.standing()
    stale = len(stages.stale(Lake(home), ledger, known.settings))
    told = [f"{standing.files} files known"]
    told += [f"{standing.open} batches open: `newswarehouse run` finishes them"] if standing.open else []
    told += [f"{stale} batches made by other code: `newswarehouse reprocess` makes them anew"] if stale else []
    return Finding("batches", True if len(told) == 1 else None, "; ".join(told))


def _warehouse(home: Home, known: Configuration) -> Finding:
    import time

    if not home.warehouse.exists():
        return Finding("warehouse", None, "none yet: `newswarehouse run` makes it")
    hours = (time.time() - Path(home.warehouse).stat().st_mtime) / 3600
    fresh = hours <= known["schedule.fresh_hours"]
    told = f"published {hours:.1f} hours ago" + ("" if fresh else ": look whether new files still arrive")
    return Finding("warehouse", True if fresh else None, told)
