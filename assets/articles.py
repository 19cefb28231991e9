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

from assets.automation import EAGER
from assets.checks import ARTICLE_CHECKS, check_articles
from assets.metadata import costs, counted, preview, reasons, schema
from assets.partitions import batches
from assets.raw_files import raw_files
from assets.resources import HomeResource, Progress, retried, teller
from warehouse import configuration, stages, versions

PREVIEW = ("title", "outlet", "published_at", "language", "word_count")
QUARANTINE = ("source_path", "source_record", "reason", "message")


@asset(
    deps=[raw_files],
    partitions_def=batches,
    backfill_policy=BackfillPolicy.single_run(),
    check_specs=ARTICLE_CHECKS,
    automation_condition=EAGER,
    code_version=versions.reading(configuration.load().settings)["read"],
    metadata=schema("articles"),
    group_name="news",
    owners=["team:newsroom"],
    tags={"stage": "read"},
    kinds={"pandas", "parquet"},
)
def articles(
    context: AssetExecutionContext, home: HomeResource, progress: ResourceParam[Progress]
) -> Iterator[MaterializeResult | AssetCheckResult]:
    """Headline, byline, dates, language and text of each article; what could not be read is in its quarantine."""
    lake, outcomes = home.lake, []
    with retried(context):
        wanted = stages.unread(lake, home.ledger, context.partition_keys, home.configuration.settings)
        for done in home.each(stages.read, wanted, teller(progress, "read")):
            outcomes.append(done)
            key, shown = done.batch.key, {}
            if not done.fault:
                shown = (
                    counted(done.rows, "articles")
                    | {
                        "preview": preview(lake, key, "articles", PREVIEW),
                        "quarantined": done.rows["quarantine"],
                        "quarantine": preview(lake, key, "quarantine", QUARANTINE),
                    }
                    | reasons(lake, key)
                )
            shown |= costs(done)
            context.add_asset_metadata(shown, asset_key=context.asset_key, partition_key=key)
    yield MaterializeResult()
    yield from check_articles(lake, outcomes)
