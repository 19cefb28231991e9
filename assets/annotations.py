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
from assets.automation import EAGER
from assets.checks import ANNOTATION_CHECKS, check_annotations
from assets.metadata import costs, counted, lineage, preview, schema
from assets.partitions import batches
from assets.resources import HomeResource, Progress, retried, teller
from warehouse import configuration, stages, versions

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
VERSION = "-".join(versions.annotating(configuration.load().settings).values())
SPECS = [
    AssetSpec(
        name,
        deps=[articles],
        description=what,
        metadata=schema(frame) | lineage(frame),
        automation_condition=EAGER,
        code_version=VERSION,
        group_name="news",
        owners=["team:newsroom"],
        tags={"stage": "annotate"},
        kinds={"spacy", "parquet"},
    )
    for name, (frame, _, _, what) in ASSETS.items()
]


@multi_asset(
    specs=SPECS,
    check_specs=ANNOTATION_CHECKS,
    partitions_def=batches,
    backfill_policy=BackfillPolicy.single_run(),
)
def annotations(
    context: AssetExecutionContext, home: HomeResource, progress: ResourceParam[Progress]
) -> Iterator[MaterializeResult | AssetCheckResult]:
    """Parse each English article once and find entities, quotes and locations in it."""
    lake, outcomes = home.lake, []
    with retried(context):
        wanted = stages.unannotated(lake, home.ledger, context.partition_keys, home.configuration.settings)
        for done in home.each(stages.annotate_batch, wanted, teller(progress, "annotate")):
            outcomes.append(done)
            for name, (main, frames, columns, _) in ASSETS.items():
                shown = {}
                if not done.fault:
                    shown = counted({frame: done.rows[frame] for frame in frames}, main)
                    shown["preview"] = preview(lake, done.batch.key, main, columns)
                shown |= costs(done)
                context.add_asset_metadata(shown, asset_key=AssetKey(name), partition_key=done.batch.key)
    yield from (MaterializeResult(asset_key=name) for name in ASSETS)
    yield from check_annotations(lake, outcomes, {name: main for name, (main, *_) in ASSETS.items()})
