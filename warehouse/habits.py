"""Habits: shares that are much the same from batch to batch, and what it means that one is not.

A share is compared with the median over the batches made before; where there are too few of them, nothing is unusual.
Rows come from the manifests and one column of a frame, so that a look at many batches costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from warehouse.lake import Lake, Manifest

_ENOUGH = 5  # batches before there is a habit
_FEW = 20  # rows below which a share says nothing
_LOOKED_AT = 30  # batches that make the median


@dataclass(frozen=True, slots=True)
class Habit:
    """A share of the rows of a frame.

    Attributes:
        name: what it is called.
        asset: what it tells of.
        title: what it is a share of.
        frame: whose rows are counted.
        columns: what is read of them.
        counts: rows → which of them count, as booleans.
        allowed: how far from the median it may be.
    """

    name: str
    asset: str
    title: str
    frame: str
    columns: tuple[str, ...]
    counts: Callable[[pd.DataFrame], pd.Series]
    allowed: float


@dataclass(frozen=True, slots=True)
class Seen:
    """The share in some batches, of how many rows, and the median it is compared with (None without a habit)."""

    share: float
    of: int
    median: float | None
    usual: bool


_ANY_DAY = pd.Timestamp("1600-01-01", tz="UTC")

OF_ARTICLES = (
    Habit(
        "articles_without_body",
        "articles",
        "Share of articles with fewer than ten words.",
        "articles",
        ("word_count",),
        lambda rows: rows["word_count"].fillna(0) < 10,
        0.1,
    ),
    Habit(
        "language_mix",
        "articles",
        "Share of articles that are in English, which is what gets annotated.",
        "articles",
        ("language",),
        lambda rows: rows["language"] == "en",
        0.3,
    ),
    Habit(
        "quarantined_records",
        "articles",
        "Share of records that could not be read.",
        "records",
        ("status",),
        lambda rows: rows["status"] == "quarantined",
        0.1,
    ),
    Habit(
        "days_in_range",
        "articles",
        "Share of articles whose day of publication is known.",
        "articles",
        ("published_at",),
        lambda rows: rows["published_at"].notna() & (rows["published_at"] > _ANY_DAY),
        0.3,
    ),
)
OF_ANNOTATIONS = (
    Habit(
        "quotes_without_speaker",
        "quotes",
        "Share of quotes whose speaker is not known.",
        "quotes",
        ("speaker", "kind"),
        lambda rows: rows["speaker"].isna() & (rows["kind"] != "scare"),
        0.2,
    ),
    Habit(
        "places_unresolved",
        "locations",
        "Share of mentions of places that are not resolved.",
        "location_mentions",
        ("location_id",),
        lambda rows: rows["location_id"].isna(),
        0.2,
    ),
)


def seen(lake: Lake, habit: Habit, keys: Sequence[str]) -> Seen:
    """The share in the batches with these keys, beside what is usual."""
    counts = [_counted(lake, habit, state) for key in keys if (state := lake.state(key))]
    of = sum(rows for rows, _ in counts)
    share = sum(hits for _, hits in counts) / of if of else 0.0
    own = set(keys)
    others = [manifest for manifest in lake.closed() if manifest.batch not in own and _rows(manifest, habit) >= _FEW]
    shares = [hits / rows for rows, hits in (_counted(lake, habit, other) for other in others[:_LOOKED_AT]) if rows]
    if of < _FEW or len(shares) < _ENOUGH:
        return Seen(round(share, 4), of, None, usual=True)
    middle = median(shares)
    return Seen(round(share, 4), of, round(middle, 4), usual=abs(share - middle) <= habit.allowed)


def _rows(manifest: Manifest, habit: Habit) -> int:
    return manifest.files[habit.frame].rows if habit.frame in manifest.files else 0


def _counted(lake: Lake, habit: Habit, state: Manifest) -> tuple[int, int]:
    """Rows of the frame in a batch, and how many of them count."""
    if habit.frame not in state.files:
        return 0, 0
    rows = pq.ParquetFile(lake.root / state.files[habit.frame].path).read(list(habit.columns)).to_pandas()
    return len(rows), int(habit.counts(rows).sum()) if len(rows) else 0
