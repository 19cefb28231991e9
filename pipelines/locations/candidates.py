"""Candidates of each place name: the places it can mean where it stands.

Belongs here: look-ups, and the hard rules of containment and level.  Keep out: what speaks for a candidate (`ranking`)
and the choice (`resolution`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.locations.context import Context
from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.toponyms import Toponym

MOST = 30

_DIVISION_CODES = frozenset({"ADM1", "ADM2", "ADM3", "ADMD", "RGN", "ADM1H"})
_METROPOLIS = 300_000
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
    found = gazetteer.bearers(toponym.text)
    city = _CITY_START.match(toponym.key)
    if not found:
        found = _by_parts(toponym.key, gazetteer)
    elif city:
        found += tuple(p for p in _cities(city.group(1), gazetteer) if p not in found)
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
            return _cities(match.group(1), gazetteer)
    return ()


def _cities(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    return tuple(p for p in gazetteer.candidates(name) if p.is_settlement and _own(p, name))


def _fits(place: Place, codes: frozenset[str]) -> bool:
    return place.feature_code in codes or ("CONT" in codes and place.is_settlement and place.population >= _METROPOLIS)


def _own(place: Place, name: str) -> bool:
    return place.goes_by(name) or place.name_key.startswith(name + " ") or place.is_country


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


def shortlist(name: str, places: Sequence[Place]) -> tuple[Place, ...]:
    """The candidates worth weighing: the most populous, those of their own name before others."""
    if len(places) <= MOST:
        return tuple(places)
    ranked = sorted(places, key=lambda p: (not p.is_country, not p.goes_by(name), -p.population, p.location_id))
    return tuple(ranked[:MOST])
