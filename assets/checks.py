"""Checks of batches before anything is published from them: nothing lost, every span proven."""

from collections.abc import Callable, Sequence

from dagster import AssetCheckResult, AssetCheckSpec

from pipelines import proof
from warehouse.lake import Lake

PROVEN = "Every span, cut out of its article again, is the text that its row holds."
ARTICLE_CHECKS = [
    AssetCheckSpec(
        "no_record_lost",
        asset="articles",
        description="Each record was read, is a duplicate or is quarantined, and each one read has its article.",
        blocking=True,
    ),
    AssetCheckSpec(
        "blocks_in_order",
        asset="articles",
        description="The blocks that were kept lie in the article's text one after the other.",
        blocking=True,
    ),
]


def spans_check(asset: str) -> AssetCheckSpec:
    """The check that the spans of an asset's main frame are proven."""
    return AssetCheckSpec("spans_proven", asset=asset, description=PROVEN, blocking=True)


def check_articles(lake: Lake, keys: Sequence[str]) -> list[AssetCheckResult]:
    """Results of the checks of `articles` over these batches."""

    def lost(key: str) -> tuple[int, int]:
        records = lake.read(key, "records")
        read = records[records["status"] == "read"]
        return len(read), len(set(read["article_id"]) ^ set(lake.read(key, "articles")["article_id"]))

    def misplaced(key: str) -> tuple[int, int]:
        blocks = lake.read(key, "blocks")
        return len(blocks), len(proof.misplaced(blocks, lake.read(key, "articles")))

    return [_result("articles", "no_record_lost", keys, lost), _result("articles", "blocks_in_order", keys, misplaced)]


def check_spans(lake: Lake, keys: Sequence[str], asset: str, frame: str) -> AssetCheckResult:
    """Result of the proof of an asset's spans over these batches."""

    def unproven(key: str) -> tuple[int, int]:
        spans = lake.read(key, frame)
        return len(spans), len(proof.unproven(spans, lake.read(key, "articles")))

    return _result(asset, "spans_proven", keys, unproven)


def _result(asset: str, name: str, keys: Sequence[str], count: Callable[[str], tuple[int, int]]) -> AssetCheckResult:
    counts = {key: count(key) for key in keys}
    wrong = [key for key, (_, bad) in counts.items() if bad]
    shown = {"rows checked": sum(rows for rows, _ in counts.values()), "expected wrong": 0}
    shown["wrong"] = sum(bad for _, bad in counts.values())
    if wrong:
        shown["batches"] = ", ".join(wrong)
    return AssetCheckResult(passed=not wrong, asset_key=asset, check_name=name, metadata=shown)
