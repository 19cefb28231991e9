"""The countries an article is about, and the finest place inside each.

Belongs here: weighing resolved mentions.  Keep out: resolving them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.resolution import Resolution
from pipelines.locations.toponyms import Toponym

_MOST = 3
_LEAST_SHARE = 0.15
_IN_TITLE = 2.0
_IN_LEAD = 2.0
_IN_DATELINE = 0.5
_DEMONYM = 0.8
_EMBEDDED = 0.7
_LEAD = 400
_FINE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class _Weighed:
    place: Place
    weight: float


def find_focus(found: Iterable[tuple[Toponym, Resolution]], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Rows of `article_focus` without `article_id`: at most three countries, each with at least a share of .15.

    A mention weighs its confidence, more in the title and at the head of the text, less in the dateline, inside an
    organisation's name and as a demonym.  Places that lie in no one country count for none.
    """
    weighed = [
        _Weighed(resolution.place, _weight(toponym) * resolution.confidence)
        for toponym, resolution in found
        if resolution.place is not None and resolution.place.country_code is not None
    ]
    countries: Counter[str] = Counter()
    for mention in weighed:
        countries[mention.place.country_code or ""] += mention.weight  # type: ignore[assignment]  # a sum of weights
    total = sum(countries.values())
    ranked = sorted(countries.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    return [
        {
            "rank": rank,
            "country_code": code,
            "location_id": _finest(code, weighed, gazetteer),
            "score": round(weight / total, 4),
        }
        for rank, (code, weight) in enumerate(ranked, start=1)
        if rank == 1 or weight / total >= _LEAST_SHARE
    ]


def _weight(toponym: Toponym) -> float:
    weight = 1.0
    if toponym.in_title:
        weight = _IN_TITLE
    elif toponym.in_dateline:
        weight = _IN_DATELINE
    elif toponym.start < _LEAD:
        weight = _IN_LEAD
    if toponym.kind == "demonym":
        return weight * _DEMONYM
    return weight * _EMBEDDED if toponym.kind == "embedded" else weight


def _finest(code: str, weighed: list[_Weighed], gazetteer: Gazetteer) -> int | None:
    """From the country down, the part that holds most of what is mentioned inside it, as long as it is two fifths."""
    country = gazetteer.country(code)
    inside = [m for m in weighed if m.place.country_code == code]
    at = country
    while True:
        parts: Counter[int] = Counter()
        for mention in inside:
            part = _part_below(mention.place, at, gazetteer)
            if part is not None:
                parts[part] += mention.weight  # type: ignore[assignment]  # a sum of weights
        whole = sum(m.weight for m in inside)
        if not parts:
            break
        best, weight = min(parts.items(), key=lambda item: (-item[1], item[0]))
        if weight < _FINE_SHARE * whole:
            break
        at = gazetteer.place(best)
        inside = [
            m for m in inside if _part_below(m.place, country, gazetteer) is not None and _holds(at, m.place, gazetteer)
        ]
    return at.location_id if at is not None else None


def _part_below(place: Place, holder: Place | None, gazetteer: Gazetteer) -> int | None:
    """The part of the holder that is or holds the place; None where the place is the holder or lies elsewhere."""
    chain = [place, *gazetteer.parents(place)]
    for n, step in enumerate(chain[1:], start=1):
        if holder is not None and step.location_id == holder.location_id:
            return chain[n - 1].location_id
    return None


def _holds(holder: Place | None, place: Place, gazetteer: Gazetteer) -> bool:
    if holder is None:
        return False
    return place.location_id == holder.location_id or any(
        step.location_id == holder.location_id for step in gazetteer.parents(place)
    )
