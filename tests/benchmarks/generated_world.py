"""What generated articles are made of: words, names and places with the frequencies of a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow.parquet as pq

VOCABULARY, ENTITIES, OUTLETS, NAMED_PLACES = 40_000, 120_000, 1500, 6000
# Sentences that many articles repeat in whole or in part, the longest quote, and how many quotes without names do.
REPEATED, LONGEST, REPEATS = 20_000, 13, 0.14
SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wu zá".split()
Ids = np.ndarray[Any, np.dtype[np.uint64]]


def word(number: int) -> str:
    """A word that no other number has."""
    return "".join(SYLLABLES[number >> shift & 15] for shift in (0, 4, 8, 12))


def spread(numbers: Ids) -> Ids:
    """Numbers as random-looking as hashes, different for different ones (splitmix64)."""
    mixed = numbers * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@dataclass(frozen=True)
class World:
    """What articles are made of: tokens with their lengths, and the place ids that the gazetteer has."""

    @cached_property
    def tokens(self) -> np.ndarray[Any, np.dtype[np.object_]]:
        """Words, then entities by rank, then places by rank."""
        words = [word(number) for number in range(VOCABULARY)]
        people = [f"{word(n * 7 % 4096).title()} {word(n + 9000).title()}" for n in range(ENTITIES)]
        places = [f"{word(n + 30_000).title()}ville" for n in range(NAMED_PLACES)]
        return np.array([*words, *people, *places], object)

    @cached_property
    def lengths(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Characters of each token."""
        return np.array([len(token) for token in self.tokens])

    @cached_property
    def characters(self) -> np.ndarray[Any, np.dtype[np.uint32]]:
        """Code points of each word; all words are equally long."""
        return np.array([[ord(letter) for letter in token] for token in self.tokens[:VOCABULARY]], np.uint32)

    @cached_property
    def sentences(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Words of the sentences that are repeated, the best known first."""
        words = drawn(np.random.default_rng(0), REPEATED * (LONGEST + 4), VOCABULARY)
        return words.reshape(REPEATED, LONGEST + 4)

    @cached_property
    def place_ids(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """GeoNames ids of the largest places."""
        from importlib import resources

        path = resources.files("pipelines.locations").joinpath("data", "places.parquet")
        table = pq.read_table(str(path), columns=["id", "population"]).sort_by([("population", "descending")])
        return np.asarray(table["id"].to_numpy()[:NAMED_PLACES], np.int64)


def drawn(generator: np.random.Generator, count: int, ranks: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Ranks from 0 with the frequencies of names in the news."""
    weights = 1 / np.arange(1, ranks + 1) ** 1.05
    return np.searchsorted(np.cumsum(weights / weights.sum()), generator.random(count)).clip(0, ranks - 1)
