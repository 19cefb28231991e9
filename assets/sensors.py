"""As soon as files come: a look at the landing folder each minute."""

from dagster import RunRequest, SensorEvaluationContext, SkipReason, sensor

from assets.jobs import load
from assets.requests import request
from assets.resources import HomeResource


@sensor(job=load, minimum_interval_seconds=60)
def new_files(context: SensorEvaluationContext, home: HomeResource) -> RunRequest | SkipReason:
    """Load files that are new in the landing folder, or changed; the same files are never asked for twice."""
    return request(context.instance, home.home)
