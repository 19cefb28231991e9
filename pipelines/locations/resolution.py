"""Which place each name means: the order of decisions, in two passes.

Belongs here: asking the models, unresolved names, confidence.  Keep out: features (`ranking`) and how names are found
(`spans`).

Every sense is first judged by itself and beside the article's other names, then again beside what these turned out to
mean.  What the text says of containment is no matter of weighing: other candidates are gone before (`senses`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipelines.locations import models
from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.models import Matrix, Predict
from pipelines.locations.ranking import SEAT_SHARE, SEATS, Table, is_its_division
from pipelines.locations.senses import Sense, hints_of, senses_of
from pipelines.locations.toponyms import Toponym

# Where places are called in English, "Oklahoma" is not the city.
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
CITY = 100_000
SAME_AREA_KM = 60.0
DECIDED = 0.3
_NO_RIVAL = 12.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a toponym means: the place (None where the evidence does not decide), the second best, how sure.

    `candidates` counts the places that bear the name; `confidence` is the probability that the name is a place's and
    this place is the right one.
    """

    place: Place | None
    runner_up: Place | None
    candidates: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of one sense from the best to the worst: rows of its article's table, and their scores."""

    rows: list[int]
    scores: list[float]


def resolve(
    text: str,
    toponyms: Sequence[Toponym],
    asides: Sequence[Toponym],
    gazetteer: Gazetteer,
    home: str | None = None,
    predict: Predict = models.predict,
) -> list[Resolution]:
    """One resolution a toponym, in their order.

    `asides` are spans that name no place by themselves, `home` is the country of the outlet.
    """
    senses, chosen = senses_of(text, toponyms, gazetteer)
    table = Table(senses, hints_of(asides, gazetteer), home)
    if not table.places:
        return [Resolution(None, None, senses[number].bearers, 0.0) for number in chosen]
    ranked, seconds = rank(table, predict)
    trust = predict(models.TRUST, trust_features(table, ranked, seconds))
    decided = [_decide(sense, one, table, float(sure)) for sense, one, sure in zip(senses, ranked, trust, strict=True)]
    return [_sure(decided[number], toponym) for number, toponym in zip(chosen, toponyms, strict=True)]


def _sure(resolution: Resolution, toponym: Toponym) -> Resolution:
    """The resolution with the chance that the span names a place at all."""
    likelihood = 1.0 if toponym.in_dateline else toponym.likelihood
    return replace(resolution, confidence=round(resolution.confidence * likelihood, 4))


def rank(table: Table, predict: Predict) -> tuple[list[Ranked], Matrix]:
    """The candidates of every sense by both passes, and the features of the second."""
    first = ranked_by(table, predict(models.FIRST, table.first_pass()))
    features = table.second_pass([one.rows[0] if one.rows else -1 for one in first])
    second = ranked_by(table, predict(models.SECOND, features))
    return [first_by_level(table, sense, one) for sense, one in zip(table.senses, second, strict=True)], features


def first_by_level(table: Table, sense: Sense, one: Ranked) -> Ranked:
    """A country before its parts of its name, and a seat before the division called after it.

    Where no word calls for another level, all spellings of a name mean the same: "Napoli" the city as "Naples" does.  A
    seat has to hold a fair part of its division's people: "Quebec" is the province.
    """
    if not one.rows or sense.context.level is not None or sense.sure or sense.holds:
        return one
    best = table.places[one.rows[0]]
    for n, row in enumerate(one.rows[1:], 1):
        place = table.places[row]
        whole = place.is_country and place.goes_by(sense.key) and best.lies_in(place)
        if whole or _is_seat_of(place, best, sense.key):
            rows = [row, *one.rows[:n], *one.rows[n + 1 :]]
            return Ranked(rows, [one.scores[0], *one.scores[:n], *one.scores[n + 1 :]])
    return one


def _is_seat_of(seat: Place, division: Place, name: str) -> bool:
    if division.feature_class != "A" or division.is_country or seat.country_code != division.country_code:
        return False
    capital = seat.feature_code == "PPLC" and (seat.goes_by(name) or not division.goes_by(name))
    alike = seat.division == division.division or seat.name_key == division.name_key
    near = is_its_division(division, seat) or (alike and not elsewhere(seat, division))
    if not capital and not (near and (seat.feature_code in SEATS or (seat.is_settlement and seat.population >= CITY))):
        return False
    fair = seat.population >= SEAT_SHARE * division.population
    return fair and (seat.goes_by(name) or division.country_code not in ENGLISH)


def ranked_by(table: Table, scores: Matrix) -> list[Ranked]:
    """The candidates of every sense in order of their scores; of equals, the first in the table."""
    weighed = scores + table.leaning if len(scores) else scores
    ranked: list[Ranked] = []
    for start, end in zip(table.starts[:-1].tolist(), table.starts[1:].tolist(), strict=True):
        rows = sorted(range(start, end), key=lambda row: (-weighed[row], row))
        ranked.append(Ranked(rows, [float(weighed[row]) for row in rows]))
    return ranked


def trust_features(table: Table, ranked: Sequence[Ranked], features: Matrix) -> Matrix:
    """What tells whether the best candidate is right: one row a sense; zeros for a sense without candidates."""
    rows = []
    for sense, one in zip(table.senses, ranked, strict=True):
        if not one.rows:
            rows.append(np.zeros(5 + features.shape[1]))
            continue
        best = one.scores[0]
        rival = _rival(table, one)
        lead = _NO_RIVAL if rival is None else best - one.scores[rival]
        following = best - one.scores[1] if len(one.scores) > 1 else _NO_RIVAL
        share = 1.0 / float(np.exp(np.minimum(0.0, np.array(one.scores) - best)).sum())
        rows.append(np.array([best, lead, following, share, float(len(sense.places)), *features[one.rows[0]]]))
    return np.array(rows)


def _rival(table: Table, one: Ranked) -> int | None:
    """Position of the best candidate with which the first could be mistaken for another spot on the map."""
    place = table.places[one.rows[0]]
    return next((n for n, row in enumerate(one.rows[1:], 1) if elsewhere(place, table.places[row])), None)


def elsewhere(place: Place, other: Place) -> bool:
    """Whether mistaking one for the other would matter: a city and its own district are the same spot on a map."""
    return place.is_country or other.is_country or place.kilometres(other) > SAME_AREA_KM


def _decide(sense: Sense, ranked: Ranked, table: Table, confidence: float) -> Resolution:
    """The best candidate, unless there is none or too little speaks for it."""
    if not ranked.rows:
        return Resolution(None, None, sense.bearers, 0.0)
    runner_up = table.places[ranked.rows[1]] if len(ranked.rows) > 1 else None
    place = table.places[ranked.rows[0]] if confidence >= DECIDED else None
    return Resolution(place, runner_up, sense.bearers, round(confidence, 4))
