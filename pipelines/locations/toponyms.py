"""Spans of an article's text that name places: recognition, before anything is known of which place is meant.

Belongs here: the `Toponym` and the rules that make a span one.  Keep out: choosing among candidates (`resolution`),
the title (`titles`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.spelling import key

Kind = Literal["literal", "demonym", "metonym", "embedded"]

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_CLOSED_LABELS = frozenset({"PERSON", "LANGUAGE", "DATE", "TIME", "LAW", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_MIXED_LABELS = frozenset({"ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "NORP", "LAW"})
_SURE_POPULATION = 100_000
_EMBEDDED_POPULATION = 500_000
_LONGEST = 4

_EDGE = re.compile(r"^[\s\"“”‘’'(\[–—-]+|[\s\"“”‘’')\],;:–—-]+$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_LEADING_WORDS = re.compile(r"^(?:(?:the|The|THE)\s+|[a-z][\w-]*\s+)+")
_TRAILING_WORDS = re.compile(r"(?:\s+[a-z][\w-]*)+$")
_NOT_A_NATION = re.compile(
    r"\b(?:African[- ]Americans?|(?:Asian|Native|Latin)[- ]Americans?|American Indians?|Native Americans?)\b"
)
_LANGUAGE_BEFORE = re.compile(r"\b(?:in|into|[Ss]peaks?|[Ss]poke|[Ss]peaking|[Ff]luent|[Ll]earn(?:s|ed|ing)?)\s+$")
_LANGUAGE_AFTER = re.compile(r"^(?:-language|-speaking|\s+language\b|\s+(?:translation|version|subtitles)\b)")
_DATELINE = re.compile(
    r"^\s*(?P<place>[A-Z][A-Z.'’\- ]{2,30}[A-Z.])(?P<rest>,\s+[A-Z][\w. ]{1,20}?)?"
    r"\s*(?:\([^()\n]{2,30}\)\s*)?(?:,?\s*[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s*)?\s*(?:—|–|--|-|:)\s"
)


class Name(Protocol):
    """What this room needs to know of an entity mention: half-open offsets, OntoNotes label, whether it is in the title."""

    start: int
    end: int
    label: str
    in_title: bool


@dataclass(slots=True)
class Toponym:
    """A span that names a place, with what recognition knows of it.

    `start`/`end` are half-open code points into the text (into the title where `in_title`).  `tagged` says that the
    entity recogniser called it a place; `demonym` holds the place a demonym stands for.
    """

    start: int
    end: int
    text: str
    kind: Kind = "literal"
    tagged: bool = False
    in_title: bool = False
    in_dateline: bool = False
    demonym: Place | None = None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = key(self.text)


class Words:
    """The tokens of a parsed text with the attributes the rules read, fetched once."""

    def __init__(self, doc: Any) -> None:
        self.doc = doc
        self.texts = [token.text for token in doc]
        self.starts = [token.idx for token in doc]

    def end(self, n: int) -> int:
        """Offset behind token `n`."""
        return int(self.starts[n]) + len(self.texts[n])

    def at(self, offset: int) -> int:
        """The token that begins at or holds the offset."""
        n = bisect_left(self.starts, offset + 1) - 1
        return max(0, n)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, "the", possessive 's, and lower-case words at either side."""
    span = text[start:end].split("\n")[0]
    shift = 0
    for pattern in (_EDGE, _LEADING_WORDS):
        found = pattern.match(span)
        if found:
            shift += found.end()
            span = span[found.end() :]
    span = _POSSESSIVE.sub("", _EDGE.sub("", span))
    span = _POSSESSIVE.sub("", _TRAILING_WORDS.sub("", span))
    return start + shift, start + shift + len(span)


def find_toponyms(
    words: Words, text: str, dateline: str | None, names: Sequence[Name], gazetteer: Gazetteer
) -> list[Toponym]:
    """All place names of the text in offset order, none overlapping another."""
    named = sorted((n for n in names if not n.in_title), key=lambda n: (n.start, -n.end))
    found = _Spans()
    for toponym in _in_dateline(text, dateline, gazetteer):
        found.add(toponym)
    for name in named:
        if name.label in PLACE_LABELS:
            for toponym in _tagged(text, name, gazetteer):
                found.add(toponym)
    closed = [(n.start, n.end) for n in named if n.label in _CLOSED_LABELS]
    mixed = [(n.start, n.end) for n in named if n.label in _MIXED_LABELS]
    for toponym in _grams(words, text, closed, mixed, gazetteer):
        found.add(toponym)
    return _without_persons(found.sorted(), text, named)


class _Spans:
    """Toponyms of which none overlaps another; the first to come stays."""

    def __init__(self) -> None:
        self._kept: dict[int, Toponym] = {}
        self._taken: set[int] = set()

    def add(self, toponym: Toponym) -> None:
        span = range(toponym.start, toponym.end)
        if span and self._taken.isdisjoint(span):
            self._taken.update(span)
            self._kept[toponym.start] = toponym

    def sorted(self) -> list[Toponym]:
        return [self._kept[start] for start in sorted(self._kept)]


def _in_dateline(text: str, dateline: str | None, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The place the report was filed from: what the page calls the dateline, or capitals and a dash at the start."""
    at = text.find(dateline) if dateline else -1
    if dateline and 0 <= at <= len(text) // 2:
        head, begin = dateline, at
    else:
        found = _DATELINE.match(text[:120])
        if found is None:
            return
        head, begin = found.group("place") + (found.group("rest") or ""), found.start("place")
    offset = 0
    for part in head.split(","):
        start, end = trimmed(text, begin + offset, begin + offset + len(part))
        offset += len(part) + 1
        name = text[start:end]
        holder = offset > len(part) + 1
        known = gazetteer.candidates(name) or (gazetteer.contained_by(name) if holder else ())
        if known and gazetteer.stopped(name) != "never":
            yield Toponym(start, end, name, tagged=True, in_dateline=True)


def _tagged(text: str, name: Name, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Place names in a span that the recogniser calls a place; "Springfield, Ill." is two."""
    offset = name.start
    whole = text[name.start : name.end]
    for part in whole.split(",") if not gazetteer.candidates(whole) else [whole]:
        start, end = trimmed(text, offset, offset + len(part))
        offset += len(part) + 1
        toponym = _tagged_part(text, start, end, name.label, gazetteer)
        if toponym is not None:
            yield toponym


def _tagged_part(text: str, start: int, end: int, label: str, gazetteer: Gazetteer) -> Toponym | None:
    form = text[start:end]
    if not form[:1].isupper() or gazetteer.stopped(form) == "never":
        return None
    if gazetteer.candidates(form):
        return Toponym(start, end, form, tagged=label != "FAC")
    demonym = gazetteer.demonym(form)
    if demonym is not None:
        return None if _is_language(text, start, end) else Toponym(start, end, form, kind="demonym", demonym=demonym)
    if gazetteer.contained_by(form) or label == "GPE":
        return Toponym(start, end, form, tagged=True)
    return None


def _grams(
    words: Words,
    text: str,
    closed: list[tuple[int, int]],
    mixed: list[tuple[int, int]],
    gazetteer: Gazetteer,
) -> Iterator[Toponym]:
    """Place names and demonyms among capitalised tokens that the recogniser did not call places, longest first."""
    n = 0
    count = len(words.texts)
    while n < count:
        word = words.texts[n]
        if not word[:1].isupper() or _inside(closed, words.starts[n]):
            n += 1
            continue
        length, toponym = _longest(words, text, n, mixed, gazetteer)
        if toponym is not None:
            yield toponym
        n += length


def _longest(
    words: Words, text: str, n: int, mixed: list[tuple[int, int]], gazetteer: Gazetteer
) -> tuple[int, Toponym | None]:
    for length in range(min(_LONGEST, len(words.texts) - n), 0, -1):
        last = words.texts[n + length - 1]
        if not last[:1].isupper():
            continue
        start, end = words.starts[n], words.end(n + length - 1)
        form = text[start:end]
        if "\n" in form or "," in form:
            continue
        start, end = trimmed(text, start, end)
        toponym = _gram(text, start, end, gazetteer, mixed)
        if toponym is not None:
            return length, toponym
    return 1, None


def _gram(
    text: str, start: int, end: int, gazetteer: Gazetteer, mixed: list[tuple[int, int]]
) -> Toponym | None:
    form = text[start:end]
    demonym = gazetteer.demonym(form)
    if demonym is not None:
        if _is_language(text, start, end) or _in_ethnic_name(text, start, end):
            return None
        return Toponym(start, end, form, kind="demonym", demonym=demonym)
    if len(form) < 2 or gazetteer.stopped(form) is not None:
        return None
    candidates = gazetteer.candidates(form)
    embedded = _inside(mixed, start)
    if not any(_sure(place, form, embedded=embedded) for place in candidates):
        return None
    return Toponym(start, end, form, kind="embedded" if embedded else "literal")


def _sure(place: Place, form: str, *, embedded: bool) -> bool:
    """Whether a name can be taken for the place although the recogniser did not say so."""
    if place.is_country or place.feature_code == "CONT" or place.location_id < 0:
        return True
    if place.name_key != key(form) and place.feature_code != "ADM1":
        return False
    return place.population >= (_EMBEDDED_POPULATION if embedded else _SURE_POPULATION)


def _inside(spans: Iterable[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


def _is_language(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 14]
    if _LANGUAGE_AFTER.match(after):
        return True
    return _LANGUAGE_BEFORE.search(before) is not None and not re.match(r"\s+[A-Za-z]", after)


def _in_ethnic_name(text: str, start: int, end: int) -> bool:
    window = text[max(0, start - 9) : end + 12]
    return _NOT_A_NATION.search(window) is not None


_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|to|into|outside|around|across|toward|towards|via|of)\s+(?:the\s+)?$")


def _without_persons(toponyms: list[Toponym], text: str, named: list[Name]) -> list[Toponym]:
    """Drops names that a person of the article bears, unless a preposition of place stands before them."""
    bearers: set[str] = set()
    for name in named:
        if name.label == "PERSON":
            parts = text[name.start : name.end].split()
            if len(parts) > 1:
                bearers.update((key(parts[0]), key(parts[-1])))
    return [
        t
        for t in toponyms
        if t.key not in bearers
        or t.in_dateline
        or _PLACE_BEFORE.search(text[max(0, t.start - 14) : t.start])
        or text[t.end : t.end + 2] == ", "
    ]
