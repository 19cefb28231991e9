"""What Dagster looks after by itself: new files each minute, runs that failed, a warehouse that gets no news."""

from datetime import UTC, datetime

from dagster import (
    AssetKey,
    DagsterRunStatus,
    DefaultSensorStatus,
    RunRequest,
    RunStatusSensorContext,
    SensorEvaluationContext,
    SensorResult,
    SkipReason,
    run_status_sensor,
    sensor,
)

from assets import notices, outcomes
from assets.jobs import load
from assets.launch import TOLD
from assets.requests import request
from assets.resources import HomeResource
from warehouse import configuration

_KNOWN = configuration.load()
_TOLD = DefaultSensorStatus.RUNNING if notices.receivers(_KNOWN) else DefaultSensorStatus.STOPPED
_OFTEN = _KNOWN["schedule.look_seconds"]


@sensor(job=load, minimum_interval_seconds=_OFTEN)
def new_files(context: SensorEvaluationContext, home: HomeResource) -> RunRequest | SkipReason:
    """Load files that are new in the landing folder, or changed; the same files are never asked for twice."""
    return request(context.instance, home)


def _now() -> float:
    return datetime.now(UTC).timestamp()


def _tell(context: RunStatusSensorContext, home: HomeResource) -> SkipReason | None:
    run = context.dagster_run
    found = outcomes.trouble(context.instance, run.run_id)
    if found is None or TOLD in run.tags:
        return SkipReason(f"nothing to tell of run {run.run_id}")
    for line in notices.send(home.configuration, "failure", found.splitlines()[0], found):
        context.log.warning(line)
    return None


@run_status_sensor(run_status=DagsterRunStatus.FAILURE, minimum_interval_seconds=_OFTEN, default_status=_TOLD)
def failed_runs(context: RunStatusSensorContext, home: HomeResource) -> SkipReason | None:
    """Tell whoever is configured of a run that failed."""
    return _tell(context, home)


@run_status_sensor(run_status=DagsterRunStatus.SUCCESS, minimum_interval_seconds=_OFTEN, default_status=_TOLD)
def failed_batches(context: RunStatusSensorContext, home: HomeResource) -> SkipReason | None:
    """Tell whoever is configured of batches that failed in a run that did all else."""
    return _tell(context, home)


@sensor(minimum_interval_seconds=_OFTEN, default_status=_TOLD)
def no_news(context: SensorEvaluationContext, home: HomeResource) -> SensorResult | SkipReason:
    """Tell whoever is configured, once, that the warehouse got nothing new for longer than `schedule.fresh_hours`."""
    event = context.instance.get_latest_materialization_event(AssetKey("warehouse"))
    if event is None:
        return SkipReason("nothing was published yet")
    hours = (_now() - event.timestamp) / 3600
    if hours <= home.configuration["schedule.fresh_hours"] or context.cursor == str(event.timestamp):
        return SkipReason(f"published {hours:.1f} hours ago")
    text = f"The warehouse of {home.home.path} got nothing new for {hours:.0f} hours: look at the landing folder."
    for line in notices.send(home.configuration, "stale", f"nothing new for {hours:.0f} hours", text):
        context.log.warning(line)
    return SensorResult(run_requests=[], cursor=str(event.timestamp))
