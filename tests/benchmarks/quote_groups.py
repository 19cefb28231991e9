"""What it costs to group quotes by their words, and how the cost grows.

    python tests/benchmarks/quote_groups.py [QUOTES …]

Each size runs in a process of its own.  The quotes are made of common words and set phrases with the frequencies of a
language; some seven in a hundred repeat words that others printed, whole, cut or with more around them, a few of these
in very many articles.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

CHUNK = 100_000
VOCABULARY, PHRASES, SPEAKERS, VIRAL = 60_000, 30_000, 200_000, 40_000
LONGEST = 48
SYLLABLES = "ba den fi gor hu ka les mi no pur ra se tim vo wu zel".split()
Ranks = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def ranks(random: np.random.Generator, count: int, most: int, steep: float = 1.05) -> Ranks:
    """Ranks from 0, the first the most frequent."""
    weights = np.cumsum(1 / np.arange(1, most + 1) ** steep)
    return np.searchsorted(weights / weights[-1], random.random(count)).clip(0, most - 1)


def word(number: int) -> str:
    """A word that no other number has; frequent ones are short."""
    parts, rest = "", number
    while rest or not parts:
        parts, rest = parts + SYLLABLES[rest % 16], rest // 16
    return parts


def quotes(count: int) -> Iterator[pa.Table]:
    """So many quotes in tables of `quote_id`, `text`, `speaker_id`, `kind` and `came_at`; the same in every run."""
    words = np.array([word(n) for n in range(VOCABULARY)], object)
    settled = np.random.default_rng(0)
    phrases = ranks(settled, PHRASES * 5, VOCABULARY).reshape(PHRASES, 5)
    viral = ranks(settled, VIRAL * LONGEST, VOCABULARY, 0.8).reshape(VIRAL, LONGEST)
    for first in range(0, count, CHUNK):
        random, rows = np.random.default_rng(first + 1), min(CHUNK, count - first)
        sizes = np.minimum(1 + random.geometric(0.06, rows), LONGEST - 8)
        drawn = ranks(random, rows * LONGEST, VOCABULARY).reshape(rows, LONGEST)
        # A third of the words stand in set phrases.
        for at in random.integers(0, LONGEST - 5, (3, rows)):
            drawn[np.arange(rows)[:, None], at[:, None] + np.arange(5)] = phrases[ranks(random, rows, PHRASES)]
        repeated = np.flatnonzero(random.random(rows) < 0.07)
        source = ranks(random, len(repeated), VIRAL)
        shift = np.where(random.random(len(repeated)) < 0.5, 0, random.integers(0, 8, len(repeated)))
        drawn[repeated] = viral[source[:, None], (np.arange(LONGEST) + shift[:, None]) % LONGEST]
        sizes[repeated] = np.where(random.random(len(repeated)) < 0.5, 24, sizes[repeated])
        shown = words[drawn]
        speakers = ranks(random, rows, SPEAKERS)
        spoken = random.random(rows) < 0.7
        ids = [f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}:{n % 900}-{n % 900 + 50}" for n in range(first, first + rows)]
        days = np.datetime64("2023-10-01", "us") + random.integers(0, 1000, rows) * np.timedelta64(86_400_000_000)
        yield pa.table(
            {
                "quote_id": ids,
                "text": [" ".join(row[:size]) for row, size in zip(shown, sizes.tolist(), strict=True)],
                "speaker_id": [f"person/{s}" if said else None for s, said in zip(speakers, spoken, strict=True)],
                "kind": ["direct"] * rows,
                "came_at": pa.array(days, pa.timestamp("us", tz="UTC")),
            }
        )
