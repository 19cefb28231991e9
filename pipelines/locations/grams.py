"""Place names and demonyms among capitalised words that the entity recogniser did not call places.

Belongs here: runs of capitalised words looked up in the gazetteer, and the guard against persons' names.  Keep out:
what the recogniser tags (`toponyms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.spelling import key
from pipelines.locations.toponyms import (
    MOST_WORDS,
    PLACE_LABELS,
    Name,
    Spans,
    Toponym,
    Words,
    after_place_preposition,
    in_dateline,
    is_language,
    labelled,
    tagged,
    trimmed,
)

_PERSON = frozenset({"PERSON"})
_CLOSED = frozenset({"LANGUAGE", "DATE", "TIME", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_MIXED = frozenset({"ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
_SURE_POPULATION = 100_000
_EMBEDDED_POPULATION = 300_000
_WEAK_POPULATION = 500

_INNER = frozenset("of and the & - ’ ' de la del do da dos das di du el al upon on sur am an der le les ’s 's".split())

_NOT_A_NATION = re.compile(
    r"\b(?:African[- ]Americans?|(?:Asian|Native|Latin)[- ]Americans?|American Indians?|Native Americans?)\b"
)
_JOINED_BEFORE = re.compile(r"[A-Z][\w'’-]+(?:,\s*(?:and\s+(?:even\s+)?)?|\s+and\s+)$")
_JOINED_AFTER = re.compile(r"^(?:,\s*(?:and\s+(?:even\s+)?)?|\s+and\s+)[A-Z]")
_AGED = re.compile(r"^,\s+(?:an?\s+)?\d{1,3}\b")
_SAID_BEFORE = re.compile(r"\b(?:said|says|added|told|asked|explained|recalled)\s+$")
_INTRODUCED = re.compile(r"^,\s+(?:an?|the|who|whose)\s")
_WHERE_BEFORE = re.compile(r"\b(?:in|at|near|outside|around|across|throughout)\s+$")
_INITIAL = re.compile(r"\b[A-Z]\.\s*$")
_HONORIFIC = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Judge|Justice|Officer|Detective|Coach|President|"
    r"Minister|Senator|Sheriff|Mayor|Councilman|Councilwoman)\.?\s+$"
)


def find_toponyms(
    words: Words, text: str, dateline: str | None, names: Sequence[Name], gazetteer: Gazetteer
) -> list[Toponym]:
    """All place names of the text in offset order, none overlapping another."""
    named = sorted((name for name in names if not name.in_title), key=lambda name: (name.start, -name.end))
    found = Spans()
    for toponym in in_dateline(text, dateline, gazetteer):
        found.add(toponym)
    for name in named:
        if name.label in PLACE_LABELS:
            for toponym in tagged(text, name, words, gazetteer):
                found.add(toponym)
    finder = _Grams(words, text, named, gazetteer)
    for toponym in finder.find(found):
        found.add(toponym)
    return _without_persons(found.sorted(), text, named)


class _Grams:
    """Looks up the runs of capitalised words of one text."""

    def __init__(self, words: Words, text: str, named: Sequence[Name], gazetteer: Gazetteer) -> None:
        self._words, self._text, self._gazetteer = words, text, gazetteer
        self._persons = labelled(named, _PERSON)
        self._closed = labelled(named, _CLOSED)
        self._mixed = labelled(named, _MIXED)

    def find(self, taken: Spans) -> Iterator[Toponym]:
        """Toponyms outside what is taken, the longest at each word."""
        n = 0
        while n < len(self._words.texts):
            offset = self._words.starts[n]
            step = 1
            if self._words.texts[n][:1].isupper() and taken.free(offset) and not _inside(self._closed, offset):
                step, toponym = self._longest(n)
                if toponym is not None:
                    yield toponym
            n += step

    def _longest(self, n: int) -> tuple[int, Toponym | None]:
        words = self._words
        for length in range(min(MOST_WORDS, len(words.texts) - n), 0, -1):
            last = n + length - 1
            if not words.texts[last][:1].isupper():
                continue
            if not all(text[:1].isupper() or text in _INNER for text in words.texts[n + 1 : last]):
                continue
            form = self._text[words.starts[n] : words.ends[last]]
            if "\n" in form:
                continue
            start, end = trimmed(self._text, words.starts[n], words.ends[last])
            if start != words.starts[n]:
                continue
            toponym, known = self._gram(start, end)
            if known:
                return length, toponym
        return 1, None

    def _gram(self, start: int, end: int) -> tuple[Toponym | None, bool]:
        """The toponym of a span, if it is one, and whether the gazetteer knows the name at all."""
        form = self._text[start:end]
        person = next(((a, b) for a, b in self._persons if a < end and start < b), None)
        demonym = self._gazetteer.demonym(form)
        if demonym is not None:
            ethnic = _NOT_A_NATION.search(self._text[max(0, start - 9) : end + 12])
            if person or ethnic or is_language(self._text, start, end):
                return None, True
            return Toponym(start, end, form, kind="demonym", demonym=demonym), True
        if len(form) < 3 and not form.isupper():
            return None, False
        candidates = self._gazetteer.candidates(form)
        if not candidates or self._gazetteer.stopped(form) == "never":
            return None, False
        own = any(p.name_key == key(form) for p in candidates)
        if person is not None:
            toponym = self._of_person(start, end, person)
        else:
            toponym = self._of_gazetteer(start, end, candidates)
        return toponym, own or toponym is not None

    def _of_gazetteer(self, start: int, end: int, candidates: Sequence[Place]) -> Toponym | None:
        form = self._text[start:end]
        embedded = _inside(self._mixed, start)
        if self._gazetteer.stopped(form) is not None:
            return None
        sure = any(_sure(place, form, embedded=embedded) for place in candidates)
        if not sure and not any(_plausible(place, form) for place in candidates):
            return None
        return Toponym(start, end, form, kind="embedded" if embedded else "literal", weak=not sure)

    def _of_person(self, start: int, end: int, person: tuple[int, int]) -> Toponym | None:
        """A name taken for a person's that stands where places stand: in a list of names, or after "in"."""
        text = self._text
        if trimmed(text, *person) != (start, end):
            return None
        before, after = text[max(0, start - 30) : start], text[end : end + 12]
        listed = _JOINED_BEFORE.search(before) is not None or _JOINED_AFTER.match(after) is not None
        if not listed and not after_place_preposition(text, start):
            return None
        return Toponym(start, end, text[start:end], weak=True)


def _sure(place: Place, form: str, *, embedded: bool) -> bool:
    """Whether a name can be taken for the place although the recogniser did not say so."""
    if place.is_country or place.feature_code == "CONT" or place.location_id < 0:
        return True
    if place.name_key != key(form) and place.feature_code != "ADM1":
        return False
    return place.population >= (_EMBEDDED_POPULATION if embedded else _SURE_POPULATION)


def _plausible(place: Place, form: str) -> bool:
    return place.population >= _WEAK_POPULATION and (place.name_key == key(form) or place.feature_code == "ADM1")


def _inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


def _without_persons(toponyms: list[Toponym], text: str, named: Sequence[Name]) -> list[Toponym]:
    """Drops names that a person of the article bears, unless "in", "near" or the like stands before them."""
    bearers: set[str] = set()
    for start, end in labelled(named, _PERSON):
        parts = text[start:end].split()
        if len(parts) > 1:
            bearers.update((key(parts[0]), key(parts[-1])))
    return [t for t in toponyms if t.in_dateline or not (_reads_as_person(t, text) or _borne(t, text, bearers))]


def _borne(toponym: Toponym, text: str, bearers: set[str]) -> bool:
    if toponym.key not in bearers:
        return False
    return (
        not _WHERE_BEFORE.search(text[max(0, toponym.start - 12) : toponym.start])
        and text[toponym.end : toponym.end + 2] != ", "
    )


def _reads_as_person(toponym: Toponym, text: str) -> bool:
    """Whether the words beside the name are those beside a person's: a title, an initial, an age, "said X, a …"."""
    if toponym.kind == "demonym" or " " in toponym.text:
        return False
    before, after = text[max(0, toponym.start - 20) : toponym.start], text[toponym.end : toponym.end + 16]
    if _HONORIFIC.search(before) or _INITIAL.search(before) or _AGED.match(after):
        return True
    return _SAID_BEFORE.search(before) is not None and _INTRODUCED.match(after) is not None
