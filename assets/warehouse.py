"""The published warehouse: every batch that counts, checked, swapped in as a whole."""

from collections.abc import Iterator
from datetime import timedelta

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    FreshnessPolicy,
    MaterializeResult,
    MetadataValue,
    ResourceParam,
    asset,
)

from assets.automation import EAGER
from assets.metadata import table
from assets.resources import HomeResource, Progress, retried
from warehouse import checks, configuration, model, publish, query

FRESH = timedelta(hours=configuration.load()["schedule.fresh_hours"])

CHECKS = [
    AssetCheckSpec(check.name, asset="warehouse", description=check.title, blocking=check.severity == "error")
    for check in checks.checks()
]


@asset(
    deps=["entities", "quotes", "locations"],
    check_specs=CHECKS,
    automation_condition=EAGER,
    code_version=model.version()[:16],
    freshness_policy=FreshnessPolicy.time_window(fail_window=2 * FRESH, warn_window=FRESH),
    group_name="news",
    owners=["team:newsroom"],
    tags={"stage": "publish"},
    kinds={"duckdb", "sql"},
)
def warehouse(
    context: AssetExecutionContext, home: HomeResource, progress: ResourceParam[Progress]
) -> Iterator[MaterializeResult | AssetCheckResult]:
    """`warehouse.duckdb`: dimensions, facts and marts of everything read so far."""
    known = home.configuration
    memory, threads = f"{known['publish.memory_gb']}GB", known["publish.threads"]
    try:
        with retried(context):
            done = publish.publish(
                home.home, run=context.run.run_id, memory=memory, threads=threads, keep=known["keep.snapshots"]
            )
    except checks.CheckFailed as failed:
        yield from (_result(outcome) for outcome in failed.outcomes)
        raise
    progress("publish", 1)
    counts = query.counts(home.home)
    yield MaterializeResult(
        metadata={
            "changed": done.changed,
            "batches": done.batches,
            "files": done.files,
            "bytes": done.path.stat().st_size,
            "path": MetadataValue.path(done.path),
            "dagster/row_count": sum(counts.values()),
            "rows": MetadataValue.md(table(("table", "rows"), [[name, count] for name, count in counts.items()])),
        }
    )
    yield from (_result(outcome) for outcome in done.outcomes or publish.outcomes(home.home))


def _result(outcome: checks.Outcome) -> AssetCheckResult:
    severity = AssetCheckSeverity.ERROR if outcome.severity == "error" else AssetCheckSeverity.WARN
    rows = MetadataValue.md(table(outcome.columns, [list(row) for row in outcome.sample]))
    shown = {"expected rows": 0, "rows found": outcome.rows, **({"first of them": rows} if outcome.sample else {})}
    return AssetCheckResult(passed=outcome.passed, check_name=outcome.name, severity=severity, metadata=shown)
