"""How often a row with such chances is right: the models' chances, set right on articles they have not seen.

`calibration.json` beside the models holds for each family of rows (marked, clause, label) points of chance and share
of rows that were right, rising; between points it is read along a straight line.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from pipelines.quotes.models import folder

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.quotes.draft import Kind

type Points = list[tuple[float, float]]
_FAMILY = {"direct": "marked", "mixed": "marked", "indirect": "clause", "scare": "label"}


def family(kind: Kind) -> str:
    """The family of rows a kind belongs to."""
    return _FAMILY[kind]


def confidence(kind: Kind, chance: float) -> float:
    """Estimated probability that a row is right, to two decimals."""
    return round(_between(_points(folder() / "calibration.json")[family(kind)], chance), 2)


def _between(points: Points, chance: float) -> float:
    at = bisect_right([x for x, _ in points], chance)
    if at == 0:
        return points[0][1]
    if at == len(points):
        return points[-1][1]
    (left, low), (right, high) = points[at - 1 : at + 1]
    return low + (high - low) * (chance - left) / (right - left)


@cache
def _points(path: Path) -> dict[str, Points]:
    read = json.loads(path.read_text(encoding="utf-8"))
    return {name: [(float(x), float(y)) for x, y in points] for name, points in read.items()}


def calibrate(chances: list[float], right: list[bool], bins: int = 8) -> Points:
    """Points of equal numbers of rows, mean chance to share right, made to rise by pooling those that fall."""
    ordered = sorted(zip(chances, right, strict=True))
    size = max(1, -(-len(ordered) // bins))
    pools: list[tuple[float, float, int]] = []
    for at in range(0, len(ordered), size):
        part = ordered[at : at + size]
        pools.append((sum(c for c, _ in part), float(sum(r for _, r in part)), len(part)))
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            (a, b, n), (c, d, m) = pools[-2:]
            pools[-2:] = [(a + c, b + d, n + m)]
    return [(round(a / n, 4), round(b / n, 4)) for a, b, n in pools]
