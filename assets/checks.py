"""Checks of batches before anything is published from them.

Red means act: a promise is broken, or a batch could not be done.  Yellow means look: the news, or how they are read,
are not what they were.
"""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from dagster import AssetCheckResult, AssetCheckSeverity, AssetCheckSpec

from pipelines import proof
from warehouse import habits
from warehouse.lake import Lake
from warehouse.workers import Done

PROVEN = "Every span, cut out of its article again, is the text that its row holds."
DONE = "Every batch of the run was done; one that failed is tried again by the next run, and stops no other."
Count = Callable[[str], tuple[int, int]]


def _spec(asset: str, name: str, description: str, *, blocking: bool = False) -> AssetCheckSpec:
    return AssetCheckSpec(name, asset=asset, description=description, blocking=blocking)


ARTICLE_CHECKS = [
    _spec("articles", "batches_done", DONE),
    _spec(
        "articles",
        "no_record_lost",
        "Each record was read, is a duplicate or is quarantined, and each one read has its article.",
        blocking=True,
    ),
    _spec(
        "articles", "blocks_in_order", "The blocks that were kept lie in the article's text in order.", blocking=True
    ),
    *(_spec("articles", habit.name, habit.title) for habit in habits.OF_ARTICLES),
]
_SPANS = ("entities", "quotes", "locations")
_SPAN = ("article_id", "in_title", "start_char", "end_char", "text")
ANNOTATION_CHECKS = [
    *(_spec(name, "spans_proven", PROVEN, blocking=True) for name in _SPANS),
    *(_spec(name, "batches_done", DONE) for name in _SPANS),
    *(_spec(habit.asset, habit.name, habit.title) for habit in habits.OF_ANNOTATIONS),
]


def check_articles(lake: Lake, outcomes: Sequence[Done]) -> list[AssetCheckResult]:
    """Results of the checks of `articles` over what a run did."""

    def lost(key: str) -> tuple[int, int]:
        records = lake.read(key, "records", newest=True, columns=["article_id", "status"])
        read = records[records["status"] == "read"]
        return len(read), len(set(read["article_id"]) ^ set(_articles(lake, key, "article_id")["article_id"]))

    def misplaced(key: str) -> tuple[int, int]:
        blocks = lake.read(key, "blocks", newest=True, columns=["article_id", "start_char", "end_char"])
        return len(blocks), len(proof.misplaced(blocks, _articles(lake, key, "article_id", "text")))

    keys = _keys(outcomes)
    return [
        _all_done("articles", outcomes),
        _result("articles", "no_record_lost", keys, lost),
        _result("articles", "blocks_in_order", keys, misplaced),
        *(_usual(lake, habit, keys) for habit in habits.OF_ARTICLES),
    ]


def check_annotations(lake: Lake, outcomes: Sequence[Done], mains: Mapping[str, str]) -> list[AssetCheckResult]:
    """Results of the checks of the annotations over what a run did; `mains` names the frame of each asset's spans."""

    def unproven(frame: str) -> Count:
        def count(key: str) -> tuple[int, int]:
            spans = lake.read(key, frame, newest=True, columns=_SPAN)
            return len(spans), len(proof.unproven(spans, _articles(lake, key, "article_id", "title", "text")))

        return count

    keys = _keys(outcomes)
    return [
        *(_result(name, "spans_proven", keys, unproven(frame)) for name, frame in mains.items()),
        *(_all_done(name, outcomes) for name in mains),
        *(_usual(lake, habit, keys) for habit in habits.OF_ANNOTATIONS),
    ]


def _keys(outcomes: Sequence[Done]) -> list[str]:
    return [done.batch.key for done in outcomes if not done.fault]


def _articles(lake: Lake, key: str, *columns: str) -> pd.DataFrame:
    return lake.read(key, "articles", newest=True, columns=columns)


def _all_done(asset: str, outcomes: Sequence[Done]) -> AssetCheckResult:
    faults = [f"{done.batch.key}: {done.fault}" for done in outcomes if done.fault and not done.changed]
    shown = {"batches": len(outcomes), "failed": len(faults), "changed meanwhile": sum(d.changed for d in outcomes)}
    if faults:
        shown |= {"why": "\n".join(faults[:20]), "what to do": "Mend what it says, then `newswarehouse run` again."}
    return AssetCheckResult(passed=not faults, asset_key=asset, check_name="batches_done", metadata=shown)


def _usual(lake: Lake, habit: habits.Habit, keys: Sequence[str]) -> AssetCheckResult:
    found = habits.seen(lake, habit, keys)
    return AssetCheckResult(
        passed=found.usual,
        asset_key=habit.asset,
        check_name=habit.name,
        severity=AssetCheckSeverity.WARN,
        metadata={
            "share": found.share,
            "rows": found.of,
            "usual": "not known yet" if found.median is None else f"{found.median:.1%} ± {habit.allowed:.0%}",
        },
    )


def _result(asset: str, name: str, keys: Sequence[str], count: Count) -> AssetCheckResult:
    counts = {key: count(key) for key in keys}
    wrong = [key for key, (_, bad) in counts.items() if bad]
    shown = {"rows checked": sum(rows for rows, _ in counts.values()), "expected wrong": 0}
    shown["wrong"] = sum(bad for _, bad in counts.values())
    if wrong:
        shown["batches"] = ", ".join(wrong)
    return AssetCheckResult(passed=not wrong, asset_key=asset, check_name=name, metadata=shown)
