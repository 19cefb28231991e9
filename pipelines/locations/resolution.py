"""Which place each name means: candidates weighed by their evidence, in two passes.

Belongs here: weights, the order of decisions, confidence.  Keep out: how features are computed (`evidence`) and how
names are found (`toponyms`).

First what leaves no doubt is settled (names held by a state or country, demonyms, countries, names of one place); the
rest is weighed against that, and once more against everything.  A name keeps one sense in an article unless the words
beside it say otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from pipelines.locations.context import Context, read_contexts
from pipelines.locations.evidence import Article, Evidence, candidates_of, evidence_of, shortlist
from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.toponyms import Toponym

# Set by hand, then adjusted one at a time where that placed more names of marked news right.
WEIGHTS = Evidence(
    population=12.5,
    country=3.2,
    continent=3.0,
    capital=2.5,
    division=0.7,
    seat=0.4,
    county=-2.2,
    part=-1.0,
    minor=-2.0,
    outshone=-2.5,
    own_name=1.0,
    other_name=-2.0,
    country_share=2.5,
    division_named=1.5,
    siblings=2.0,
    near=2.0,
    dateline=2.0,
    hinted=4.0,
)
_WEIGHTED = tuple((f.name, float(getattr(WEIGHTS, f.name))) for f in fields(Evidence))
_PASSES = 2
_SAME_AREA_KM = 60.0
_RIVAL_POPULATION = 1_000
_LONE_LEAD = 8.0
_LONGEST_LEAD = 6.0
_HIGHEST_SCORE = 14.0
_DECIDED = 0.3
_CLOSE = 0.5
_TOWN = 5_000
_CITY = 100_000
_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a toponym means: the place (None where the evidence does not decide), the second best, how sure.

    `candidates` counts the places that bear the name; `confidence` grows with the score and its lead; `supported` says
    that the article names other places near it or, for a large place, in its country.
    """

    place: Place | None
    runner_up: Place | None
    candidates: int
    confidence: float
    supported: bool = True


@dataclass(slots=True)
class _Sense:
    """Mentions of one name that can mean the same places, and are decided together."""

    key: str
    places: tuple[Place, ...]
    bearers: int
    context: Context
    sure: bool
    weak: bool = True
    count: int = 0
    decided: Resolution | None = None


def resolve(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Resolution]:
    """One resolution a toponym, in their order."""
    chosen = _senses(text, toponyms, gazetteer)
    senses = list({id(sense): sense for sense in chosen}.values())
    _follow_held(senses)
    dateline = next((s for t, s in zip(toponyms, chosen, strict=True) if t.in_dateline), None)
    strong = [sense for sense in senses if not sense.weak]
    article = _article([sense for sense in strong if _beyond_doubt(sense)], None)
    for _ in range(_PASSES):
        for sense in strong:
            sense.decided = _decide(sense, article)
        article = _article(strong, dateline)
    for sense in senses:
        if sense.weak:
            sense.decided = _decide(sense, article)
    return [sense.decided or Resolution(None, None, sense.bearers, 0.0) for sense in chosen]


def _senses(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[_Sense]:
    """The sense each toponym belongs to: one a name and set of candidates."""
    contexts = read_contexts(text, toponyms, gazetteer)
    holding = {context.holder_start for context in contexts if context.strict}
    senses: dict[tuple[str, tuple[int, ...]], _Sense] = {}
    chosen = []
    for toponym, context in zip(toponyms, contexts, strict=True):
        places = candidates_of(toponym, context, gazetteer, holds=toponym.start in holding)
        bearers = gazetteer.candidates(toponym.text)
        held = context.strict and 0 < len(places) < len(bearers)
        group = (toponym.key, tuple(place.location_id for place in places))
        sense = senses.get(group)
        if sense is None:
            short = shortlist(toponym.key, places)
            sense = senses[group] = _Sense(toponym.key, short, len(bearers) or len(places), context, held)
        elif context.holders and not sense.context.holders:
            sense.context = context
        sense.count += 1
        sense.weak = sense.weak and toponym.weak
        chosen.append(sense)
    return chosen


def _follow_held(senses: Sequence[_Sense]) -> None:
    """A name that the text places somewhere ("Moscow, Idaho") means that place in the whole article."""
    held: dict[str, list[_Sense]] = {}
    for sense in senses:
        if sense.sure:
            held.setdefault(sense.key, []).append(sense)
    for sense in senses:
        models = held.get(sense.key, [])
        if not sense.sure and len(models) == 1:
            sense.places = models[0].places
            sense.sure = True


def _beyond_doubt(sense: _Sense) -> bool:
    if not sense.places:
        return False
    if sense.sure or len(sense.places) == 1:
        return True
    first = sense.places[0]
    rivals = [p for p in sense.places[1:] if p.country_code != first.country_code and p.name_key == sense.key]
    return first.is_country and not any(p.population >= _RIVAL_POPULATION for p in rivals)


def _article(senses: Iterable[_Sense], dateline: _Sense | None) -> Article:
    """What the article's names mean as far as decided, or the first candidates where nothing is yet."""
    article = Article()
    for sense in senses:
        place = sense.decided.place if sense.decided else sense.places[0]
        if place is not None:
            article.settle(sense.key, place, sense.count)
    if dateline is not None and dateline.decided is not None:
        article.dateline = dateline.decided.place
    return article


def _score(evidence: Evidence) -> float:
    return sum(weight * float(getattr(evidence, name)) for name, weight in _WEIGHTED)


def _decide(sense: _Sense, article: Article) -> Resolution:
    """The best candidate, unless it is too weak or too close to a second far away."""
    if not sense.places:
        return Resolution(None, None, sense.bearers, 0.0)
    weighed = [(p, evidence_of(sense.key, p, sense.places, sense.context, article)) for p in sense.places]
    scored = sorted(((_score(e), p, e) for p, e in weighed), key=lambda item: (-item[0], item[1].location_id))
    best, place, evidence = scored[0]
    runner_up = scored[1][1] if len(scored) > 1 else None
    rival = next((score for score, p, _ in scored[1:] if _elsewhere(place, p)), None)
    confidence = _confidence(best, best - rival if rival is not None else None, held=sense.sure)
    decided = place if confidence >= _DECIDED else None
    return Resolution(decided, runner_up, sense.bearers, confidence, _supported(place, evidence))


def _supported(place: Place, evidence: Evidence) -> bool:
    """Whether the article's other places bear out a name that only the gazetteer knows."""
    if evidence.hinted:
        return True
    if evidence.near >= _CLOSE or evidence.division_named or evidence.siblings:
        return place.population >= _TOWN
    return evidence.country_share >= _SHARE and place.population >= _CITY


def _elsewhere(place: Place, other: Place) -> bool:
    """Whether mistaking one for the other would matter: a city and its own district are the same spot on a map."""
    return place.is_country or other.is_country or place.kilometres(other) > _SAME_AREA_KM


def _confidence(score: float, margin: float | None, *, held: bool) -> float:
    """A logistic of the score and its lead, fitted to marked news; higher where the text says what holds the place."""
    lead = _LONE_LEAD if margin is None else min(margin, _LONGEST_LEAD)
    z = -2.25 + 0.28 * lead + 0.26 * min(score, _HIGHEST_SCORE) + (1.1 if held else 0.0)
    return round(1 / (1 + math.exp(-z)), 4)
