"""Features of every candidate of every name of an article: numbers, no decision.

Belongs here: what speaks for a candidate, by itself, beside the article's other names, and beside what these turned out
to mean.  Keep out: the models that weigh it (`models`) and what follows from it (`resolution`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from pipelines.locations.gazetteer import Place
from pipelines.locations.models import Matrix
from pipelines.locations.senses import Sense

_RADIUS_KM = 6371.0
_FAR_KM = 9_000.0
_SUPPLEMENT_POPULATION = 2_000_000
SEAT_SHARE = 0.1
_LARGE = 100_000
# The first candidates of a name stand for it where other names are compared with it.
_COMPARED = 8
_GROUPS = {
    "PCLI": 1,
    "ADM1": 2,
    "ADM2": 3,
    "ADM3": 4,
    "ADM4": 4,
    "ADM5": 4,
    "ADMD": 4,
    "PPLC": 5,
    "PPLA": 6,
    "PPLA2": 7,
    "PPLA3": 8,
    "PPLA4": 8,
    "PPL": 9,
    "PPLX": 10,
    "CONT": 11,
    "RGN": 12,
}
# Features of `Table.first_pass` that speak for a candidate the more the higher they are: people, their share.
RISING = (0, 2)
# What the outlet's own country adds to a candidate's score.  No training data name outlets' countries, so it stands
# outside the models; given the country that most places of a local paper lie in, it never costs.
HOME = 1.0
SEATS = frozenset({"PPLC", "PPLA", "PPLA2", "PPLA3"})
_LEVELS = {None: 0, "country": 1, "region": 2, "county": 3, "city": 4}


class Table:
    """The candidates of all senses of an article, one row each, the senses one after the other.

    `starts[n]:starts[n + 1]` are the rows of sense n; `leaning` is what a row's score gains for lying in `home`, the
    country of the outlet.
    """

    def __init__(self, senses: Sequence[Sense], hints: Sequence[Place] = (), home: str | None = None) -> None:
        self.senses = senses
        self.places: list[Place] = [place for sense in senses for place in sense.places]
        self.starts = np.cumsum([0, *(len(sense.places) for sense in senses)])
        self._of = np.repeat(np.arange(len(senses)), np.diff(self.starts))
        names = sorted({sense.key for sense in senses})
        number = {name: n for n, name in enumerate(names)}
        self._name = np.array([number[sense.key] for sense in senses], dtype=int)
        self._names = len(names)
        self._points = _points(self.places)
        codes: dict[str | None, int] = {}
        self._country = np.array([codes.setdefault(p.country_code, len(codes)) for p in self.places], dtype=int)
        self._nowhere = codes.get(None, -1)
        divisions: dict[object, int] = {}
        self._division = np.array(
            [divisions.setdefault(p.division or (p.location_id,), len(divisions)) for p in self.places], dtype=int
        )
        districts: dict[object, int] = {}
        self._district = np.array(
            [districts.setdefault(_district(p) or (p.location_id,), len(districts)) for p in self.places], dtype=int
        )
        self.leaning = np.array([HOME * float(home is not None and p.country_code == home) for p in self.places])
        self._hints = Counter((p.country_code, p.admin1) for p in hints)
        self._base = self._first_pass() if self.places else np.zeros((0, 1))

    def first_pass(self) -> Matrix:
        """Features without knowing what other names mean, shape (candidates, features)."""
        return self._base

    def _first_pass(self) -> Matrix:
        own = np.array([row for sense in self.senses for row in _of_places(sense.key, sense.places)], dtype=np.float64)
        context = np.array([_of_sense(sense) for sense in self.senses], dtype=np.float64)[self._of]
        hinted = np.array(
            [
                float(any(place.lies_in(holder) for holder in sense.context.holders))
                for sense in self.senses
                for place in sense.places
            ]
        )
        sure = [
            int(self.starts[n]) for n, sense in enumerate(self.senses) if sense.beyond_doubt and len(sense.places) > 0
        ]
        crowd = np.full(len(self.places), float(self._names))
        soft = np.column_stack([self._soft_shares(), self._weighed_shares(), self._hinted_shares(), self._near_names()])
        return np.column_stack([own, context, hinted, crowd, self._shares(sure), soft, self._behind(soft)])

    def _behind(self, columns: Matrix) -> Matrix:
        """How far each candidate's value is below the highest of its name's candidates."""
        if not len(self._of):
            return columns
        filled = np.flatnonzero(np.diff(self.starts))
        highest = np.maximum.reduceat(columns, self.starts[filled], axis=0)
        at = np.searchsorted(filled, self._of)
        return np.asarray(highest[at] - columns)

    def _weighed_shares(self) -> Matrix:
        """How many other names lie in the candidate's country, division and district, and shares of those that can.

        For the counts each name means any of its candidates as their people make it likely.
        """
        names = self._name[self._of]
        people = np.array([_people(p) + 1000.0 for p in self.places]) ** 0.5
        own = np.array([own for sense in self.senses for own in _bears(sense.key, sense.places)])
        weight = people * np.where(own, 1.0, 0.2)
        weight = weight / np.bincount(names, weight, self._names)[names]
        out = np.zeros((len(self.places), 5))
        for column, codes in enumerate((self._country, self._division, self._district)):
            met = np.zeros((self._names, int(codes.max()) + 1))
            np.add.at(met, (names, codes), weight)
            total = met.sum(0)[codes] - met[names, codes]
            out[:, column] = total
            if column:
                strong = met > 0
                out[:, column + 2] = (strong.sum(0)[codes] - strong[names, codes]) / np.maximum(1, self._names - 1)
        return out

    def _hinted_shares(self) -> Matrix:
        """Counts of countries and divisions named in what is no place name here, like "Ohio State University"."""
        division = [self._hints[p.country_code, p.admin1] if p.admin1 else 0 for p in self.places]
        countries: Counter[str | None] = Counter()
        for (code, _), count in self._hints.items():
            countries[code] += count
        country = [countries[p.country_code] for p in self.places]
        return np.column_stack([np.array(country, dtype=np.float64), np.array(division, dtype=np.float64)])

    def second_pass(self, chosen: Sequence[int]) -> Matrix:
        """The features of the first pass and those beside what other names mean.

        `chosen` holds the row of the place that each sense means so far, -1 for none; a name's own is left out.
        """
        if not self.places:
            return self._base
        rows = [row for row in chosen if row >= 0]
        return np.column_stack([self._base, self._shares(rows), self._near_chosen(rows), self._dateline(chosen)])

    def _others(self, rows: Sequence[int]) -> Matrix:
        """Which of the rows belong to another name than each candidate's, shape (candidates, rows)."""
        names = self._name[self._of]
        return np.asarray(names[:, None] != names[list(rows)][None, :], dtype=np.float64)

    def _shares(self, rows: Sequence[int]) -> Matrix:
        """Shares of other names' mentions in the candidate's country and division, and whether there are any."""
        if not rows:
            return np.zeros((len(self.places), 5))
        picked = list(rows)
        counts = np.array([self.senses[self._of[row]].count for row in picked], dtype=np.float64)
        others = self._others(picked)
        weights = others * counts[None, :]
        placed = (self._country[picked] != self._nowhere)[None, :]
        country = (self._country[:, None] == self._country[picked][None, :]) & placed
        division = self._division[:, None] == self._division[picked][None, :]
        named = np.array([self.places[row].feature_code == "ADM1" for row in picked])[None, :]
        total = np.maximum(1.0, (weights * placed).sum(1))
        return np.column_stack(
            [
                (weights * country).sum(1) / total,
                (others * country).sum(1),
                (weights * division).sum(1) / total,
                (others * division).sum(1),
                ((others * division * named).sum(1) > 0).astype(np.float64),
            ]
        )

    def _soft_shares(self) -> Matrix:
        """Shares of names with any candidate in the same country, and in the same division."""
        names = self._name[self._of]
        out = np.zeros((len(self.places), 2))
        for column, codes in enumerate((self._country, self._division)):
            met = np.zeros((self._names, int(codes.max()) + 1))
            met[names, codes] = 1.0
            out[:, column] = (met.sum(0)[codes] - 1.0) / max(1, self._names - 1)
        return out

    def _near_names(self) -> Matrix:
        """Shares of other names that can mean a place within 50, 150 and 500 km; nearness of their first candidates."""
        columns = [
            int(row)
            for a, b in zip(self.starts, self.starts[1:], strict=False)
            for row in range(a, min(b, a + _COMPARED))
        ]
        nearest = np.full((len(self.places), self._names), _FAR_KM)
        first = np.full((len(self.places), self._names), _FAR_KM)
        names = self._name[self._of]
        order = sorted(columns, key=lambda row: (names[row], row))
        groups = names[order]
        bounds = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
        kilometres = _kilometres(self._points, self._points[order])
        nearest[:, groups[bounds]] = np.minimum.reduceat(kilometres, bounds, axis=1)
        first[:, groups[bounds]] = kilometres[:, bounds]
        mine = np.arange(self._names)[None, :] == names[:, None]
        nearest[mine] = _FAR_KM
        first[mine] = _FAR_KM
        others = max(1, self._names - 1)
        return np.column_stack(
            [
                (nearest < 50).sum(1) / others,
                (nearest < 150).sum(1) / others,
                (nearest < 500).sum(1) / others,
                np.exp(-nearest / 100).sum(1),
                first.min(1),
            ]
        )

    def _near_chosen(self, rows: Sequence[int]) -> Matrix:
        """Distance in km to the closest place that another name means, countries aside, and how many are close."""
        points = [row for row in rows if not self.places[row].is_country and self.places[row].feature_code != "CONT"]
        if not points:
            return np.column_stack([np.full((len(self.places), 2), _FAR_KM), np.zeros((len(self.places), 2))])
        apart = np.where(self._others(points) > 0, _kilometres(self._points, self._points[points]), _FAR_KM)
        second = np.partition(apart, 1, axis=1)[:, 1] if len(points) > 1 else np.full(len(self.places), _FAR_KM)
        return np.column_stack([apart.min(1), second, np.exp(-apart / 100).sum(1), np.exp(-apart / 30).sum(1)])

    def _dateline(self, chosen: Sequence[int]) -> Matrix:
        """Distance in km to the dateline's place, and whether it is in the same country and division; -1 for none."""
        row = next((r for r, s in zip(chosen, self.senses, strict=True) if s.in_dateline and r >= 0), -1)
        if row < 0:
            return np.full((len(self.places), 3), -1.0)
        return np.column_stack(
            [
                _kilometres(self._points, self._points[[row]])[:, 0],
                (self._country == self._country[row]).astype(np.float64),
                (self._division == self._division[row]).astype(np.float64),
            ]
        )


def _district(place: Place) -> tuple[str | None, ...] | None:
    return (place.country_code, place.admin1, place.admin2) if place.admin2 else None


def _points(places: Sequence[Place]) -> Matrix:
    """Unit vectors, shape (n, 3)."""
    latitude = np.radians([p.latitude for p in places])
    longitude = np.radians([p.longitude for p in places])
    return np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )


def _kilometres(some: Matrix, others: Matrix) -> Matrix:
    """Great-circle distances, shape (some, others), at most `_FAR_KM`."""
    # einsum adds in a fixed order, so that a distance does not depend on how many are computed together.
    cosines = np.clip(np.einsum("ik,jk->ij", some, others), -1.0, 1.0)
    return np.asarray(np.round(np.minimum(_RADIUS_KM * np.arccos(cosines), _FAR_KM), 1))


@lru_cache(maxsize=20_000)
def _of_places(name: str, places: tuple[Place, ...]) -> list[list[float]]:
    """Features of the candidates that no article changes."""
    people = [_people(place) for place in places]
    total = sum(people)
    order = sorted(range(len(places)), key=lambda n: (-people[n], places[n].location_id))
    rank = {n: position for position, n in enumerate(order)}
    own = _bears(name, places)
    codes = Counter(_GROUPS.get(p.feature_code, 13) for p in places)
    return [
        [
            math.log10(people[n] + 10),
            float(rank[n]),
            people[n] / (total + 1),
            float(_GROUPS.get(place.feature_code, 13)),
            float(len(places)),
            float(codes[_GROUPS.get(place.feature_code, 13)]),
            float(own[n]),
            1.0 if own[n] else _alike(name, place.name_key),
            float(place.location_id < 0),
            float(place.feature_code == "ADM1" and any(_outshines(name, other, place) for other in places)),
            float(place.is_settlement and any(is_its_division(other, place) for other in places)),
        ]
        for n, place in enumerate(places)
    ]


@lru_cache(maxsize=20_000)
def _bears(name: str, places: tuple[Place, ...]) -> list[bool]:
    """Whether it is the candidate's own name; a seat and the division called after it share theirs.

    So "Napoli" and "Naples" are read alike, whichever of them GeoNames calls the city and which the province.
    """
    own = [place.goes_by(name) for place in places]
    for n, seat in enumerate(places):
        for m, division in enumerate(places) if seat.feature_code in SEATS else ():
            if own[n] != own[m] and is_its_division(division, seat):
                own[n] = own[m] = True
    return own


def _people(place: Place) -> float:
    if place.location_id < 0:
        return float(_SUPPLEMENT_POPULATION)
    if place.population == 0 and place.feature_class == "L":
        return float(_LARGE)
    return float(place.population)


@lru_cache(maxsize=20_000)
def _alike(name: str, other: str) -> float:
    return round(SequenceMatcher(None, name, other, autojunk=False).ratio(), 2)


def _outshines(name: str, seat: Place, division: Place) -> bool:
    if seat.feature_code not in ("PPLA", "PPLC") or seat.division != division.division:
        return False
    return not division.goes_by(name) or seat.population >= SEAT_SHARE * division.population


def is_its_division(division: Place, seat: Place) -> bool:
    """Whether it is a first- or second-order division that the place lies in."""
    return division.feature_code in ("ADM1", "ADM2") and seat.lies_in(division)


def _of_sense(sense: Sense) -> list[float]:
    first = sense.toponyms[0]
    return [
        float(_LEVELS[sense.context.level]),
        float(sense.sure),
        float(sense.holds),
        float(sense.count),
        float(min(sense.bearers, 200)),
        float(sense.in_dateline),
        float(first.kind == "embedded"),
        first.likelihood,
        float(sense.context.elsewhere),
    ]
