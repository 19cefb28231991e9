"""Which place each name means: the order of decisions, in two passes.

Belongs here: asking the models, unresolved names, confidence.  Keep out: features (`ranking`) and how names are found
(`spans`).

Every sense is first judged by itself and beside the article's other names, then again beside what these turned out to
mean.  What the text says of containment is no matter of weighing: other candidates are gone before (`senses`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.locations import models
from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.models import Matrix, Predict
from pipelines.locations.ranking import Table
from pipelines.locations.senses import Sense, senses_of
from pipelines.locations.toponyms import Toponym

SAME_AREA_KM = 60.0
DECIDED = 0.3
_NO_RIVAL = 12.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a toponym means: the place (None where the evidence does not decide), the second best, how sure.

    `candidates` counts the places that bear the name; `confidence` is the probability that the place is right if the
    name is a place's at all.
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
    text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer, predict: Predict = models.predict
) -> list[Resolution]:
    """One resolution a toponym, in their order."""
    senses, chosen = senses_of(text, toponyms, gazetteer)
    table = Table(senses)
    if not table.places:
        return [Resolution(None, None, senses[number].bearers, 0.0) for number in chosen]
    ranked, seconds = rank(table, predict)
    trust = predict(models.TRUST, trust_features(table, ranked, seconds))
    decided = [_decide(sense, one, table, float(sure)) for sense, one, sure in zip(senses, ranked, trust, strict=True)]
    return [decided[number] for number in chosen]


def rank(table: Table, predict: Predict) -> tuple[list[Ranked], Matrix]:
    """The candidates of every sense by both passes, and the features of the second."""
    first = ranked_by(table, predict(models.FIRST, table.first_pass()))
    features = table.second_pass([one.rows[0] if one.rows else -1 for one in first])
    return ranked_by(table, predict(models.SECOND, features)), features


def ranked_by(table: Table, scores: Matrix) -> list[Ranked]:
    """The candidates of every sense in order of their scores; of equals, the first in the table."""
    ranked = []
    for start, end in zip(table.starts[:-1].tolist(), table.starts[1:].tolist(), strict=True):
        rows = sorted(range(start, end), key=lambda row: (-scores[row], row))
        ranked.append(Ranked(rows, [float(scores[row]) for row in rows]))
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
