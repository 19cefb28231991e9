"""How much memory reading takes: many articles of one JSON Lines file through `iter_articles`.

    python tests/benchmarks/stream_articles.py [--articles 100000] [--keep FOLDER]

The articles are made by the script, of words of its own, a different one for each number.  It prints how many records
were read, and the process's peak resident memory after each quarter of the file: it should not grow with the file.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from pipelines.read import iter_articles

WORDS = (
    "harbour ferry council bridge winter school engine market river garden office voter budget doctor signal island"
    " library farmer tunnel festival museum stadium airport minister teacher driver sailor builder painter singer"
).split()
VERBS = "opened closed praised questioned repaired visited rejected approved measured described".split()
PLACES = "Selwick Arbury Thornby Oldmere Castle Quay Fenwick Marlow End Brackley Ford".split()


def sentence(source: random.Random) -> str:
    """A sentence of a subject, a verb, an object and a place."""
    subject, thing = source.sample(WORDS, 2)
    return (
        f"The {subject} {source.choice(VERBS)} the {thing} near {source.choice(PLACES)} on day {source.randrange(999)}."
    )


def article(number: int) -> dict[str, str]:
    """An article of about 350 words that no other number has."""
    source = random.Random(number)  # noqa: S311 - no secret
    paragraphs = [" ".join(sentence(source) for _ in range(5)) for _ in range(7)]
    return {
        "title": f"{source.choice(PLACES)} {source.choice(VERBS)} its {source.choice(WORDS)} for the {number}th time",
        "text": "\n\n".join(paragraphs),
        "url": f"https://example.org/2024/{number}",
        "date": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}T08:00:00Z",
        "author": "Nora Quill",
    }


def make(path: Path, articles: int) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            file.write(json.dumps(article(number)) + "\n")


def peak() -> float:
    """The process's peak resident memory in megabytes."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size / 1e3


def main() -> None:
    """Make the file, read it, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="folder to make the file in; a temporary one otherwise")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = told.keep or Path(temporary)
        path = folder / "articles.jsonl"
        make(path, told.articles)
        print(f"{told.articles} articles, {path.stat().st_size / 1e6:.0f} MB")
        measure(path, told.articles)


def measure(path: Path, articles: int) -> None:
    """Read the file chunk by chunk and print where memory stands after each quarter."""
    marks = [articles * quarter // 4 for quarter in (1, 2, 3, 4)]
    records = read = 0
    start = time.process_time()
    for part in iter_articles([path]):
        records += len(part.records)
        read += len(part.articles)
        while marks and records >= marks[0]:
            share = 100 * marks.pop(0) // articles
            print(f"{share:3} %  {records:7} records  {read:7} articles  peak {peak():6.0f} MB")
    spent = time.process_time() - start
    print(f"{records} records, {read} articles, {spent:.0f} CPU-seconds, {records / spent:.0f} records/CPU-second")


if __name__ == "__main__":
    main()
