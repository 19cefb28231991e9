"""Raw article files as they lie in the landing folder, by batch."""

from dagster import AssetExecutionContext, BackfillPolicy, MetadataValue, asset

from assets.metadata import table
from assets.partitions import batches
from assets.resources import HomeResource, retried
from warehouse import stages


@asset(
    partitions_def=batches,
    backfill_policy=BackfillPolicy.single_run(),
    group_name="news",
    owners=["team:newsroom"],
    tags={"stage": "plan"},
    kinds={"file"},
)
def raw_files(context: AssetExecutionContext, home: HomeResource) -> None:
    """New and changed files of the landing folder, packed into batches by what they hold."""
    with retried(context):
        wanted = stages.unread(home.lake, home.ledger, context.partition_keys, home.configuration.settings)
    for batch in wanted:
        parts = batch.parts
        rows = [[part.source_path, part.sha256[:12], part.first, part.last] for part in parts[:20]]
        listing = MetadataValue.md(table(("file", "sha256", "first record", "last record"), rows))
        size = sum(part.path.stat().st_size for part in parts if part.path.exists())
        shown = {"files": len(parts), "bytes": size, "listing": listing}
        context.add_asset_metadata(shown, asset_key=context.asset_key, partition_key=batch.key)
