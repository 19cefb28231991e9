"""Batches of raw files as Dagster partitions, and the ranges of them that one run works on."""

import hashlib
from collections.abc import Sequence

from dagster import DagsterInstance, DynamicPartitionsDefinition

NAME = "batches"
batches = DynamicPartitionsDefinition(name=NAME)

_RANGE_START = "dagster/asset_partition_range_start"
_RANGE_END = "dagster/asset_partition_range_end"


def register(instance: DagsterInstance, keys: Sequence[str]) -> None:
    """Make the batches known to Dagster, in this order; those it knows keep their place."""
    instance.add_dynamic_partitions(NAME, list(keys))


def range_tags(known: Sequence[str], keys: Sequence[str]) -> dict[str, str]:
    """Run tags for the shortest range of the `known` partitions, in their order, that holds all `keys`.

    A batch in between that is done already costs nothing: the stages leave it as it is.
    """
    wanted = set(keys)
    places = [i for i, key in enumerate(known) if key in wanted]
    return {_RANGE_START: known[places[0]], _RANGE_END: known[places[-1]]}


def run_key(keys: Sequence[str]) -> str:
    """The same for the same batches, so that no sensor asks for them twice."""
    return hashlib.sha256(" ".join(sorted(keys)).encode()).hexdigest()[:16]
