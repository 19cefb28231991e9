"""Pairs of articles with the same text, whole or in part: which is longer, which came first, whose copy it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pipelines.frames import COPIES
from pipelines.stories.overlaps import join, overlaps
from pipelines.stories.signatures import signatures, words_key

# Articles of two texts are paired each with each up to so many pairs; beyond, each with the first of the other text.
_MOST_PAIRS = 10_000


def find_copies(new: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """All copies among new articles and between these and known ones; not those among the known.

    Args:
        new: articles as `signatures` takes them.
        known: likewise, without those of `new`.

    Returns:
        The frame `copies` of `pipelines.frames`, in order of its key.
    """
    marks, old = signatures(new), signatures(known)
    both = pd.concat([marks, old], ignore_index=True)
    text_of = dict(zip(both["text_key"], [*new["text"], *known["text"]], strict=True))

    def texts(keys: Sequence[str]) -> dict[str, str]:
        return {key: text_of[key] for key in keys}

    found = pair_articles(both, join([overlaps(marks, marks, texts), overlaps(marks, old, texts)]))
    fresh = set(new["article_id"])
    return found[found["article_id"].isin(fresh) | found["other_id"].isin(fresh)].reset_index(drop=True)


def pair_articles(marks: pd.DataFrame, shared: pd.DataFrame) -> pd.DataFrame:
    """The frame `copies` of all these articles.

    Args:
        marks: rows of `signatures`, each article once.
        shared: rows of `overlaps`; those of texts that no article has are passed over.
    """
    compared = marks[marks["text_key"].notna()].sort_values("article_id", ignore_index=True)
    carriers: dict[str, list[int]] = {}
    same: dict[str, list[int]] = {}
    for place, key in enumerate(compared["text_key"].tolist()):
        carriers.setdefault(key, []).append(place)
        same.setdefault(words_key(key), []).append(place)
    pairs = [*_exact(same, compared["shingles"].to_numpy()), *_near(carriers, shared)]
    pairs.sort()
    left, right, count = np.array(pairs, np.int64).reshape(-1, 3).T
    return _told(compared.iloc[left].reset_index(drop=True), compared.iloc[right].reset_index(drop=True), count)


def _exact(same: Mapping[str, list[int]], sizes: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    for places in same.values():
        every = len(places) * (len(places) - 1) // 2 <= _MOST_PAIRS
        found = combinations(places, 2) if every else ((places[0], place) for place in places[1:])
        yield from ((one, other, int(sizes[one])) for one, other in found)


def _near(carriers: Mapping[str, list[int]], shared: pd.DataFrame) -> Iterator[tuple[int, int, int]]:
    for key, other_key, count in zip(*(shared[name].tolist() for name in ("one", "other", "shared")), strict=True):
        if words_key(key) == words_key(other_key):
            continue
        ones, others = carriers.get(key, []), carriers.get(other_key, [])
        if len(ones) * len(others) <= _MOST_PAIRS:
            found: Iterable[tuple[int, int]] = product(ones, others)
        else:
            found = dict.fromkeys([*product(ones[:1], others), *product(ones, others[:1])])
        yield from ((min(pair), max(pair), count) for pair in found)


def _told(one: pd.DataFrame, other: pd.DataFrame, shared: NDArray[np.int64]) -> pd.DataFrame:
    """The rows of pairs: `one` and `other` hold the signatures of their articles, row by row."""
    size, other_size = one["shingles"].to_numpy(), other["shingles"].to_numpy()
    agency = pd.Series(list(map(_agency, one["agency"].tolist(), other["agency"].tolist())), dtype="str")
    wire = one["agency"].notna() | other["agency"].notna()
    exact = one["text_key"].map(words_key) == other["text_key"].map(words_key)
    # The same words are the same text, also where paragraphs part them elsewhere.
    other_size = np.where(exact, size, other_size)
    return pd.DataFrame(
        {
            "article_id": one["article_id"],
            "other_id": other["article_id"],
            "kind": pd.Series(np.where(wire, "wire", np.where(exact, "exact", "near")), dtype="str"),
            "containment": shared / np.minimum(size, other_size),
            "jaccard": shared / (size + other_size - shared),
            "overlap": shared / size,
            "other_overlap": shared / other_size,
            "longer_id": _which(one, other, size > other_size, size < other_size),
            "earlier_id": _which(one, other, _before(one, other), _before(other, one)),
            "agency": agency,
        },
        columns=COPIES.names,
    )


def _before(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series[bool]:
    """Whether all of the day, hour or minute that `one` is known by lies before the other's time."""
    return (one["came_at"] < other["came_at"]) & (one["came_until"] <= other["came_at"])


def _which(one: pd.DataFrame, other: pd.DataFrame, first: ArrayLike, second: ArrayLike) -> pd.Series[str]:
    """The id of one article where `first` is true, of the other where `second` is, else missing."""
    ids = one["article_id"].where(np.asarray(first), other["article_id"])
    return ids.where(np.asarray(first) | np.asarray(second))


def _agency(one: object, other: object) -> str | None:
    """The agency credited by either article; None where they credit different ones."""
    names = sorted({name for name in (one, other) if isinstance(name, str)}, key=lambda name: (-len(name), name))
    # An agency that no list has is "Halyard" in a dateline and "Halyard News Agency" in a byline.
    return names[0] if names and all(names[0].startswith(name) for name in names) else None
