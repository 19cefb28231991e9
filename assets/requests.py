"""What is to be run now: the open batches of the ledger as a request for a run."""

from dagster import DagsterInstance, RunRequest, SkipReason

from assets.jobs import load
from assets.partitions import register, run_key
from assets.resources import HomeResource
from assets.retention import prune


def request(instance: DagsterInstance, home: HomeResource) -> RunRequest | SkipReason:
    """A run of all open batches, or why there is none."""
    ledger = home.ledger
    keys = [batch.key for batch in ledger.plan()]
    if not keys:
        return SkipReason(f"nothing new in {home.home.landing}")
    prune(instance, home.home, home.configuration["keep.run_days"])
    tags = register(instance, keys, ledger.batches())
    return RunRequest(run_key=run_key(keys), job_name=load.name, tags=tags)
