"""Candidates of each place name, and what speaks for each of them: numbers, no decision.

Belongs here: which places a name can mean, and features of a candidate in its article.  Keep out: weights, thresholds.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from pipelines.locations.context import Context
from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.toponyms import Toponym

MOST = 40

_DIVISION_CODES = frozenset({"ADM1", "ADM2", "ADM3", "ADMD", "RGN", "ADM1H"})
_SUPPLEMENT_POPULATION = 2_000_000
_FAR = 5.0
_SEAT_SHARE = 0.12
_METROPOLIS = 300_000
_LARGE = 100_000
_DIRECTION = re.compile(
    r"^(?:north|south|east|west|northern|southern|eastern|western|central|northeast|northeastern|northwest|northwestern|"
    r"southeast|southeastern|southwest|southwestern|upper|lower|mainland|downtown|greater|metropolitan|inner|"
    r"mid|occupied) (.+)$"
)
_REGION_END = re.compile(r"^(.+) (?:region|province|state|oblast|governorate|prefecture|territory|district|republic)$")
_CITY_END = re.compile(r"^(.+) (?:city|town|township|village|metro|area|suburbs)$")
_CITY_START = re.compile(r"^(?:city|town|village|port) of (.+)$")
_COUNTY_START = re.compile(r"^county (.+)$")
_COUNTY_END = re.compile(r"^(.+) co$")


def candidates_of(toponym: Toponym, context: Context, gazetteer: Gazetteer, *, holds: bool) -> tuple[Place, ...]:
    """The places the toponym can mean; `holds` says that it stands after a comma and holds the name before it.

    A name the gazetteer lacks is tried without its generic word ("Donetsk region" → divisions named Donetsk) and,
    for countries, divisions and large cities, without a direction ("Northern Iraq").
    """
    if toponym.demonym is not None:
        return (toponym.demonym,)
    if holds:
        found = gazetteer.contained_by(toponym.text)
        if found:
            return found
    found = gazetteer.candidates(toponym.text)
    if not found:
        found = _by_parts(toponym.key, gazetteer)
    return _held(found, context) or _at_level(found, context)


def _by_parts(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    for pattern, codes in (
        (_REGION_END, _DIVISION_CODES),
        (_COUNTY_END, frozenset({"ADM2"})),
        (_COUNTY_START, frozenset({"ADM1", "ADM2", "ADMD"})),
        (_DIRECTION, frozenset({"PCLI", "ADM1", "CONT"})),
    ):
        match = pattern.match(name)
        if match:
            stem = match.group(1)
            return tuple(p for p in gazetteer.candidates(stem) if _own(p, stem) and _fits(p, codes))
    for pattern in (_CITY_END, _CITY_START):
        match = pattern.match(name)
        if match:
            stem = match.group(1)
            return tuple(p for p in gazetteer.candidates(stem) if p.is_settlement and _own(p, stem))
    return ()


def _fits(place: Place, codes: frozenset[str]) -> bool:
    return place.feature_code in codes or ("CONT" in codes and place.is_settlement and place.population >= _METROPOLIS)


def _own(place: Place, name: str) -> bool:
    return place.name_key == name or place.name_key.startswith(name + " ") or place.is_country


def _held(places: tuple[Place, ...], context: Context) -> tuple[Place, ...]:
    """The candidates that lie in what the text says holds the name; empty where that settles nothing."""
    if not context.strict:
        return ()
    return tuple(p for p in places if any(p.lies_in(holder) for holder in context.holders))


def _at_level(places: tuple[Place, ...], context: Context) -> tuple[Place, ...]:
    """The candidates of the level the words around the name call for; all where there are none."""
    if context.level == "country":
        return tuple(p for p in places if p.is_country) or places
    if context.level == "region":
        regions = tuple(p for p in places if p.feature_code in ("ADM1", "RGN"))
        return regions or places
    if context.level == "county":
        return tuple(p for p in places if p.feature_code in ("ADM2", "ADM3", "ADMD")) or places
    if context.level == "city":
        return tuple(p for p in places if p.is_settlement) or places
    return places


@dataclass(slots=True)
class Article:
    """What is known of the article's places so far; a second pass knows more than the first.

    `settled` holds the places resolved by the key of their name, `mentions` how often each of these names stands in
    the article; `countries` sums the mentions by country; `divisions` holds the names of first-order divisions meant;
    `dateline` is the place the report was filed from.
    """

    settled: dict[str, Place] = field(default_factory=dict)
    mentions: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    divisions: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    dateline: Place | None = None

    def settle(self, name: str, place: Place, mentions: int) -> None:
        """Takes the place as what the name means."""
        self.settled[name] = place
        self.mentions[name] = mentions
        if place.country_code:
            self.countries[place.country_code] += mentions
        if place.feature_code == "ADM1" and place.division is not None:
            self.divisions.setdefault(place.division, set()).add(name)

    def names_division(self, place: Place, name: str) -> bool:
        """Whether another name of the article means the first-order division the place lies in."""
        return bool(place.division is not None and self.divisions.get(place.division, set()) - {name})

    def country_share(self, name: str, code: str | None) -> float:
        """Share of the mentions of other names that lie in the country."""
        own = self.settled.get(name)
        own_code = own.country_code if own is not None else None
        total = self.countries.total() - (self.mentions[name] if own_code else 0)
        here = self.countries[code or ""] - (self.mentions[name] if own_code and own_code == code else 0)
        return here / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of one candidate of one name in its article, each between 0 and about 1.

    Attributes:
        population: log10 of the inhabitants, divided by 10.
        country, continent, capital, division, seat, part, minor: what class of place it is.
        outshone: a division whose seat bears the name too and holds a good part of its people: the name is the city's.
        own_name: the name is the one the gazetteer gives the place, or (.8) a spelling of it that a large place has.
        other_name: a small place that the gazetteer gives the name only as another one.
        country_share: share of the article's other settled mentions that are in its country.
        division_named: its first-order division is named in the article.
        siblings: how many other settled names lie in the same first-order division, to 3, over 3.
        near: nearness of the closest other settled place: 1 at 0 km, 1/e at 100 km.
        dateline: the dateline's place is it, or lies in its division (.7) or its country (.3).
        hinted: the words after the name ("in Lebanon") hold it.
    """

    population: float
    country: float
    continent: float
    capital: float
    division: float
    seat: float
    county: float
    part: float
    minor: float
    outshone: float
    own_name: float
    other_name: float
    country_share: float
    division_named: float
    siblings: float
    near: float
    dateline: float
    hinted: float


def evidence_of(name: str, place: Place, places: Sequence[Place], context: Context, article: Article) -> Evidence:
    """The features of one of the candidates `places` for the name with this key."""
    code = place.feature_code
    others = [p for n, p in article.settled.items() if n != name and not p.is_country]
    return Evidence(
        population=_population(place),
        country=(1.0 if place.name_key == name or len(places) == 1 else 0.3) if place.is_country else 0.0,
        continent=float(code == "CONT" or (place.feature_class == "L" and place.country_code is None)),
        capital=float(code == "PPLC"),
        division=float(code == "ADM1"),
        seat=float(code == "PPLA"),
        county=float(code == "ADM2"),
        part=float(code in ("PPLX", "PPLH", "PPLQ", "PPLL")),
        minor=float(code in ("ADM3", "ADM4", "ADM5", "ADMD")),
        outshone=float(code == "ADM1" and any(_outshines(name, other, place) for other in places)),
        own_name=_own_name(name, place),
        other_name=float(place.location_id > 0 and place.name_key != name and place.population < _LARGE),
        country_share=article.country_share(name, place.country_code),
        division_named=float(code != "ADM1" and article.names_division(place, name)),
        siblings=min(3, sum(p.division == place.division for p in others)) / 3 if place.division else 0.0,
        near=_nearness(place, others),
        dateline=_dateline(place, article),
        hinted=float(any(place.lies_in(holder) for holder in context.holders)),
    )


def _population(place: Place) -> float:
    known = place.population if place.location_id > 0 else _SUPPLEMENT_POPULATION
    if known == 0 and place.feature_class == "L":
        known = 100_000
    return math.log10(known + 10) / 10


def _own_name(name: str, place: Place) -> float:
    if place.name_key == name or place.location_id < 0:
        return 1.0
    return 0.8 if place.population >= _LARGE and _alike(name, place.name_key) else 0.0


@lru_cache(maxsize=20_000)
def _alike(name: str, other: str) -> bool:
    return SequenceMatcher(None, name, other, autojunk=False).ratio() >= 0.8


def _outshines(name: str, seat: Place, division: Place) -> bool:
    if seat.feature_code not in ("PPLA", "PPLC") or seat.division != division.division:
        return False
    return division.name_key != name or seat.population >= _SEAT_SHARE * division.population


def _nearness(place: Place, others: Iterable[Place]) -> float:
    if place.is_country:
        return 0.0
    points = (p for p in others if p.is_settlement or p.feature_code == "ADM2")
    close = (p for p in points if abs(p.latitude - place.latitude) < _FAR and abs(p.longitude - place.longitude) < _FAR)
    return max((math.exp(-place.kilometres(p) / 100) for p in close), default=0.0)


def _dateline(place: Place, article: Article) -> float:
    at = article.dateline
    if at is None:
        return 0.0
    if at.location_id == place.location_id:
        return 1.0
    if place.division is not None and place.division == at.division:
        return 0.7
    return 0.3 if place.country_code == at.country_code else 0.0


def shortlist(name: str, places: Sequence[Place]) -> tuple[Place, ...]:
    """The candidates worth weighing: the most populous, those of their own name before others."""
    if len(places) <= MOST:
        return tuple(places)
    ranked = sorted(places, key=lambda p: (not p.is_country, p.name_key != name, -p.population, p.location_id))
    return tuple(ranked[:MOST])
