"""Articles, by batch: read from the raw files, with their blocks, records and quarantine."""

from collections.abc import Iterator

from dagster import (
    AssetCheckResult,
    AssetExecutionContext,
    BackfillPolicy,
    MaterializeResult,
    ResourceParam,
    asset,
)

from assets.checks import ARTICLE_CHECKS, check_articles
from assets.metadata import counted, preview, schema
from assets.partitions import batches
from assets.raw_files import raw_files
from assets.resources import HomeResource, Progress, teller
from warehouse import stages
from warehouse.lake import Lake
from warehouse.ledger import Ledger

PREVIEW = ("title", "outlet", "published_at", "language", "word_count")
QUARANTINE = ("source_path", "source_record", "reason", "message")


@asset(
    deps=[raw_files],
    partitions_def=batches,
    backfill_policy=BackfillPolicy.single_run(),
    check_specs=ARTICLE_CHECKS,
    metadata=schema("articles"),
    group_name="news",
    kinds={"pandas", "parquet"},
)
def articles(
    context: AssetExecutionContext, home: HomeResource, progress: ResourceParam[Progress]
) -> Iterator[MaterializeResult | AssetCheckResult]:
    """Headline, byline, dates, language and text of each article; what could not be read is in its quarantine."""
    lake = Lake(home.home)
    keys = []
    for batch in stages.unfinished(lake, Ledger(home.home), context.partition_keys):
        keys.append(key := batch.key)
        rows = stages.read(lake, batch, tell=teller(progress, "read"))
        shown = counted(rows, "articles") | {
            "preview": preview(lake, key, "articles", PREVIEW),
            "quarantined": rows["quarantine"],
            "quarantine": preview(lake, key, "quarantine", QUARANTINE),
        }
        context.add_asset_metadata(shown, asset_key=context.asset_key, partition_key=key)
    yield MaterializeResult()
    yield from check_articles(lake, keys)
