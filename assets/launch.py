"""Running the job in this process, on the home's own Dagster instance, and starting Dagster's pages over it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import configuration

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult

    from assets.resources import Progress
    from warehouse.batches import Batch
    from warehouse.home import Home

_INTERRUPTS = ("DagsterExecutionInterruptedError", "KeyboardInterrupt")

# The events of a run stand in its history; on the terminal they would bury the answer.
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}

# Tag of a run whose trouble is told by the process that started it, so that the daemon does not tell it again.
TOLD = "newswarehouse/told"

# Telemetry would reach for the network, and so would the form that asks newcomers for their address.
INSTANCE = """\
telemetry:
  enabled: false
nux:
  enabled: false
retention:
  schedule:
    purge_after_days: 30
  sensor:
    purge_after_days:
      skipped: 2
      success: 30
      failure: 90
      started: 90
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
    known = configuration.load()
    return {
        "DAGSTER_HOME": str(home.dagster),
        configuration.variable("home"): str(home.path),
        configuration.variable("landing"): str(home.landing),
    } | ({configuration.VARIABLE: str(known.file)} if known.file else {})


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

    from assets import notices, outcomes
    from assets.definitions import build_defs
    from assets.jobs import load
    from assets.partitions import register
    from assets.retention import prune
    from assets.vigil import bury
    from warehouse.ledger import Ledger

    with home.lock("dagster", timeout=60):
        first = DagsterInstance.get()  # makes its tables, which two processes can't do at the same time
    with first as instance:
        job = build_defs(path=str(home.path), landing=str(home.landing), progress=progress).resolve_job_def(load.name)
        with home.lock("dagster", timeout=60):
            tags = register(instance, keys, Ledger(home).batches()) if keys else {}
        only = None if keys else [AssetKey("warehouse")]
        result = job.execute_in_process(
            QUIET, instance, tags=tags | {TOLD: "here"}, asset_selection=only, raise_on_error=False
        )
        if _was_stopped(result):
            raise Stopped
        bury(instance, home)
        prune(instance, home, configuration.load()["keep.run_days"])
        found = outcomes.trouble(instance, result.run_id)
        if found:
            undelivered = notices.send(configuration.load(), "failure", found.splitlines()[0], found)
            raise RunFailed("\n".join([found, *undelivered]))


def _was_stopped(result: ExecuteInProcessResult) -> bool:
    """Whether a step was broken off by Ctrl-C, which Dagster catches and writes down as a failure."""
    steps = [event for event in result.all_events if event.event_type_value == "STEP_FAILURE"]
    errors = [event.step_failure_data.error for event in steps]
    return any(error and error.cls_name in _INTERRUPTS for error in errors)


def pages(home: Home, host: str, port: int) -> None:
    """Become `dagster dev` over this home: pages, schedule and sensor; returns only if it can't be started."""
    root = Path(__file__).resolve().parent.parent
    quiet = "ignore:Function `dev_command`"  # what supersedes it is another package that does the same
    command = [sys.executable, "-W", quiet, "-m", "dagster", "dev", "-m", "assets.definitions", "-d", str(root)]
    os.execve(sys.executable, [*command, "-h", host, "-p", str(port)], os.environ | environment(home))  # noqa: S606 - no shell
