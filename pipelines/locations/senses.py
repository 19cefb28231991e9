"""Senses: the mentions of one name in an article that can mean the same places, and are decided together.

Belongs here: grouping mentions, and what the text settles by itself.  Keep out: what is weighed (`ranking`,
`resolution`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.locations.candidates import candidates_of, shortlist
from pipelines.locations.context import Context, read_contexts
from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.toponyms import Toponym

_RIVAL_POPULATION = 1_000


@dataclass(slots=True)
class Sense:
    """One sense of a name.

    `places` are what it can mean, at most `candidates.MOST`; `bearers` counts all places of the name.  `sure`: the text
    says what holds the place.  `holds`: it stands behind a name that it holds.  `toponyms` are its mentions.
    """

    key: str
    places: tuple[Place, ...]
    bearers: int
    context: Context
    sure: bool
    holds: bool
    toponyms: list[Toponym] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How often the article mentions it."""
        return len(self.toponyms)

    @property
    def in_dateline(self) -> bool:
        """Whether one of its mentions is the dateline's."""
        return any(t.in_dateline for t in self.toponyms)

    @property
    def beyond_doubt(self) -> bool:
        """Whether nothing needs to be weighed: the text holds it, one place bears the name, or a country does."""
        if not self.places:
            return False
        if self.sure or len(self.places) == 1:
            return True
        first = self.places[0]
        rivals = [p for p in self.places[1:] if p.country_code != first.country_code and p.goes_by(self.key)]
        return first.is_country and not any(p.population >= _RIVAL_POPULATION for p in rivals)


def senses_of(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[list[Sense], list[int]]:
    """The senses in order of first mention, and for each toponym the number of its sense."""
    contexts = read_contexts(text, toponyms, gazetteer)
    holding = {context.holder_start for context in contexts if context.strict}
    numbers: dict[tuple[str, tuple[int, ...]], int] = {}
    senses: list[Sense] = []
    chosen = []
    for toponym, context in zip(toponyms, contexts, strict=True):
        holds = toponym.start in holding
        places = candidates_of(toponym, context, gazetteer, holds=holds)
        group = (toponym.key, tuple(place.location_id for place in places))
        number = numbers.setdefault(group, len(senses))
        if number == len(senses):
            bearers = gazetteer.bearers(toponym.text)
            held = context.strict and 0 < len(places) < len(bearers)
            short = shortlist(toponym.key, places)
            senses.append(Sense(toponym.key, short, len(bearers) or len(places), context, held, holds))
        elif context.holders and not senses[number].context.holders:
            senses[number].context = context
        senses[number].toponyms.append(toponym)
        chosen.append(number)
    _follow_held(senses)
    return senses, chosen


def hints_of(asides: Sequence[Toponym], gazetteer: Gazetteer) -> list[Place]:
    """The countries and first-order divisions that spans beside the place names point to."""
    hints = []
    for toponym in asides:
        places = (toponym.demonym,) if toponym.demonym is not None else gazetteer.bearers(toponym.text)
        if places and (places[0].is_country or places[0].feature_code == "ADM1"):
            hints.append(places[0])
    return hints


def _follow_held(senses: Sequence[Sense]) -> None:
    """A name that the text places somewhere ("Moscow, Idaho") means that place in the whole article."""
    held: dict[str, list[Sense]] = {}
    for sense in senses:
        if sense.sure:
            held.setdefault(sense.key, []).append(sense)
    for sense in senses:
        models = held.get(sense.key, [])
        if not sense.sure and len(models) == 1:
            sense.places = models[0].places
            sense.sure = True
