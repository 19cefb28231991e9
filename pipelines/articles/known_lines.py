"""Lines of chrome that an outlet prints on many of its pages: learnt from a corpus, then only looked up.

A table is a CSV file with the columns `outlet` (domain or name; empty for every outlet), `line`, `sort`, and `articles`
(how many were seen with it).  The first line names the version of the form.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.articles import chrome
from pipelines.articles.assemble import domain
from pipelines.articles.draft import BODY
from pipelines.articles.features import key_of

if TYPE_CHECKING:
    from pipelines.articles.draft import Draft
    from pipelines.read import Reading

VERSION = "# chrome lines, version 1"
COLUMNS = ("outlet", "line", "sort", "articles")
SHIPPED = Path(__file__).parent / "data" / "chrome_lines.csv"
# A line is chrome where at least so many articles with different titles have it, and such a share of the outlet's.
FEWEST, LEAST_SHARE = 4, 0.1
_SHORTEST, _LONGEST = 3, chrome.LONGEST
# Lines are counted in windows of so many; see `Learner`.
WINDOW = 500_000

Table = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A row: the outlet's name without case, the line as printed, its sort, and how many articles have it."""

    outlet: str
    line: str
    sort: str
    articles: int


@dataclass(slots=True)
class _Count:
    """A line that is being counted: as first printed, how often it may have been missed, articles seen with it."""

    line: str
    missed: int
    articles: int = 0


class Learner:
    """Counts lines article by article, in memory that does not grow with the corpus.

    Lines are dropped by lossy counting (Manku and Motwani, "Approximate frequency counts over data streams", 2002): at
    the end of each window those that were seen no oftener than there were windows since they came.  A line that more
    articles have than there are windows in all is never missed.
    """

    def __init__(self, window: int = WINDOW) -> None:
        self._counts: dict[tuple[str, str], _Count] = {}
        self._articles: defaultdict[str, set[bytes]] = defaultdict(set)
        self._window, self._seen, self._closed = window, 0, 0

    def add(self, outlet: str, title: str, lines: Iterable[str]) -> None:
        """Count the lines of an article; one whose title was seen before at the outlet is the same again."""
        outlet, titled = outlet.casefold(), key_of(title)
        mark = hashlib.blake2b(titled.encode(), digest_size=8).digest()
        if not outlet or not titled or mark in self._articles[outlet]:
            return
        self._articles[outlet].add(mark)
        for key, line in {key_of(line): line for line in lines}.items():
            if len(key) >= _SHORTEST and len(line) <= _LONGEST and key != titled:
                count = self._counts.setdefault((outlet, key), _Count(" ".join(line.split()), self._closed))
                count.articles += 1
                self._seen += 1
        while self._seen >= self._window * (self._closed + 1):
            self._closed += 1
            self._counts = {k: c for k, c in self._counts.items() if c.articles + c.missed > self._closed}

    def found(self) -> list[KnownLine]:
        """The lines that are chrome, by outlet and line."""
        rows = []
        for (outlet, _), count in self._counts.items():
            if count.articles >= max(FEWEST, LEAST_SHARE * len(self._articles[outlet])):
                sort = chrome.sort_of(count.line) or "known"
                rows.append(KnownLine(outlet, count.line, sort, count.articles))
        return sorted(rows, key=lambda row: (row.outlet, row.line))


def learn(readings: Iterable[Reading], window: int = WINDOW) -> list[KnownLine]:
    """The chrome lines of the outlets in some articles as `iter_articles` reads them.

    Every line of a record counts, whatever it was taken for.  An article without url and outlet teaches nothing.
    """
    learner = Learner(window)
    for reading in readings:
        records = reading.records[reading.records["status"] == "read"]
        texts = dict(zip(records["article_id"], records["text"], strict=True))
        lines: defaultdict[str, list[str]] = defaultdict(list)
        blocks = reading.blocks.dropna(subset=["source_start", "source_end"])
        for name, start, end in zip(*(blocks[c] for c in ("article_id", "source_start", "source_end")), strict=True):
            lines[name].append(texts.get(name, "")[int(start) : int(end)])
        rows = zip(*(reading.articles[c] for c in ("article_id", "url", "outlet", "title")), strict=True)
        for name, *said in rows:
            url, outlet, title = (value if isinstance(value, str) else "" for value in said)
            learner.add(domain(url) or outlet, title or next(iter(lines[name]), ""), lines[name])
    return learner.found()


def write(rows: Iterable[KnownLine], path: Path) -> None:
    """Write a table."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.outlet, row.line, row.sort, row.articles) for row in rows)
    path.write_text(f"{VERSION}\n{buffer.getvalue()}", encoding="utf-8")


def table(own: Path | None = None) -> Table:
    """The shipped table, and a user's own beside it: outlet and key of a line to its sort.

    Raises:
        ValueError: the file is none, or not of this form.
    """
    return {**_read(SHIPPED), **(_read(own) if own else {})}


def _read(path: Path) -> Table:
    try:
        stat = path.stat()
        return _parsed(path, stat.st_mtime_ns, stat.st_size)
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} can't be read as a table of chrome lines: {error}.") from error


@lru_cache(maxsize=8)
def _parsed(path: Path, _changed: int, _size: int) -> Table:
    version, _, rest = path.read_text(encoding="utf-8").partition("\n")
    rows = list(csv.reader(io.StringIO(rest)))
    if version.strip() != VERSION or not rows or tuple(rows[0]) != COLUMNS or any(len(row) != 4 for row in rows):
        raise ValueError(f"{path} is no table of chrome lines: make one with `newswarehouse chrome learn`.")
    return {(outlet.casefold(), key_of(line)): sort for outlet, line, sort, _ in rows[1:]}


def drop(draft: Draft, known: Table, outlets: Iterable[str | None]) -> None:
    """Make chrome of the lines of a draft's text that the table has for one of the outlet's names, or for all.

    A draft that would have no paragraph left stays as it is.
    """
    names = ("", *(name.casefold() for name in outlets if name))
    found = {}
    for at, block in enumerate(draft.blocks):
        key = key_of(block.text) if block.kind in BODY else ""
        sort = next((known[name, key] for name in names if (name, key) in known), None) if key else None
        if sort:
            found[at] = sort
    if not any(block.kind == "paragraph" and at not in found for at, block in enumerate(draft.blocks)):
        return
    for at, sort in found.items():
        block = draft.blocks[at]
        if block.kind == "dek":
            draft.dek = None
        block.kind, block.rule = "chrome", f"chrome:{sort}"
