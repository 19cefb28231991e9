"""Once a day: whatever is new in the landing folder."""

from dagster import RunRequest, ScheduleEvaluationContext, SkipReason, schedule

from assets.jobs import load
from assets.requests import request
from assets.resources import HomeResource
from warehouse import configuration

_KNOWN = configuration.load()


@schedule(
    job=load,
    cron_schedule=_KNOWN["schedule.cron"],
    execution_timezone=_KNOWN["schedule.timezone"],
    description="Load new and changed files, at three in the morning, UTC, unless configured otherwise.",
)
def daily(context: ScheduleEvaluationContext, home: HomeResource) -> RunRequest | SkipReason:
    """Load new and changed files."""
    return request(context.instance, home)
