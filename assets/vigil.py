"""Which runs are still alive: one whose process was killed would stand in Dagster's list as started for ever."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dagster import DagsterInstance

    from warehouse.home import Home


def begin(home: Home, run: str) -> int:
    """Show that the run is alive, until `end` or the end of the process; returns what `end` needs."""
    path = _file(home, run)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def end(home: Home, run: str, descriptor: int) -> None:
    """The run is over."""
    _file(home, run).unlink(missing_ok=True)
    os.close(descriptor)


def bury(instance: DagsterInstance, home: Home) -> list[str]:
    """Have Dagster count runs as failed whose process is no more, and return their ids."""
    from dagster import DagsterRunStatus, RunsFilter

    dead = []
    for run in instance.get_runs(RunsFilter(statuses=[DagsterRunStatus.STARTED])):
        if _is_dead(_file(home, run.run_id)):
            instance.report_run_failed(run, "Its process was killed; batches that are done stay done.")
            _file(home, run.run_id).unlink(missing_ok=True)
            dead.append(run.run_id)
    return dead


def _file(home: Home, run: str) -> Path:
    return home.dagster / "alive" / run


def _is_dead(path: Path) -> bool:
    """Whether the run began, did not end, and nobody holds its file."""
    with suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True
    return False
