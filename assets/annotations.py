"""Entities, quotes and locations, by batch: three assets of one parse."""

from collections.abc import Iterator

from dagster import (
    AssetCheckResult,
    AssetExecutionContext,
    AssetKey,
    AssetSpec,
    BackfillPolicy,
    MaterializeResult,
    ResourceParam,
    multi_asset,
)

from assets.articles import articles
from assets.checks import check_spans, spans_check
from assets.metadata import counted, preview, schema
from assets.partitions import batches
from assets.resources import HomeResource, Progress, teller
from warehouse import stages
from warehouse.lake import Lake
from warehouse.ledger import Ledger

# Asset: the frame it is shown by, the frames it holds, the columns of its preview, what it is.
ASSETS = {
    "entities": (
        "entity_mentions",
        ("entity_mentions", "entities"),
        ("text", "label", "kind", "entity_id", "role", "age"),
        "People, organisations and other names: each mention, and whom it names.",
    ),
    "quotes": (
        "quotes",
        ("quotes",),
        ("speaker", "kind", "text", "cue", "confidence"),
        "Reported speech: the words, the speaker, and what the text says the speaker is.",
    ),
    "locations": (
        "location_mentions",
        ("location_mentions", "locations", "article_focus"),
        ("text", "kind", "location_id", "confidence", "candidates"),
        "Places: each mention, the place it names, and the countries an article is about.",
    ),
}
SPECS = [
    AssetSpec(name, deps=[articles], description=what, metadata=schema(frame), group_name="news", kinds={"spacy"})
    for name, (frame, _, _, what) in ASSETS.items()
]


@multi_asset(
    specs=SPECS,
    check_specs=[spans_check(name) for name in ASSETS],
    partitions_def=batches,
    backfill_policy=BackfillPolicy.single_run(),
)
def annotations(
    context: AssetExecutionContext, home: HomeResource, progress: ResourceParam[Progress]
) -> Iterator[MaterializeResult | AssetCheckResult]:
    """Parse each English article once and find entities, quotes and locations in it."""
    lake = Lake(home.home)
    keys = []
    for batch in stages.unfinished(lake, Ledger(home.home), context.partition_keys):
        keys.append(key := batch.key)
        rows = stages.annotate_batch(lake, batch, tell=teller(progress, "annotate"))
        for name, (main, frames, columns, _) in ASSETS.items():
            shown = counted({frame: rows[frame] for frame in frames}, main)
            shown["preview"] = preview(lake, key, main, columns)
            context.add_asset_metadata(shown, asset_key=AssetKey(name), partition_key=key)
    yield from (MaterializeResult(asset_key=name) for name in ASSETS)
    yield from (check_spans(lake, keys, name, main) for name, (main, *_) in ASSETS.items())
