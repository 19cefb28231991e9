"""Once a day: whatever is new in the landing folder."""

from dagster import RunRequest, ScheduleEvaluationContext, SkipReason, schedule

from assets.jobs import load
from assets.requests import request
from assets.resources import HomeResource


@schedule(job=load, cron_schedule="0 3 * * *", execution_timezone="UTC")
def daily(context: ScheduleEvaluationContext, home: HomeResource) -> RunRequest | SkipReason:
    """Load new and changed files at three in the morning, UTC."""
    return request(context.instance, home.home)
