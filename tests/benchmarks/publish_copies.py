"""What copies cost a publish: seconds and peak memory at generated articles, then for one more batch.

    python tests/benchmarks/publish_copies.py [ARTICLES]

Articles have 500 words of a vocabulary with the frequencies of a language (Zipf), in batches of 2,000; one in five is a
copy: verbatim, trimmed to its first half, or with a paragraph added and a dateline before it.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np

from pipelines.frames import FRAMES
from warehouse import copies
from warehouse.home import Home
from warehouse.lake import Input, Lake

BATCH = 2000


def texts(count: int) -> Iterator[str]:
    """The texts, the same in every run."""
    generator = np.random.default_rng(20260915)
    words = np.array([f"w{number:x}" for number in range(60_000)])
    earlier: list[str] = []
    for number in range(count):
        drawn = words[np.minimum(generator.zipf(1.2, 500), len(words)) - 1]
        text = "\n\n".join(" ".join(drawn[start : start + 50]) for start in range(0, 500, 50))
        if number % 5 == 4:
            source = earlier[int(generator.integers(len(earlier)))]
            text = (source, source[: len(source) // 2], f"BERGEN, Norway (Reuters) — {source}\n\n{text[:300]}")[
                number % 3
            ]
        else:
            earlier.append(text)
        yield text


def fill(home: Home, first: int, found: list[str]) -> None:
    """Write and close the batch whose first article has this number."""
    key = f"{first:08d}"
    rows = [
        {"article_id": f"{(first + n) * 0x9E3779B97F4A7C15 % 2**64:016x}", "source_path": key, "source_record": n}
        | {"text": text, "word_count": 500, "published_at": f"2026-{1 + n % 12:02}-01T00:00Z"}
        for n, text in enumerate(found)
    ]
    lake = Lake(home)
    lake.write(key, {name: frame.frame(rows if name == "articles" else []) for name, frame in FRAMES.items()})
    lake.close(key, [Input(key, key)], {})


def compare(home: Home, what: str) -> None:
    """Bring the cache up to date, pair the articles and print how long it took."""
    start, busy = time.perf_counter(), time.process_time()
    with duckdb.connect() as connection:
        connection.execute("ATTACH ':memory:' AS lake")
        held = copies.Cache(home, Lake(home).closed())
        copies.connect(connection, held, "SELECT batch, article_id FROM marks")
        found, count = connection.execute(
            "SELECT (SELECT count(*) FROM lake.copies), (SELECT count(DISTINCT story_id) FROM lake.article_stories)"
        ).fetchone() or (0, 0)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {seconds:.1f} s, {busy:.1f} CPU-s, {found} copies, {count} stories, peak {peak:.0f} MB")


def main(count: int) -> None:
    """Print one figure a line."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder)).create()
        every = list(texts(count + BATCH))
        for first in range(0, count, BATCH):
            fill(home, first, every[first : first + BATCH])
        compare(home, f"{count} articles")
        compare(home, "again, nothing new")
        fill(home, count, every[count:])
        compare(home, f"{BATCH} more articles")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
