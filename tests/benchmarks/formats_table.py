"""The table of formats: each file of a folder, how many records it should hold, and how many are read.

    python tests/benchmarks/formats_table.py FOLDER

What is expected is counted from the file's own bytes by other means than the readers': tags, counters, rows, headers.
Files of a form for which nothing is counted hold one record.  A record is found if it is read, a duplicate of one that
was, or in quarantine with a reason; the last column says how many of the records found are not read, and why.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

from pipelines.read import read_articles

TAGS = (
    rb"<REUTERS\b", rb"<newsitem\b", rb"<NewsItem>", rb"<entry\b", rb"<item\b",
    rb"<article\b[^>]*>(?=[^$]*</PPSResponse>)", rb'<div [^>]{0,60}class="article [a-z]{2}Article',
    rb'class="DocPublicationName"', rb"<DOC NUMBER=",
)  # fmt: skip
DOCUMENTS = re.compile(rb"^\s*\d+ of (\d+) DOCUMENTS", re.MULTILINE)
ENDS = re.compile(r"End of Document")
LISTS = ("articles", "stories", "results", "docs", "items", "hits")


def expected(path: Path) -> int:
    """How many records the file itself says it has."""
    data = path.read_bytes()
    data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    kind = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    if kind == "csv":
        return _rows(data.decode("utf-8", "replace"))
    if kind == "json":
        return _items(json.loads(data))
    if kind == "cor":
        return len([line for line in data.splitlines() if line.strip()])
    if kind == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return len(re.findall(rb"<row\b", book.read("xl/worksheets/sheet1.xml"))) - 1
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            text = re.sub(r"<[^>]+>", "", book.read("word/document.xml").decode())
        return max(1, len(ENDS.findall(text)))
    counted = [int(match[1]) for match in DOCUMENTS.finditer(data)]
    tags = [len(re.findall(tag, data)) for tag in TAGS]
    return counted[0] if counted else max(1, *tags)


def _rows(text: str) -> int:
    """Rows below the header; of a table of sentences, its stories."""
    csv.field_size_limit(10_000_000)
    header, *rows = list(csv.reader(io.StringIO(text)))
    if "sentence_number" in header:
        at = header.index("stories_id")
        return len({row[at] for row in rows if len(row) == len(header) and row[at].strip()})
    return len([row for row in rows if row])


def _items(document: object) -> int:
    if isinstance(document, list):
        return len(document)
    if isinstance(document, dict):
        values = list(document.values())
        if values and all(isinstance(value, dict) for value in values):
            return len(values)
        return next((len(document[name]) for name in LISTS if isinstance(document.get(name), list)), 1)
    return 1


def main(folder: Path) -> int:
    """Print the table; returns how many files have another number of records than expected."""
    read = read_articles([folder])
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    wrong, sums = 0, Counter[str]()
    print(f"{'file':64} {'reader':14} {'expected':>8} {'found':>6} {'read':>6}  not read")
    for path in files:
        name = path.relative_to(folder).as_posix()
        rows = read.records[read.records["source_path"] == name]
        faults = Counter(read.quarantine[read.quarantine["source_path"] == name]["reason"])
        status = Counter(rows["status"])
        others = Counter({"duplicate": status["duplicate"]}) + faults
        found, want = (
            len(rows) + sum(read.quarantine[read.quarantine["source_path"] == name]["source_record"] < 0),
            expected(path),
        )
        wrong += found != want
        sums.update(expected=want, found=found, read=status["read"])
        why = ", ".join(f"{reason} {count}" for reason, count in sorted(others.items()))
        reader = rows["reader"].iloc[0] if len(rows) else "-"
        mark = "  WRONG" if found != want else ""
        print(f"{name[-64:]:64} {reader:14} {want:8} {found:6} {status['read']:6}  {why}{mark}")
    counts = f"{sums['expected']} records expected, {sums['found']} found, {sums['read']} read"
    print(f"{len(files)} files, {counts}; wrong files {wrong}")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
