"""By what quotes are found that may hold one another: a choice of runs of four words from each.

The choice depends on the text alone.  Of any two runs that follow one another the one with more letters is taken
(winnowing, Schleimer et al. 2003, with rare words first), so that any five words in a row bring the same choice in
every text that has them.  Texts are compared that share a quarter of the anchors that one of them has, those of very
many texts left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.stories.quote_words import ENOUGH, LETTERS, Numbers, Runs, grams
from pipelines.stories.shingles import Hashes

# An anchor of more wordings than this is a commonplace, and joins nothing.
COMMONPLACE = 200
# Of the anchors of one of two texts so many must be shared for the texts to be compared: one in so many.
PART = 4
# Texts, and pairs, that are looked at together.
_TEXTS, _PAIRS = 1 << 16, 1 << 22
_WIDTH, _WINDOW = 4, 2
# Bits of a hash that orders runs with as many letters; those of an anchor are the lower ones.
_HASHED, _BITS = np.uint64(41), np.uint64(32)
_LOWER = np.uint64((1 << 32) - 1)
_COLUMNS = 4
Sketches = NDArray[np.uint64]


@dataclass(frozen=True)
class Anchors:
    """Anchors of texts.

    Attributes:
        values: 32 bits each.
        texts: for each the number of its text.
    """

    values: NDArray[np.uint32]
    texts: Numbers


def anchors(runs: Runs) -> Anchors:
    """The different anchors of each text that has enough words, in order of the texts."""
    values, texts = [np.empty(0, np.uint32)], [np.empty(0, np.int64)]
    for first, part in runs.slices(_TEXTS):
        chosen = _chosen(part)
        values.append((chosen & _LOWER).astype(np.uint32))
        texts.append((chosen >> _BITS).astype(np.int64) + first)
    return Anchors(np.concatenate(values), np.concatenate(texts))


def _chosen(runs: Runs) -> Hashes:
    """For each anchor its text and, in the lower 32 bits, itself; in order, each once."""
    found, inside = grams(runs, _WIDTH)
    letters = np.zeros(len(found), np.uint32)
    for offset in range(_WIDTH):
        letters += runs.words[offset : offset + len(found)] >> LETTERS
    rank = (np.uint64(60) - letters) << _HASHED | found >> (np.uint64(64) - _HASHED)
    texts = runs.texts
    count = max(0, len(rank) - _WINDOW + 1)
    least = np.minimum(rank[:count], rank[_WINDOW - 1 :][:count])
    whole = texts[:count] == texts[_WIDTH + _WINDOW - 2 :][:count]
    chosen = np.zeros(len(rank), bool)
    for offset in range(_WINDOW):
        chosen[offset : offset + count] |= whole & (rank[offset : offset + count] == least)
    chosen &= inside
    chosen &= (runs.sizes >= ENOUGH)[texts[: len(rank)]]
    return np.unique(texts[: len(rank)][chosen].astype(np.uint64) << _BITS | rank[chosen] & _LOWER)


def sketches(runs: Runs) -> Sketches:
    """256 bits a text, shape (n, 4): one bit for each pair of neighbouring words."""
    made = np.zeros((len(runs), _COLUMNS), np.uint64)
    for first, part in runs.slices(_TEXTS):
        found, inside = grams(part, 2)
        bits = np.where(inside, np.uint64(1) << (found >> np.uint64(58)), np.uint64(0))
        which = found >> np.uint64(32) & np.uint64(_COLUMNS - 1)
        long = np.flatnonzero(part.sizes > 1)
        for column in range(_COLUMNS) if len(long) else ():
            made[first + long, column] = np.bitwise_or.reduceat(
                np.append(np.where(which == column, bits, np.uint64(0)), np.uint64(0)), part.starts[:-1][long]
            )
    return made


def pairs(found: Anchors) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of texts that share an anchor, the smaller number first, in parts of bounded size.

    Each text has few pairs, however many texts there are; one that shares several anchors comes several times.
    """
    packed = found.values.astype(np.uint64) << _BITS | found.texts.astype(np.uint64)
    packed.sort()
    values = (packed >> _BITS).astype(np.uint32)
    ends = np.flatnonzero(np.append(values[1:] != values[:-1], True)) + 1 if len(values) else np.empty(0, np.int64)
    del values
    sizes = np.diff(ends, prepend=0)
    shared = (sizes > 1) & (sizes <= COMMONPLACE)
    starts, sizes = (ends - sizes)[shared], sizes[shared]
    # Each text of an anchor is paired with those before it.
    done = np.concatenate(([0], np.cumsum(sizes * (sizes - 1) // 2)))
    first = 0
    while first < len(starts):
        stop = max(first + 1, int(np.searchsorted(done, done[first] + _PAIRS, "right")) - 1)
        members = np.repeat(starts[first:stop], sizes[first:stop]) + _within(sizes[first:stop])
        before = _within(sizes[first:stop])
        one = np.repeat(members - before, before) + _within(before)
        yield _text(packed[one]), _text(packed[np.repeat(members, before)])
        first = stop


def enough_shared(shared: NDArray[np.float64], counts: Numbers, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
    """Which pairs of texts share enough of their anchors, given how many they share and how many each text has."""
    enough: NDArray[np.bool_] = shared * PART >= np.minimum(counts[one], counts[other])
    return enough


def _within(sizes: Numbers) -> Numbers:
    """0, 1, 2, … for each of the sizes."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _text(packed: Hashes) -> Numbers:
    return (packed & _LOWER).astype(np.int64)
