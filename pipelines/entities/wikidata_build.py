"""Makes `data/wikidata.parquet` out of a table of aliases with Wikidata ids.

    python -m pipelines.entities.wikidata_build ALIASES.parquet SURNAMES

Left out: names that two entities bear, names that are another place's too, organisations with a name of one word that
is a place, a given name, a frequent surname or too short, and all whose description says nothing.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.entities.first_names import genders
from pipelines.entities.names import organisation_key
from pipelines.entities.wikidata import KINDS, TABLE
from pipelines.locations.gazetteer import Gazetteer

SURNAMES = 20_000
COMMON = 100
LARGE = 100_000  # inhabitants of another place of the name
COLUMNS = ("kind", "key", "qid", "name", "known_as", "context", "source", "licence")
_BRACKETED = re.compile(r"\s*\([^)]*\)")
_PLACE_LIKE = re.compile(
    r"^(?:capital |largest |the )*(?:city|town|village|borough|county|municipality|commune|district|state|province|"
    r"region|island|country|department|prefecture|ward)\b|"
    r"\b(?:city|town|borough|county|municipality|commune) (?:in|of)\b"
)
_EMPTY = frozenset(
    "american british french german italian spanish dutch swiss japanese chinese russian indian canadian australian "
    "multinational international national global large former based that with from this which company chain brand "
    "group organization organisation corporation firm located headquartered operates subsidiary owned united states "
    "kingdom".split()
)


def build(aliases: Path, surnames: Path) -> pa.Table:
    """The table: columns `COLUMNS`, sorted by kind and key, one row a name."""
    lines = surnames.read_text(encoding="ascii").splitlines()[:SURNAMES]
    names = {line.split()[0].lower(): rank for rank, line in enumerate(lines)}
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in pq.read_table(aliases).to_pylist():
        for entry in _entries(row, names):
            rows[entry["kind"], entry["key"]].append(entry)
    one = [found[0] for _, found in sorted(rows.items()) if len({entry["qid"] for entry in found}) == 1]
    best = _best_known(one)
    return pa.table(
        {column: [best[e["qid"]] if column == "known_as" else e[column] for e in one] for column in COLUMNS}
    )


def _entries(row: dict[str, Any], surnames: dict[str, int]) -> Iterator[dict[str, Any]]:
    make = {"person": _person, "organisation": _organisation, "place": _place}[row["type"]]
    made = make(row, _BRACKETED.sub("", row["alias"]), surnames)
    if made:
        entry = dict(zip(("kind", "key", "context"), made, strict=True))
        yield entry | {column: row[column] for column in ("qid", "name", "source", "licence")}


def _person(row: dict[str, Any], text: str, surnames: dict[str, int]) -> tuple[str, str, str] | None:
    from pipelines.entities.identity import person_key

    key = person_key(text)
    frequent = not row["role"] and surnames.get(key.split()[-1], COMMON) < COMMON if key else True
    return None if " " not in key or frequent or "," in text else ("PERSON", key, row["role"] or "politician")


def _organisation(row: dict[str, Any], text: str, surnames: dict[str, int]) -> tuple[str, str, str] | None:
    from pipelines.entities.identity import name_key

    key = name_key(KINDS["ORG"], text)
    context = _context(row["description"], key)
    if not context or not key.isascii() or _PLACE_LIKE.search(row["description"].lower()) or _is_place(text):
        return None
    if " " not in key and (len(key) < 4 or key in genders() or key in surnames or text.islower()):
        return None
    return KINDS["ORG"], key, context


def _context(description: str, key: str) -> str:
    words = sorted(set(re.findall(r"[a-z]{4,}", description.lower())) - _EMPTY - set(key.split()))
    return "|".join(words)


def _place(row: dict[str, Any], text: str, surnames: dict[str, int]) -> tuple[str, str, str] | None:  # noqa: ARG001 - one signature for all kinds
    key = organisation_key(text)
    code = text.isupper() and len(text) < 5 and key == text.lower()
    return None if code or len(key) < 3 or _is_ambiguous(text) else (KINDS["GPE"], key, "place")


def _is_place(name: str) -> bool:
    return any(place.population or place.feature_class == "A" for place in Gazetteer.load().candidates(name))


def _is_ambiguous(name: str) -> bool:
    places = Gazetteer.load().candidates(name)
    if any(place.is_country for place in places):
        divisions = [p for p in places if p.feature_code == "ADM1" and p.population >= LARGE]
        return bool(divisions)
    return sum(p.feature_code == "ADM1" for p in places) > 1 or any(
        place.is_settlement and place.population >= LARGE for place in places
    )


def _best_known(rows: list[dict[str, Any]]) -> dict[str, str]:
    """For each id the key of the name that its source puts first; '' where it was left out."""
    from pipelines.entities.identity import person_key

    named = {row["qid"]: person_key(row["name"]) for row in rows if row["kind"] == "PERSON"}
    kept = {(row["qid"], row["key"]) for row in rows}
    least = {row["qid"]: row["key"] for row in reversed(rows)}
    return {qid: named[qid] if (qid, named.get(qid)) in kept else key for qid, key in least.items()}


def main(aliases: str, surnames: str) -> None:
    """Write the table beside this module."""
    pq.write_table(
        build(Path(aliases), Path(surnames)), Path(__file__).with_name("data") / Path(TABLE).name, compression="zstd"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
