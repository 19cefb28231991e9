"""How long Dagster keeps what its runs logged."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagster import DagsterInstance

    from warehouse.home import Home

_AT_ONCE = 200


def prune(instance: DagsterInstance, home: Home, days: int) -> list[str]:
    """Remove the logs of runs that ended more than so many days ago, and return their ids.

    The runs stay in the list, and what became of each batch stays in the history of its assets, which Dagster keeps
    apart: only so does it still know which batches are done.
    """
    from dagster import DagsterRunStatus, RunsFilter

    ended = [DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]
    before = datetime.now(UTC) - timedelta(days=days)
    pruned = []
    for record in instance.get_run_records(RunsFilter(statuses=ended, created_before=before), limit=_AT_ONCE):
        run = record.dagster_run.run_id
        log = home.dagster / "history" / "runs" / f"{run}.db"
        if log.exists():
            log.unlink()
            shutil.rmtree(home.dagster / "storage" / run, ignore_errors=True)
            pruned.append(run)
    return pruned
