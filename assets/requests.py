"""What is to be run now: the open batches of the ledger as a request for a run."""

from dagster import DagsterInstance, RunRequest, SkipReason

from assets.jobs import load
from assets.partitions import NAME, range_tags, register, run_key
from warehouse.home import Home
from warehouse.ledger import Ledger


def request(instance: DagsterInstance, home: Home) -> RunRequest | SkipReason:
    """A run of all open batches, or why there is none."""
    keys = [batch.key for batch in Ledger(home).plan()]
    if not keys:
        return SkipReason(f"nothing new in {home.landing}")
    register(instance, keys)
    tags = range_tags(instance.get_dynamic_partitions(NAME), keys)
    return RunRequest(run_key=run_key(keys), job_name=load.name, tags=tags)
