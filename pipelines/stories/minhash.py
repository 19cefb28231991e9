"""MinHash signatures of shingle sets, and the pairs of them that may be near copies.

Two sets agree in a place of their signatures with a probability that is their Jaccard similarity (Broder 1997).  Pairs
that agree in two neighbouring places are looked at (locality-sensitive hashing with 128 bands of two rows): that finds
99.5 % of the pairs with a similarity of .2 and 72 % of those with .1.  What two signatures say depends on these two
alone, so neither the order of arrival nor what else there is changes a pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.stories.shingles import Hashes, spread

PLACES = 256
ROWS = 2
Signatures = NDArray[np.uint16]
Pairs = NDArray[np.intp]

_AT_ONCE = 2048
_MOST_PAIRS = 1 << 20
# Standard errors that an estimate may be off before a pair is dropped without being counted out: one in some 10,000.
_DOUBT = 3.7
# Multipliers and offsets of the permutations: numbers of our own, not a library's random stream that may change.
_NUMBERS = spread(np.arange(1, 2 * PLACES + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
# Keys looked for at most, beyond which nearly all others would pass for one of them; how many bits tell them apart.
_MOST_SOUGHT, _BITS = 1 << 12, 16
_FACTORS = (_NUMBERS[:PLACES] | np.uint64(1))[:, None]
_OFFSETS = _NUMBERS[PLACES:, None]


def signature(shingles: Hashes) -> Signatures:
    """The signature of one set, shape (256,): of each permutation's smallest value, 16 bits of the middle.

    16 bits are enough: two signatures of unrelated sets agree in a place by chance once in 65,536 times.
    """
    least = np.full(PLACES, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(shingles), _AT_ONCE):
        permuted = shingles[start : start + _AT_ONCE] * _FACTORS + _OFFSETS
        np.minimum(least, permuted.min(axis=1), out=least)
    return (least >> np.uint64(16)).astype(np.uint16)


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of shingles: their signatures, shape (n, 256), and how many each has, shape (n,); none is empty."""

    signatures: Signatures
    sizes: NDArray[np.int64]


def candidates(new: Sets, known: Sets, least: float) -> Pairs:
    """Pairs that may have a containment of at least `least`, as positions in both, shape (n, 2), in order.

    Args:
        new: sets.
        known: likewise.
        least: the share of the smaller set that has to be in the larger, 0 to 1.
    """
    width = max(len(known.sizes), 1)
    found = [np.empty(0, np.int64)]
    for band in range(0, PLACES, ROWS):
        for rows, columns in _equal(_keys(new.signatures, band), _keys(known.signatures, band)):
            likely = _likely(new, known, rows, columns, least)
            found.append(np.unique(rows[likely] * width + columns[likely]))
    return np.column_stack(np.divmod(np.unique(np.concatenate(found)), width)).astype(np.intp)


class Sought:
    """New signatures, looked for among known ones: few are soon compared with all that there are.

    Args:
        new: signatures, shape (m, 256).
    """

    def __init__(self, new: Signatures) -> None:
        self._many = len(new) > _MOST_SOUGHT
        self._bands = np.arange(PLACES // ROWS, dtype=np.uint64)
        keys = np.ascontiguousarray(new[:0] if self._many else new).view(np.uint32)
        self._keys = np.unique((self._bands << np.uint64(32)) | keys)
        self._marked = np.zeros(len(self._bands) << _BITS, bool)
        self._marked[_places(keys, self._bands)] = True

    def met_by(self, known: Signatures) -> NDArray[np.bool_]:
        """Which of the known signatures, shape (n, 256), may make a pair with a new one, shape (n,); others don't."""
        if self._many:
            return np.ones(len(known), bool)
        keys = np.ascontiguousarray(known).view(np.uint32)
        rows, columns = np.nonzero(self._marked[_places(keys, self._bands)])
        # Different keys may have the same place.
        asked = (self._bands[columns] << np.uint64(32)) | keys[rows, columns]
        at = np.searchsorted(self._keys, asked).clip(max=max(len(self._keys) - 1, 0))
        met = np.zeros(len(known), bool)
        met[rows[self._keys[at] == asked]] = True
        return met


def _places(keys: NDArray[np.uint32], bands: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Where a table of one bit a key and band has each key."""
    hashed = (keys * np.uint32(0x9E3779B1)) >> np.uint32(32 - _BITS)
    return hashed.astype(np.intp) + (bands << np.uint64(_BITS)).astype(np.intp)


def _keys(signatures: Signatures, band: int) -> NDArray[np.uint32]:
    first, second = signatures[:, band].astype(np.uint32), signatures[:, band + 1]
    return (first << np.uint32(16)) | second


def _equal(new: NDArray[np.uint32], known: NDArray[np.uint32]) -> Iterator[tuple[Pairs, Pairs]]:
    """Positions of equal keys in both, in parts of bounded size; the fewer keys are sorted, the others looked up."""
    if len(new) < len(known):
        yield from ((rows, columns) for columns, rows in _equal(known, new))
        return
    order = np.argsort(known, kind="stable")
    ranked = known[order]
    starts = np.searchsorted(ranked, new, "left")
    counts = np.searchsorted(ranked, new, "right") - starts
    hits = np.flatnonzero(counts)
    parts = np.cumsum(counts[hits]) // _MOST_PAIRS
    for part in np.split(hits, np.flatnonzero(np.diff(parts)) + 1):
        many = counts[part]
        rows = np.repeat(part, many)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many)
        yield rows, order[np.repeat(starts[part], many) + within]


def _likely(new: Sets, known: Sets, rows: Pairs, columns: Pairs, least: float) -> NDArray[np.bool_]:
    """Which pairs have an estimated similarity that their sizes and the least containment allow."""
    sizes, others = new.sizes[rows], known.sizes[columns]
    shared = least * np.minimum(sizes, others)
    needed = shared / (sizes + others - shared)
    bound = needed - _DOUBT * np.sqrt(needed * (1 - needed) / PLACES)
    same = np.empty(len(rows), np.float64)
    for start in range(0, len(rows), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        same[part] = (new.signatures[rows[part]] == known.signatures[columns[part]]).mean(axis=1)
    return same >= bound
