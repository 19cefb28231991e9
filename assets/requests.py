"""What is to be run now: what is due, as a request for a run."""

from dagster import DagsterInstance, RunRequest, SkipReason

from assets.jobs import load
from assets.partitions import register, run_key
from assets.resources import HomeResource
from assets.retention import prune
from assets.vigil import bury
from warehouse import stages, versions


def request(instance: DagsterInstance, home: HomeResource) -> RunRequest | SkipReason:
    """A run of all batches that are due, or why there is none."""
    ledger, settings = home.ledger, home.configuration.settings
    keys = [batch.key for batch in stages.due(ledger, settings=settings)]
    if not keys:
        return SkipReason(f"nothing new in {home.home.landing}")
    bury(instance, home.home)
    prune(instance, home.home, home.configuration["keep.run_days"])
    tags = register(instance, keys, ledger.batches())
    return RunRequest(run_key=run_key([*keys, *versions.deciding(settings).values()]), job_name=load.name, tags=tags)
