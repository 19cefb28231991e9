"""Spans that may name places: what the recogniser tags, the dateline, and capitalised words the gazetteer knows.

Belongs here: proposing spans, overlapping ones too, with their kind.  Keep out: judging them (`spans`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipelines.locations.gazetteer import Gazetteer
from pipelines.locations.toponyms import (
    MOST_WORDS,
    PLACE_LABELS,
    Kind,
    Name,
    Toponym,
    Words,
    in_dateline,
    is_language,
    tagged,
    trimmed,
    with_stop,
)

_CLOSED = frozenset({"LANGUAGE", "DATE", "TIME", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "MONEY"})
_MIXED = frozenset({"ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})

_INNER = frozenset("of and the & - ’ ' de la del do da dos das di du el al upon on sur am an der le les ’s 's".split())
_NOT_A_NATION = re.compile(
    r"\b(?:African[- ]Americans?|(?:Asian|Native|Latin)[- ]Americans?|American Indians?|Native Americans?)\b"
)
_HONORIFIC = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Judge|Justice|Officer|Detective|Coach|President|"
    r"Minister|Senator|Sheriff|Mayor|Councilman|Councilwoman)\.?\s+$"
)
_INITIAL = re.compile(r"(?:^|[\s(“\"])[A-Z]\.\s$")
_AGED = re.compile(r"^,\s+(?:an?\s+)?\d{1,3}\b")
_SAID_BEFORE = re.compile(r"\b(?:said|says|added|told|asked|explained|recalled)\s+$")
_INTRODUCED = re.compile(r"^,\s+(?:an?|the|who|whose)\s")


_BODY_AFTER = re.compile(r"^ (?:Council|Manager|Hall|Attorney|Clerk|Commission|Administrator|Auditor|Schools?)")


class Labelled:
    """The recogniser's mentions in the text of one article, none overlapping another, found by offset."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.names: list[Name] = []
        for name in sorted((n for n in names if not n.in_title), key=lambda n: (n.start, -n.end)):
            if not self.names or name.start >= self.names[-1].end:
                self.names.append(name)
        self._starts = [name.start for name in self.names]

    def over(self, start: int, end: int) -> Name | None:
        """The first mention that shares a character with the span."""
        n = max(0, bisect_right(self._starts, start) - 1)
        for name in self.names[n : n + 3]:
            if name.start < end and start < name.end:
                return name
        return None


def propose(words: Words, text: str, dateline: str | None, labelled: Labelled, gazetteer: Gazetteer) -> list[Toponym]:
    """All spans that may name places, each once, by start and then length; they may overlap."""
    found: dict[tuple[int, int], Toponym] = {}
    for toponym in _proposals(words, text, dateline, labelled, gazetteer):
        if toponym.start >= toponym.end or reads_as_person(toponym, text):
            continue
        if not _takes_its_body(toponym, text, gazetteer):
            found.setdefault((toponym.start, toponym.end), toponym)
    longest: dict[int, int] = {}
    for (start, end), one in found.items():
        if any(place.goes_by(one.key) for place in gazetteer.bearers(one.text)):
            longest[end] = min(start, longest.get(end, start))
    # "Zealand" in "New Zealand" is no place of its own.
    return [one for (start, end), one in sorted(found.items()) if one.tagged or start <= longest.get(end, start)]


def _proposals(
    words: Words, text: str, dateline: str | None, labelled: Labelled, gazetteer: Gazetteer
) -> Iterator[Toponym]:
    yield from in_dateline(text, dateline, gazetteer)
    for name in labelled.names:
        if name.label in PLACE_LABELS:
            yield from tagged(text, name, words, gazetteer)
    for start, end in _runs(words, text):
        toponym = _gram(text, start, end, labelled, gazetteer)
        if toponym is not None:
            yield toponym


def _runs(words: Words, text: str) -> Iterator[tuple[int, int]]:
    """Spans of one to five words that begin and end with a capitalised one."""
    capital = [form[:1].isupper() for form in words.texts]
    for n, first in enumerate(capital):
        if not first:
            continue
        begin = words.starts[n]
        for last in range(n, min(n + MOST_WORDS, len(capital))):
            if capital[last]:
                start, end = trimmed(text, begin, words.ends[last])
                if start != begin:
                    break
                yield start, end
            elif words.texts[last] not in _INNER:
                break


def _gram(text: str, start: int, end: int, labelled: Labelled, gazetteer: Gazetteer) -> Toponym | None:
    end = with_stop(text, start, end, gazetteer)
    form = text[start:end]
    if "\n" in form or len(form) < 2 or (len(form) < 3 and not form.isupper()):
        return None
    name = labelled.over(start, end)
    if name is not None and (name.label in _CLOSED or _is_part_of_person(start, end, name)):
        return None
    demonym = gazetteer.demonym(form)
    if demonym is not None:
        ethnic = _NOT_A_NATION.search(text[max(0, start - 9) : end + 12])
        if ethnic or is_language(text, start, end):
            return None
        return Toponym(start, end, form, kind="demonym", demonym=demonym)
    if gazetteer.stopped(form) == "never" or not gazetteer.bearers(form):
        return None
    return Toponym(start, end, form, kind=kind_within(start, end, name))


def _is_part_of_person(start: int, end: int, name: Name) -> bool:
    longer = name.start <= start and end <= name.end and name.end - name.start > end - start + 2
    return name.label == "PERSON" and longer


def reads_as_person(toponym: Toponym, text: str) -> bool:
    """Whether the words beside a name are those beside a person's: a title, an initial, an age, "said X, a …"."""
    if toponym.kind == "demonym" or toponym.in_dateline or " " in toponym.text:
        return False
    before, after = text[max(0, toponym.start - 20) : toponym.start], text[toponym.end : toponym.end + 16]
    if _HONORIFIC.search(before) or _INITIAL.search(before) or _AGED.match(after):
        return True
    return _SAID_BEFORE.search(before) is not None and _INTRODUCED.match(after) is not None


def _takes_its_body(toponym: Toponym, text: str, gazetteer: Gazetteer) -> bool:
    """Whether "City" belongs to the words after the name: "Dublin [City Council]", but not "Kansas City [Council]"."""
    stem = toponym.text.removesuffix(" City")
    if stem == toponym.text or not _BODY_AFTER.match(text[toponym.end : toponym.end + 16]):
        return False
    if any(place.is_settlement and place.goes_by(toponym.key) for place in gazetteer.bearers(toponym.text)):
        return False
    return any(place.is_settlement for place in gazetteer.bearers(stem))


def kind_within(start: int, end: int, name: Name | None) -> Kind:
    """`embedded` where the span is part of a longer name of an organisation, building, event or work."""
    inside = name is not None and name.label in _MIXED and (name.start < start or end < name.end)
    whole = name is not None and (end - start) + 4 >= name.end - name.start
    return "embedded" if inside and not whole else "literal"
