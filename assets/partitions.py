"""Batches of raw files as Dagster partitions, and the ranges of them that one run works on."""

import hashlib
from collections.abc import Collection, Sequence

from dagster import DagsterInstance, DynamicPartitionsDefinition

NAME = "batches"
batches = DynamicPartitionsDefinition(name=NAME)

_RANGE_START = "dagster/asset_partition_range_start"
_RANGE_END = "dagster/asset_partition_range_end"


def register(instance: DagsterInstance, keys: Sequence[str], planned: Collection[str]) -> dict[str, str]:
    """Make batches known to Dagster, and return the run tags for exactly them.

    A run takes a range of the list, so batches that do not lie side by side in it are moved to its end; what Dagster
    knows of them goes by their names.  Those that are planned no more, because their files changed or went away before
    they were read, leave the list.
    """
    known = list(instance.get_dynamic_partitions(NAME))
    wanted = set(keys)
    for key in known:
        if key not in planned and key not in wanted:
            instance.delete_dynamic_partition(NAME, key)
    known = [key for key in known if key in planned or key in wanted]
    places = [place for place, key in enumerate(known) if key in wanted]
    if len(places) != len(wanted) or places[-1] - places[0] + 1 != len(wanted):
        for place in places:
            instance.delete_dynamic_partition(NAME, known[place])
        instance.add_dynamic_partitions(NAME, list(keys))
        return {_RANGE_START: keys[0], _RANGE_END: keys[-1]}
    return {_RANGE_START: known[places[0]], _RANGE_END: known[places[-1]]}


def run_key(keys: Sequence[str]) -> str:
    """The same for the same batches, so that no sensor asks for them twice."""
    return hashlib.sha256(" ".join(sorted(keys)).encode()).hexdigest()[:16]
