"""Running the job in this process, on the home's own Dagster instance, and starting Dagster's pages over it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagster import DagsterInstance

    from assets.resources import Progress
    from warehouse.batches import Batch
    from warehouse.home import Home

# The events of a run stand in its history; on the terminal they would bury the answer.
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}

# Telemetry would reach for the network, and so would the form that asks newcomers for their address.
INSTANCE = """\
telemetry:
  enabled: false
nux:
  enabled: false
"""


class RunFailed(RuntimeError):  # noqa: N818 - it says what happened
    """A step of the run failed; the message names it and its error."""


class Stopped(Exception):  # noqa: N818 - it says what happened
    """The user stopped the run; the message says what stays and how to go on."""

    def __init__(self) -> None:
        super().__init__(
            "Stopped. The warehouse is as it was, and batches that are done stay done: "
            "`newswarehouse run` goes on from there."
        )


def environment(home: Home) -> dict[str, str]:
    """What a process needs to find the home, its landing folder and its Dagster instance; the folder is made ready."""
    home.create()
    settings = home.dagster / "dagster.yaml"
    if not settings.exists():
        settings.write_text(INSTANCE, encoding="utf-8")
    return {
        "DAGSTER_HOME": str(home.dagster),
        "NEWSWAREHOUSE_HOME": str(home.path),
        "NEWSWAREHOUSE_LANDING": str(home.landing),
    }


def run(home: Home, batches: Iterable[Batch], progress: Progress) -> None:
    """Load the batches and publish; with no batches only publish.

    Raises:
        RunFailed: a step failed.
        Stopped: the user pressed Ctrl-C.
    """
    os.environ.update(environment(home))
    from dagster import DagsterExecutionInterruptedError

    try:
        _run(home, [batch.key for batch in batches], progress)
    except (KeyboardInterrupt, DagsterExecutionInterruptedError):
        raise Stopped from None


def _run(home: Home, keys: list[str], progress: Progress) -> None:
    from dagster import AssetKey, DagsterInstance

    from assets.definitions import build_defs
    from assets.jobs import load
    from assets.partitions import NAME, range_tags, register

    with home.lock("dagster", timeout=60):
        first = DagsterInstance.get()  # makes its tables, which two processes can't do at the same time
    with first as instance:
        defs = build_defs(path=str(home.path), landing=str(home.landing), progress=progress)
        job = defs.resolve_job_def(load.name)
        if keys:
            register(instance, keys)
            tags = range_tags(instance.get_dynamic_partitions(NAME), keys)
            result = job.execute_in_process(QUIET, instance, tags=tags, raise_on_error=False)
        else:
            only = [AssetKey("warehouse")]
            result = job.execute_in_process(QUIET, instance, asset_selection=only, raise_on_error=False)
        if not result.success:
            raise RunFailed(_failure(instance, result.run_id))


def _failure(instance: DagsterInstance, run_id: str) -> str:
    from dagster import DagsterEventType

    for record in instance.get_records_for_run(run_id, of_type=DagsterEventType.STEP_FAILURE).records:
        event = record.event_log_entry.dagster_event
        error = event.step_failure_data.error if event else None
        while error is not None and error.cause is not None:
            error = error.cause
        if event and error:
            return f"step {event.step_key} of run {run_id}: {error.message.strip()}"
    return f"run {run_id} failed before its first step"


def pages(home: Home, host: str, port: int) -> None:
    """Become `dagster dev` over this home: pages, schedule and sensor; returns only if it can't be started."""
    root = Path(__file__).resolve().parent.parent
    quiet = "ignore:Function `dev_command`"  # what supersedes it is another package that does the same
    command = [sys.executable, "-W", quiet, "-m", "dagster", "dev", "-m", "assets.definitions", "-d", str(root)]
    os.execve(sys.executable, [*command, "-h", host, "-p", str(port)], os.environ | environment(home))  # noqa: S606 - no shell
