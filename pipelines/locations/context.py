"""What the words around a place name say of the place: what holds it, whether it is a region or a city, who speaks.

Belongs here: reading the text beside a span.  Keep out: scores and decisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.toponyms import Toponym, Words

Level = Literal["country", "region", "city", "county"]

_REGION = r"(?:regions?|oblasts?|provinces?|states?|governorates?|prefectures?|territor(?:y|ies)|republics?)"
_CITY = r"(?:city|cities|towns?|villages?|suburbs?|port|capital|hamlet)"
_COUNTY = r"(?:count(?:y|ies)|Count(?:y|ies)|Parish|parish|districts?)"
_JOINED = re.compile(r"^\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+|&\s*)(?:the\s+|in\s+)?$")
_REGION_AFTER = re.compile(rf"^\s+{_REGION}\b")
_CITY_AFTER = re.compile(r"^\s+(?:city|town|village|suburbs?)\b")
_COUNTY_AFTER = re.compile(r"^\s+(?:[Cc]ounty|[Pp]arish|district)\b")
_COUNTIES_AFTER = re.compile(r"^\s+(?:[Cc]ounties|[Pp]arishes|districts)\b")
_REGION_OF = re.compile(rf"\b{_REGION}\s+of\s+$")
_CITY_OF = re.compile(rf"\b{_CITY}(?:\s+of)?\s+$")
_COUNTY_OF = re.compile(rf"\b{_COUNTY}\s+of\s+$")
_LISTING = re.compile(r"(?:[:(—–]|--|\s-|,|\b(?:such as|including|like|namely|especially))\s*$")
_REGIONS_BEFORE = re.compile(r"\b(regions|oblasts|provinces|states|governorates|prefectures|territories)\b")
_CITIES_BEFORE = re.compile(r"\b(cities|towns|villages)\b")
_HOLDER = re.compile(r"^(?:,\s*|\s*\()((?:[A-Z][\w.'’-]*)(?:\s+(?:of\s+|and\s+)?[A-Z][\w.'’-]*){0,3})")
_HOLDER_IN = re.compile(r"^,?\s+in\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}((?:[A-Z][\w.'’-]*)(?:\s+[A-Z][\w.'’-]*){0,2})")
_LIST_GOES_ON = re.compile(r"^,?\s+(?:and|or)\s+[A-Z]")
_LIST_BEFORE = re.compile(r"[A-Z][\w'’.-]*,\s+$")
_LIST_AFTER = re.compile(r"^,\s+[A-Z]")
_LARGE = 100_000
_WINDOW = 60
_ENUMERATED = 2

_VERBS = (
    "accuse acknowledge add admit agree announce annex argue ask assert back blame block call claim condemn confirm "
    "consider criticize criticise decide declare defend demand deny deploy describe dismiss expect express fear hail "
    "hope impose insist invade invite launch maintain oppose order plan pledge prepare promise propose protest push "
    "recognise recognize refuse reiterate reject repeat report request respond retaliate signal stress suggest "
    "support suspend threaten urge view vow want warn welcome"
)
_IRREGULAR = (
    "say says said seek seeks sought send sends sent withdraw withdraws withdrew deny denies denied reply replies "
    "replied see sees saw take takes took give gives gave make makes made"
)


def _forms(verb: str) -> set[str]:
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1] if verb in ("plan", "admit", "signal") else verb
    return {verb, verb + "s", verb + "es", stem + "ed", doubled + "ed", stem + "ing", doubled + "ing"}


ACTS_OF_STATE = frozenset(form for verb in _VERBS.split() for form in _forms(verb)) | frozenset(_IRREGULAR.split())


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around one toponym.

    `holders` are the places that a following name after the comma can mean, with `strict` saying that a comma or
    bracket (rather than "in") binds them; `holder_end` is where that name ends.  `elsewhere`: a region or country
    follows after the comma that holds no place of the name that is known.
    """

    level: Level | None = None
    holders: tuple[Place, ...] = ()
    holder_start: int = 0
    holder_end: int = 0
    strict: bool = False
    elsewhere: bool = False


def read_contexts(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Context]:
    """One context a toponym, in their order."""
    levels = _levels(text, toponyms, gazetteer)
    contexts = []
    for toponym, level in zip(toponyms, levels, strict=True):
        if toponym.kind == "demonym":
            contexts.append(Context())
            continue
        contexts.append(replace(_holder(text, toponym, gazetteer), level=level))
    return contexts


def _holder(text: str, toponym: Toponym, gazetteer: Gazetteer) -> Context:
    """The name that says what holds the toponym: after a comma, in brackets, or after "in"."""
    after = text[toponym.end : toponym.end + _WINDOW]
    places = gazetteer.candidates(toponym.text)
    elsewhere = False
    for pattern, strict in ((_HOLDER, True), (_HOLDER_IN, False)):
        found = pattern.match(after)
        for form in _beginnings(found.group(1)) if found else ():
            named = gazetteer.contained_by(form)
            holders = tuple(holder for holder in named if _holds_one(holder, toponym, places))
            start = toponym.end + found.start(1) if found else 0
            listed = bool(places) and strict and _in_list(text, toponym.start, start + len(form), known=places[0])
            if holders:
                return Context() if listed else Context(None, holders, start, start + len(form), strict)
            elsewhere |= strict and not listed and any(h.is_country or h.feature_code == "ADM1" for h in named)
    return Context(elsewhere=elsewhere)


def _beginnings(name: str) -> Iterator[str]:
    """The name, and what is left without its last words, with and without a final full stop."""
    words = name.split()
    for count in range(len(words), 0, -1):
        form = " ".join(words[:count])
        yield form
        if form.endswith("."):
            yield form.rstrip(".")


def _holds_one(holder: Place, toponym: Toponym, places: Sequence[Place]) -> bool:
    return any(p.lies_in(holder) and (p.goes_by(toponym.key) or p.population >= _LARGE) for p in places)


def _in_list(text: str, start: int, end: int, *, known: Place) -> bool:
    """Whether the two names are members of an enumeration rather than a place and what holds it.

    "Illinois, Missouri and Ohio" is one; so is "China, Japan, Ukraine", where the first is better known as a country
    and more names follow or go before.
    """
    if _LIST_GOES_ON.match(text[end : end + 12]):
        return True
    if not known.is_country and known.feature_code != "ADM1":
        return False
    return _LIST_BEFORE.search(text[max(0, start - 30) : start]) is not None or bool(
        _LIST_AFTER.match(text[end : end + 12])
    )


def _levels(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Level | None]:
    """Region, city or county as the words beside each name, or beside the enumeration it stands in, say."""
    levels: list[Level | None] = [None] * len(toponyms)
    for first, last in _enumerations(text, toponyms):
        before = text[max(0, toponyms[first].start - 120) : toponyms[first].start]
        after = text[toponyms[last].end : toponyms[last].end + 16]
        level = _level(before, after, several=last > first) or _common_level(toponyms[first : last + 1], gazetteer)
        for n in range(first, last + 1):
            levels[n] = level
    return levels


def _enumerations(text: str, toponyms: Sequence[Toponym]) -> list[tuple[int, int]]:
    """Runs of names joined by nothing but commas and conjunctions, as (first, last)."""
    runs: list[tuple[int, int]] = []
    for n, toponym in enumerate(toponyms):
        if runs and _JOINED.match(text[toponyms[n - 1].end : toponym.start]):
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return runs


def _level(before: str, after: str, *, several: bool) -> Level | None:
    if _COUNTY_AFTER.match(after) or (several and _COUNTIES_AFTER.match(after)) or _COUNTY_OF.search(before):
        return "county"
    if _REGION_AFTER.match(after) or _REGION_OF.search(before):
        return "region"
    if _CITY_AFTER.match(after) or _CITY_OF.search(before):
        return "city"
    sentence = re.split(r"[.!?]\s+(?=[A-Z“\"])|\n", before)[-1]
    if several and _LISTING.search(sentence):
        regions = list(_REGIONS_BEFORE.finditer(sentence))
        cities = list(_CITIES_BEFORE.finditer(sentence))
        nearest_region = regions[-1].start() if regions else -1
        nearest_city = cities[-1].start() if cities else -1
        if max(nearest_region, nearest_city) >= 0:
            return "region" if nearest_region > nearest_city else "city"
    return None


def _common_level(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Level | None:
    """What all unambiguous members of an enumeration are: "Armenia, Georgia, Turkey" or "Alabama and Georgia"."""
    if len(toponyms) < _ENUMERATED:
        return None
    clear = [_clear_level(gazetteer.candidates(t.text)) for t in toponyms if t.kind != "demonym"]
    for level in ("country", "region"):
        if clear.count(level) >= min(2, len(toponyms) - 1) and not any(other not in (level, None) for other in clear):
            return level
    return None


def _clear_level(places: Sequence[Place]) -> Level | None:
    """The level of a name that one place bears far before all others; None where several do."""
    if not places:
        return None
    large = max(places, key=lambda p: p.population)
    if any(p.population * 20 >= large.population for p in places if p.location_id != large.location_id):
        return None
    if large.is_country:
        return "country"
    if large.feature_code == "ADM1":
        return "region"
    return "city" if large.is_settlement else None


def is_government(words: Words, toponym: Toponym) -> bool:
    """Whether the name is who says or decides something: subject of such a verb, or its agent after "by"."""
    token: Any = words.doc[words.at(toponym.end - 1)]
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return token.head.head.text.lower() in ACTS_OF_STATE
    return token.dep_ == "nsubj" and token.head.text.lower() in ACTS_OF_STATE
