"""Whether two quotes are kin: one holds the other, or nearly."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipelines.stories.quote_anchors import Sketches
from pipelines.stories.quote_words import Numbers, Runs, Words

# So many words need only be nearly the same: such a share of the pairs of neighbouring words of the shorter text.
LONG, NEARLY = 8, 0.75
# A text is nearly a part only of one that is not longer by more than this factor.
LONGEST = 4


def shared(one: Words, other: Words) -> int:
    """How many words of the shorter text are in the longer, where that makes it a part of it; else 0."""
    short, long = sorted((one, other), key=len)
    if holds(long, short):
        return len(short)
    if len(short) < LONG or len(long) > LONGEST * len(short):
        return 0
    common = len(_doubles(short) & _doubles(long))
    return common if common >= NEARLY * (len(short) - 1) else 0


def likely(sizes: Numbers, sketches: Sketches, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
    """Which pairs of texts `shared` may find something in; the others have none, by the bits that they lack."""
    swapped = sizes[one] > sizes[other]
    short, long = np.where(swapped, other, one), np.where(swapped, one, other)
    lacking = np.bitwise_count(sketches[short] & ~sketches[long]).sum(axis=1)
    pairs = sizes[short] - 1
    nearly = (sizes[short] >= LONG) & (sizes[long] <= LONGEST * sizes[short])
    most: NDArray[np.bool_] = lacking <= np.where(nearly, pairs - np.ceil(NEARLY * pairs), 0)
    return most


def count_shared(runs: Runs, one: Numbers, other: Numbers) -> Numbers:
    """`shared` for pairs of texts."""
    compared = (shared(runs.run(a), runs.run(b)) for a, b in zip(one.tolist(), other.tolist(), strict=True))
    return np.fromiter(compared, np.int64, len(one))


def relation(run: Words, first: Words) -> str:
    """same, trimmed, longer or altered: a quote's words beside those of the quote that began its group."""
    if run.tobytes() == first.tobytes():
        return "same"
    if len(run) < len(first) and holds(first, run):
        return "trimmed"
    return "longer" if len(run) > len(first) and holds(run, first) else "altered"


def holds(long: Words, short: Words) -> bool:
    """Whether one run of words is, in one piece, part of another."""
    whole, part = long.tobytes(), short.tobytes()
    at = whole.find(part)
    while at % short.itemsize and at >= 0:
        at = whole.find(part, at + 1)
    return at >= 0


def _doubles(run: Words) -> set[tuple[int, int]]:
    """Each word with the one behind it."""
    return set(pairwise(run.tolist()))
