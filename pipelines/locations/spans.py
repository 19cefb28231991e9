"""Which of the proposed spans name places: features of a span, the trained filter, and the choice among overlaps.

Belongs here: what tells a place name from a person, a company or a month.  Keep out: proposing spans (`grams`) and
which place is meant (`resolution`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from pipelines.locations import models
from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.grams import Labelled, propose
from pipelines.locations.models import Matrix, Predict
from pipelines.locations.spelling import key
from pipelines.locations.toponyms import Name, Toponym, Words, after_place_preposition
from pipelines.locations.word_classes import after_class, before_class

LIKELY = 0.45
# A name that no gazetteer holds can be shown but not placed, so it has to be a place for sure.
LIKELY_UNKNOWN = 0.6
# Inside an organisation's name the words may be no place at all.
LIKELY_EMBEDDED = 0.5
# A word for a place's people can hardly be anything else; whether it is marked as a place is a matter of taste.
LIKELY_DEMONYM = 0.2

_LABELS = ("GPE", "LOC", "FAC", "NORP", "ORG", "PERSON")
_TAGS = {tag: n for n, tag in enumerate("NNP NNPS NN NNS JJ IN DT CD CC MD , . POS".split())}
_DEPENDENCIES = {
    name: n
    for n, name in enumerate(("pobj", "compound", "nsubj", "appos", "poss", "dobj", "conj", "amod", "npadvmod", "ROOT"))
}
_SAME = 6
_LOOKED_AT = 10
_NEIGHBOURS = 12
_WHERE_BEFORE = re.compile(r"\b(?:in|at|near|outside|around|across|throughout)\s+$")
_FROM_BEFORE = re.compile(r"\b(?:of|from|to|for|by|with)\s+(?:the\s+)?$")
_THE_BEFORE = re.compile(r"\b[Tt]he\s+$")
_JOINED_BEFORE = re.compile(r"[A-Z][\w'’-]+(?:,\s*(?:and\s+(?:even\s+)?)?|\s+and\s+)$")
_JOINED_AFTER = re.compile(r"^(?:,\s*(?:and\s+(?:even\s+)?)?|\s+and\s+)[A-Z]")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w.'’&-]*\s$")
_CAPITAL_AFTER = re.compile(r"^\s[A-Z]")
_HOLDER = re.compile(r"^,\s*|^\s\(")
_NEXT_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}")


def find_toponyms(
    words: Words,
    text: str,
    dateline: str | None,
    names: Sequence[Name],
    gazetteer: Gazetteer,
    predict: Predict = models.predict,
) -> tuple[list[Toponym], list[Toponym]]:
    """All place names of the text in offset order, none overlapping another, and the spans beside them."""
    labelled = Labelled(names)
    proposed = propose(words, text, dateline, labelled, gazetteer)
    likelihoods = predict(models.SPANS, features_of(proposed, words, text, labelled, gazetteer))
    for toponym, likelihood in zip(proposed, likelihoods.tolist(), strict=True):
        toponym.likelihood = round(likelihood, 4)
    return choose(proposed, gazetteer)


def choose(proposed: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[list[Toponym], list[Toponym]]:
    """The likely ones of overlapping spans, the likeliest first, and the unlikely ones that overlap none of them.

    A dateline's names always stand.
    """
    taken: set[int] = set()
    chosen = []
    asides = []
    for toponym in sorted(proposed, key=lambda t: (not t.in_dateline, -t.likelihood, t.start, -t.end)):
        span = range(toponym.start, toponym.end)
        if not taken.isdisjoint(span):
            continue
        if toponym.likelihood < _least(toponym, gazetteer) and not toponym.in_dateline:
            asides.append(toponym)
        else:
            taken.update(span)
            chosen.append(toponym)
    chosen.sort(key=lambda t: t.start)
    return chosen, [t for t in asides if taken.isdisjoint(range(t.start, t.end))]


def _least(toponym: Toponym, gazetteer: Gazetteer) -> float:
    if toponym.demonym is not None:
        return LIKELY_DEMONYM
    if not gazetteer.bearers(toponym.text):
        return LIKELY_UNKNOWN
    return LIKELY_EMBEDDED if toponym.kind == "embedded" else LIKELY


def features_of(
    proposed: Sequence[Toponym], words: Words, text: str, labelled: Labelled, gazetteer: Gazetteer
) -> Matrix:
    """One row a span, shape (n, features)."""
    article = _Article(proposed, words, text, labelled, gazetteer)
    rows = [
        [
            *_of_label(toponym, labelled),
            *_of_gazetteer(toponym, gazetteer),
            *_of_words(toponym, words),
            *_of_surroundings(toponym, text, gazetteer),
            *article.features(toponym),
        ]
        for toponym in proposed
    ]
    return np.array(rows, dtype=np.float64) if rows else np.zeros((0, 1))


def _of_label(toponym: Toponym, labelled: Labelled) -> list[float]:
    name = labelled.over(toponym.start, toponym.end)
    if name is None:
        return [0.0] * (2 * len(_LABELS)) + [0.0, -1.0, -1.0]
    same = (
        name.start <= toponym.start
        and toponym.end <= name.end
        and ((name.end - name.start) - (toponym.end - toponym.start) <= _SAME)
    )
    over = [float(name.label == label) for label in _LABELS]
    exact = over if same else [0.0] * len(_LABELS)
    gaps = [float(toponym.start - name.start), float(name.end - toponym.end)]
    return [*exact, *over, float(name.label not in _LABELS), *gaps]


def _of_gazetteer(toponym: Toponym, gazetteer: Gazetteer) -> list[float]:
    places = _places(toponym, gazetteer)
    return [
        float(len(places)),
        *_classes(toponym.key, places),
        float(toponym.demonym is not None),
        float(gazetteer.stopped(toponym.text) is not None),
        float(toponym.kind == "embedded"),
        float(toponym.tagged),
        float(toponym.in_dateline),
    ]


def _places(toponym: Toponym, gazetteer: Gazetteer) -> tuple[Place, ...]:
    return (toponym.demonym,) if toponym.demonym is not None else gazetteer.bearers(toponym.text)


@lru_cache(maxsize=20_000)
def _classes(name: str, places: tuple[Place, ...]) -> tuple[float, ...]:
    """What the best of the places are, whatever the article."""
    own = [p for p in places if p.goes_by(name)]
    codes = {p.feature_code for p in places}
    own_codes = {p.feature_code for p in own}
    return (
        float(np.log10(places[0].population + 1)) if places else -1.0,
        float(np.log10(max((p.population for p in own), default=0) + 1)) if own else -1.0,
        float(np.log10(max((p.population for p in own if p.is_settlement), default=0) + 1)) if own else -1.0,
        float(len(own)),
        float("PCLI" in codes),
        float("ADM1" in codes) + float("ADM1" in own_codes),
        float("ADM2" in own_codes),
        float(bool(codes & {"PPLC", "PPLA"})),
        float(bool(own_codes & {"PPLC", "PPLA"})),
        float(any(p.location_id < 0 or p.feature_code in ("CONT", "RGN") for p in places)),
        float(len({p.country_code for p in own})),
    )


def _of_words(toponym: Toponym, words: Words) -> list[float]:
    first, last = words.at(toponym.start), words.at(toponym.end - 1)
    doc: Any = words.doc
    head = doc[last]
    before = doc[first - 1].tag_ if first else ""
    after = doc[last + 1].tag_ if last + 1 < len(words.texts) else ""
    return [
        float(last - first + 1),
        float(toponym.end - toponym.start),
        float(toponym.text.isupper()),
        float("." in toponym.text),
        *(float(_TAGS.get(tag, -1)) for tag in (doc[first].tag_, head.tag_, before, after)),
        float(_DEPENDENCIES.get(head.dep_, -1)),
        float(_TAGS.get(head.head.tag_, -1)),
        float(head.head.i - head.i),
        float(doc[first].is_sent_start is True),
    ]


def _of_surroundings(toponym: Toponym, text: str, gazetteer: Gazetteer) -> list[float]:
    before, after = text[max(0, toponym.start - 30) : toponym.start], text[toponym.end : toponym.end + 40]
    bound = _HOLDER.match(after)
    follower = _NEXT_NAME.match(after, bound.end()) if bound else None
    holds = follower is not None and bool(
        gazetteer.contained_by(follower.group().rstrip(".")) or gazetteer.contained_by(follower.group().split()[0])
    )
    return [
        float(before_class(before)),
        float(after_class(after)),
        float(after_place_preposition(text, toponym.start)),
        float(_WHERE_BEFORE.search(before) is not None),
        float(_FROM_BEFORE.search(before) is not None),
        float(_THE_BEFORE.search(before) is not None),
        float(_JOINED_BEFORE.search(before) is not None),
        float(_JOINED_AFTER.match(after) is not None),
        float(_CAPITAL_BEFORE.search(before) is not None),
        float(_CAPITAL_AFTER.match(after) is not None),
        float(after[:2] in ("'s", "’s")),
        float(after[:1] in "-–" if after else 0),
        float(before[-1:] in "-–" if before else 0),
        float(after[:1] == ","),
        float(before[-2:] == ", "),
        float(holds),
    ]


class _Article:
    """What the rest of the article says of its proposed spans."""

    def __init__(
        self, proposed: Sequence[Toponym], words: Words, text: str, labelled: Labelled, gazetteer: Gazetteer
    ) -> None:
        self._length = max(1, len(text))
        self._gazetteer = gazetteer
        self._counts = Counter(t.key for t in proposed)
        self._spans = [(t.start, t.end) for t in proposed]
        self._lower = Counter(form for form in words.texts if form.islower())
        self._known = [
            (t.start, t.end) for t in proposed if any(p.goes_by(t.key) for p in _places(t, gazetteer)[:_LOOKED_AT])
        ]
        self._labels: dict[str, Counter[str]] = {}
        self._persons: Counter[str] = Counter()
        self._organised: Counter[str] = Counter()
        for name in labelled.names:
            form = text[name.start : name.end]
            self._labels.setdefault(key(form), Counter())[name.label] += 1
            parts = form.split() if name.label in ("PERSON", "ORG") else []
            if len(parts) > 1:
                (self._persons if name.label == "PERSON" else self._organised).update({key(part) for part in parts})
        self._countries: Counter[str] = Counter()
        self._divisions: Counter[tuple[str, str]] = Counter()
        for form in sorted(self._counts):
            self._name(form)
        self._total = max(1, self._countries.total())
        self._ends = {start: max(e for s, e in self._spans if s == start) for start, _ in self._spans}

    def _name(self, form: str) -> None:
        places = self._gazetteer.candidates(form)
        if places and places[0].is_country:
            self._countries[places[0].country_code or ""] += self._counts[form]
        for place in places:
            if place.feature_code == "ADM1" and place.division is not None:
                self._divisions[place.division] += 1

    def _is_part(self, toponym: Toponym) -> bool:
        """Whether a longer span around it is a place's own name: "Zealand" in "New Zealand"."""
        at = bisect_right(self._known, (toponym.start, toponym.end))
        near = self._known[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        return any(
            start <= toponym.start and toponym.end <= end and (start, end) != (toponym.start, toponym.end)
            for start, end in near
        )

    def features(self, toponym: Toponym) -> list[float]:
        """Features of one span of the article."""
        labels = self._labels.get(toponym.key, Counter())
        total = max(1, labels.total())
        places = _places(toponym, self._gazetteer)[:_LOOKED_AT]
        own = [p for p in places if p.goes_by(toponym.key)]
        return [
            float(self._counts[toponym.key]),
            *(labels[label] / total for label in ("GPE", "LOC", "PERSON", "ORG", "NORP")),
            float(labels.total()),
            float(self._persons[toponym.key]),
            float(self._organised[toponym.key]),
            toponym.start / self._length,
            float(toponym.end < self._ends[toponym.start]),
            float(self._is_part(toponym)),
            float(min(3, self._lower[toponym.text.lower()])),
            max((self._countries[p.country_code or ""] / self._total for p in own or places), default=0.0),
            max((float(self._divisions[p.division] > 0) for p in own if p.division and not p.is_country), default=0.0),
            float(len(self._countries)),
        ]
