"""Marked articles as the training needs them: spans with what they are, candidates with how good they are.

Belongs here: reading the marked data and holding it against what this room finds.  Keep out: fitting (`train`).
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.grams import Labelled, propose
from pipelines.locations.models import Matrix
from pipelines.locations.senses import Sense
from pipelines.locations.spans import features_of
from pipelines.locations.toponyms import Name, Toponym, Words

SETS = ("LGL", "GWN", "GeoVirus")
RIGHT_KM = 161.0
_SAME_KM = 40.0
_PART_WEIGHT = 0.7
_OTHER_PART_WEIGHT = 0.5

Gold = dict[str, Any]


@dataclass(slots=True)
class Lesson:
    """One marked article: its words and names, the proposed spans with their features, labels and weights."""

    source: dict[str, Any]
    words: Words
    proposed: list[Toponym]
    rows: Matrix
    labels: Matrix
    weights: Matrix

    @property
    def text(self) -> str:
        """The article's text."""
        return str(self.source["text"])

    @property
    def golds(self) -> list[Gold]:
        """Its marked place names."""
        return list(self.source["toponyms"])

    def fold(self, folds: int, salt: str = "") -> int:
        """The fold it is held out in: articles of one local paper stay together."""
        source = self.source
        group = source["domain"] if source["set"] == "LGL" else f"{source['set']} {source['id']}"
        return int(hashlib.sha256(f"{salt}{group}".encode()).hexdigest(), 16) % folds


def read(data: Path) -> list[dict[str, Any]]:
    """The marked articles of a folder with `LGL.jsonl`, `GWN.jsonl` and `GeoVirus.jsonl`, in their order."""
    return [
        json.loads(line) | {"set": name}
        for name in SETS
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def lesson_of(source: dict[str, Any], doc: Any, names: Sequence[Name], gazetteer: Gazetteer) -> Lesson:
    """The lesson of one article from its parse and its entity mentions."""
    words = Words(doc)
    labelled = Labelled(names)
    proposed = propose(words, source["text"], None, labelled, gazetteer)
    rows = features_of(proposed, words, source["text"], labelled, gazetteer)
    labels, weights = _span_labels(source, proposed)
    return Lesson(source, words, proposed, rows, labels, weights)


def _span_labels(source: dict[str, Any], proposed: Sequence[Toponym]) -> tuple[Matrix, Matrix]:
    """1 for spans that are marked, with weights; what is marked without coordinates weighs nothing."""
    labels, weights = np.zeros(len(proposed)), np.ones(len(proposed))
    for n, toponym in enumerate(proposed):
        if source["set"] == "GeoVirus" and toponym.kind == "demonym":
            weights[n] = 0.0
    for gold in source["toponyms"]:
        over = [n for n, t in enumerate(proposed) if t.start < gold["end"] and gold["start"] < t.end]
        if gold["lat"] is None:
            weights[over] = 0.0
            continue
        exact = [n for n in over if is_exact(proposed[n], gold)]
        best = exact or sorted(over, key=lambda n: (_overlap(gold, proposed[n]), n))[:1]
        weights[over] *= _OTHER_PART_WEIGHT
        labels[best] = 1.0
        weights[best] = 1.0 if exact else _PART_WEIGHT
    return labels, weights


def is_exact(toponym: Toponym, gold: Gold) -> bool:
    """Whether the span is the marked one, a leading "the" and a final full stop aside."""
    return 0 <= toponym.start - int(gold["start"]) <= len("the ") and abs(int(gold["end"]) - toponym.end) <= 1


def _overlap(gold: Gold, toponym: Toponym) -> int:
    return max(int(gold["start"]), toponym.start) - min(int(gold["end"]), toponym.end)


def gold_of(sense: Sense, golds: Sequence[Gold]) -> tuple[Gold, int] | None:
    """What most mentions of a sense are marked as, and how many are; None where none is."""
    found: Counter[tuple[Any, ...]] = Counter()
    first: dict[tuple[Any, ...], Gold] = {}
    for toponym in sense.toponyms:
        over = [g for g in golds if g["lat"] is not None and toponym.start < g["end"] and g["start"] < toponym.end]
        if over:
            gold = min(over, key=lambda g: (not is_exact(toponym, g), _overlap(g, toponym)))
            meant = (gold["geonameid"], gold["lat"], gold["lon"])
            found[meant] += 1
            first.setdefault(meant, gold)
    if not found:
        return None
    meant, count = min(found.items(), key=lambda item: (-item[1], first[item[0]]["start"]))
    return first[meant], count


def grades(places: Sequence[Place], gold: Gold) -> list[int]:
    """How good each candidate is: 3 for the marked place, 1 for one at the same spot, 0 for others."""
    away = [distance(place, gold) for place in places]
    graded = [int(km <= _SAME_KM) for km in away]
    same = [n for n, place in enumerate(places) if gold["geonameid"] and place.location_id == int(gold["geonameid"])]
    if same:
        graded[same[0]] = 3
    elif gold["geonameid"] is None and places and min(away) <= RIGHT_KM:
        graded[away.index(min(away))] = 3
    return graded


def is_right(place: Place, gold: Gold) -> bool:
    """Whether the place is the marked one or within 161 km of it."""
    same = gold["geonameid"] is not None and place.location_id == int(gold["geonameid"])
    return same or distance(place, gold) <= RIGHT_KM


def distance(place: Place, gold: Gold) -> float:
    """Kilometres from the place to the marked coordinates."""
    p, q = math.radians(place.latitude), math.radians(gold["lat"])
    half = math.radians(gold["lon"] - place.longitude) / 2
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(half) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))
