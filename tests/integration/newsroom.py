"""A newsroom of a few lines: raw files in a plain format and a reader of them that fills every frame.

A file holds stories, one JSON object a line: title, outlet, day, text.  The reader knows “quoted words” followed by
`said First Last`, and places after `in`.  It stands in for the real reader and annotator, so that these tests say
something about storage alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.frames import FRAMES
from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger
from warehouse.publish import Published, publish

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from warehouse.batches import Batch

PLACES = {"Ostrava": (3068799, 49.83, 18.28, "CZ"), "Bergen": (3161732, 60.39, 5.32, "NO")}
VERSIONS = {"reader": "1"}
# A line that no article can be told of, as where a file breaks off.
UNREADABLE = "unreadable"
_QUOTE = re.compile(r"“([^”]+)” said ([A-Z]\w+ [A-Z]\w+)")
_PLACE = re.compile(r"\bin ([A-Z]\w+)")


def story(title: str, text: str, outlet: str = "Kestrel Post", day: str = "2024-03-01") -> str:
    """The line of a story."""
    return json.dumps({"title": title, "outlet": outlet, "day": day, "text": text}, ensure_ascii=False)


def put(folder: Path, name: str, *lines: str) -> Path:
    """A raw file of these lines."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def frames(batch: Batch) -> dict[str, pd.DataFrame]:
    """Every frame of a batch."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in FRAMES}
    seen: set[str] = set()
    for part in batch.parts:
        data = part.path.read_bytes()
        sha = hashlib.sha256(data).hexdigest()
        for number, line in list(enumerate(data.splitlines()))[part.first : part.last]:
            _read(rows, seen, line, {"source_path": part.source_path, "source_record": number, "source_sha256": sha})
    for name in ("entities", "locations"):
        (key,) = FRAMES[name].key
        rows[name] = list({row[key]: row for row in rows[name]}.values())
    return {name: FRAMES[name].frame(found) for name, found in rows.items()}


def _read(rows: dict[str, list[dict[str, Any]]], seen: set[str], line: bytes, where: dict[str, Any]) -> None:
    article_id = None if line == UNREADABLE.encode() else hashlib.sha256(line).hexdigest()[:16]
    record = where | {"article_id": article_id, "text": line.decode("utf-8", "replace"), "reader": "jsonl"}
    try:
        raw = json.loads(line)
    except ValueError:
        rows["records"].append(record | {"status": "quarantined"})
        rows["quarantine"].append(where | {"stage": "parse", "reason": "bad_json", "message": "No valid JSON."})
        return
    if article_id in seen:
        rows["records"].append(record | {"status": "duplicate", "duplicate_of": article_id})
        return
    seen.add(article_id)
    rows["records"].append(record | {"status": "read"})
    text = raw["text"]
    start = record["text"].index(text)
    rows["articles"].append(
        {"source_path": where["source_path"], "source_record": where["source_record"], "article_id": article_id}
        | {"title": raw["title"], "outlet": raw["outlet"], "published_at": f"{raw['day']}T06:00Z", "text": text}
        | {"word_count": len(text.split()), "language": "en"}
    )
    block = {"kind": "paragraph", "start_char": 0, "end_char": len(text)}
    block |= {"source_start": start, "source_end": start + len(text)}
    rows["blocks"].append({"article_id": article_id, "block": 0} | block)
    _annotate(rows, article_id, text)


def _annotate(rows: dict[str, list[dict[str, Any]]], article_id: str, text: str) -> None:
    span = {"article_id": article_id, "in_title": False}
    for match in _QUOTE.finditer(text):
        words, name = match.groups()
        entity_id = "person/" + name.lower().replace(" ", "-")
        rows["entities"].append({"entity_id": entity_id, "label": "PERSON", "name": name})
        found = span | {"start_char": match.start(2), "end_char": match.end(2), "text": name, "confidence": 0.9}
        rows["entity_mentions"].append(found | {"label": "PERSON", "kind": "name", "entity_id": entity_id})
        found = span | {"start_char": match.start(1), "end_char": match.end(1), "text": words, "confidence": 0.8}
        quote_id = f"{article_id}/{match.start(1)}"
        found |= {"quote_id": quote_id, "turn_id": quote_id, "kind": "direct", "is_anonymous": False}
        rows["quotes"].append(found | {"cue": "said", "speaker": name, "speaker_id": entity_id})
    for match in _PLACE.finditer(text):
        known = PLACES.get(match[1])
        found = span | {"start_char": match.start(1), "end_char": match.end(1), "text": match[1], "kind": "literal"}
        found |= {"in_dateline": False, "candidates": 1, "location_id": known[0] if known else None}
        rows["location_mentions"].append(found)
        if known:
            place = dict(zip(("location_id", "latitude", "longitude", "country_code"), known, strict=True))
            rows["locations"].append(place | {"name": match[1]})


def load(home: Home, paths: Iterable[Path] | None = None) -> list[Batch]:
    """Read, write and close every open batch."""
    lake = Lake(home)
    batches = Ledger(home).plan(paths)
    for batch in batches:
        lake.write(batch.key, frames(batch))
        lake.close(batch.key, batch.inputs, VERSIONS)
    return batches


def run(home: Home, paths: Iterable[Path] | None = None) -> Published:
    """What a run does: all open batches, then a publish."""
    load(home, paths)
    return publish(home)


def differences(one: Home, other: Home, *, same_batches: bool = True) -> list[tuple[object, ...]]:
    """Rows of any table or view, runs left out, that only one of both warehouses has.

    With `same_batches` false the same articles may have been read in other batches.
    """
    connection = query.connect(one, outside=True)
    connection.execute(f"ATTACH '{other.warehouse}' AS other (READ_ONLY)")
    columns = connection.execute(
        "SELECT table_schema || '.' || table_name, list_contains(list(column_name), 'batch_key')"
        " FROM information_schema.columns WHERE table_catalog = 'warehouse'"
        " AND table_schema || '.' || table_name NOT IN ('meta.publish', 'meta.runs', 'meta.checks')"
        " GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    of_batches = {"main.batches", "marts.ingest_health", "meta.inputs", "meta.versions"}
    found: list[tuple[object, ...]] = []
    for name, keyed in columns:
        if not same_batches and name in of_batches:
            continue
        shown = "* EXCLUDE (batch_key)" if keyed and not same_batches else "*"
        for left, right in (("warehouse", "other"), ("other", "warehouse")):
            rows = f"SELECT {shown} FROM {left}.{name} EXCEPT ALL SELECT {shown} FROM {right}.{name}"
            found += connection.execute(f"SELECT '{name}', * FROM ({rows})").fetchall()
    connection.close()
    assert len(columns) >= 40
    return found


if __name__ == "__main__":
    run(Home(*sys.argv[1:3]))
