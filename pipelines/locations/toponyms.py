"""Spans of an article's text that name places: recognition, before anything is known of which place is meant.

Belongs here: the `Toponym`, and what the dateline and the entity recogniser give.  Keep out: names that the recogniser
missed (`grams`), choosing among candidates (`resolution`), the title (`titles`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from pipelines.locations.gazetteer import Gazetteer, Place
from pipelines.locations.spelling import key

Kind = Literal["literal", "demonym", "metonym", "embedded"]

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
MOST_WORDS = 5

_EDGE = re.compile(r"^[\s\"“”‘’'(\[–—-]+|[\s\"“”‘’')\],;:–—-]+$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_LEADING_WORDS = re.compile(r"^(?:(?:the|The|THE)\s+|(?:City|Town|Village) of\s+|[a-z][\w-]*\s+|[DRI]-(?=[A-Z]))+")
_TRAILING_WORDS = re.compile(r"(?:\s+(?:[a-z][\w-]*|\d+))+$")
_BREAKS = re.compile(r",|\n|\s(?:—|–|--|-)\s|;|:\s")
_OF = re.compile(r"^ of (?:the )?[A-Z]\w+")
_LANGUAGE_BEFORE = re.compile(r"\b(?:in|into|[Ss]peaks?|[Ss]poke|[Ss]peaking|[Ff]luent|[Ll]earn(?:s|ed|ing)?)\s+$")
_LANGUAGE_AFTER = re.compile(r"^(?:-language|-speaking|\s+language\b|\s+(?:translation|version|subtitles)\b)")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|into|outside|around|across|towards?|via|of|throughout|between)\s+(?:the\s+)?$"
)
_DATELINE = re.compile(
    r"^\s*(?P<place>[A-Z][A-Z.'’\- ]{2,30}[A-Z.])(?P<rest>,\s+[A-Z][\w. ]{1,20}?)?"
    r"\s*(?:\([^()\n]{2,30}\)\s*)?(?:,?\s*[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s*)?\s*(?:—|–|--|-|:)\s"
)


class Name(Protocol):
    """What this room needs to know of an entity mention: half-open offsets, OntoNotes label, whether in the title."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Character after the last."""

    @property
    def label(self) -> str:
        """OntoNotes label."""

    @property
    def in_title(self) -> bool:
        """Whether the offsets count in the title."""


@dataclass(slots=True)
class Toponym:
    """A span that names a place, with what recognition knows of it.

    `start`/`end` are half-open code points into the text (into the title where `in_title`).  `tagged`: the entity
    recogniser or the dateline says that it is a place.  `demonym` is the place a demonym stands for.  `likelihood`:
    how likely it is that the span names a place at all, 0 to 1.
    """

    start: int
    end: int
    text: str
    kind: Kind = "literal"
    tagged: bool = False
    in_title: bool = False
    in_dateline: bool = False
    demonym: Place | None = None
    likelihood: float = 1.0
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = key(self.text)


class Words:
    """The tokens of a parsed text with what the rules read of them, fetched once."""

    def __init__(self, doc: Any) -> None:
        self.doc = doc
        self.texts: list[str] = [token.text for token in doc]
        self.starts: list[int] = [token.idx for token in doc]
        self.ends: list[int] = [start + len(text) for start, text in zip(self.starts, self.texts, strict=True)]

    def at(self, offset: int) -> int:
        """Number of the token that holds the offset, or the last that begins before it."""
        return max(0, bisect_right(self.starts, offset) - 1)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, "the", possessive 's, and lower-case words at either side."""
    span = text[start:end]
    shift = 0
    for pattern in (_EDGE, _LEADING_WORDS):
        found = pattern.match(span)
        if found:
            shift += found.end()
            span = span[found.end() :]
    span = _POSSESSIVE.sub("", _EDGE.sub("", span))
    span = _POSSESSIVE.sub("", _TRAILING_WORDS.sub("", span))
    return start + shift, start + shift + len(span)


def in_dateline(text: str, dateline: str | None, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The place the report was filed from: what the page calls the dateline, or capitals and a dash at the start."""
    at = text.find(dateline) if dateline else -1
    if dateline and at >= 0:
        head, begin = dateline, at
    else:
        found = _DATELINE.match(text[:120])
        if found is None:
            return
        head, begin = found.group("place") + (found.group("rest") or ""), found.start("place")
    for first, last in _parts(head, begin):
        start, end = trimmed(text, first, last)
        name = text[start:end]
        known = gazetteer.candidates(name) or (gazetteer.contained_by(name) if start > begin else ())
        if known and gazetteer.stopped(name) != "never":
            yield Toponym(start, end, name, tagged=True, in_dateline=True)


def tagged(text: str, name: Name, words: Words, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Place names in a span that the recogniser calls a place; "Springfield, Ill." is two."""
    whole = text[name.start : name.end]
    spans = [(name.start, name.end)] if gazetteer.candidates(whole) else list(_parts(whole, name.start))
    for first, last in spans:
        start, end = _extended(*trimmed(text, first, last), text, words, gazetteer)
        toponym = _tagged_part(text, start, end, name.label, gazetteer)
        if toponym is not None:
            yield toponym


def _parts(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Spans between commas, dashes and line ends."""
    begin = 0
    for found in _BREAKS.finditer(text):
        yield offset + begin, offset + found.start()
        begin = found.end()
    yield offset + begin, offset + len(text)


def _extended(start: int, end: int, text: str, words: Words, gazetteer: Gazetteer) -> tuple[int, int]:
    """The span with the capitalised words beside it where the gazetteer knows the longer name: "[New] London"."""
    of = _OF.match(text[end : end + 24])
    if of and any(place.is_country for place in gazetteer.candidates(text[start : end + of.end()])):
        return start, end + of.end()
    first, last = words.at(start), words.at(end - 1)
    for before, after in ((1, 0), (2, 0), (0, 1), (0, 2)):
        a, b = first - before, last + after
        if a < 0 or b >= len(words.texts) or not (words.texts[a][:1].isupper() and words.texts[b][:1].isupper()):
            continue
        longer = text[words.starts[a] : words.ends[b]]
        if len(longer) <= end - start or _BREAKS.search(longer) or words.texts[a] in ("The", "In", "At"):
            continue
        if any(place.name_key == key(longer) or place.is_country for place in gazetteer.candidates(longer)):
            return words.starts[a], words.ends[b]
    return start, end


def _tagged_part(text: str, start: int, end: int, label: str, gazetteer: Gazetteer) -> Toponym | None:
    end = with_stop(text, start, end, gazetteer)
    form = text[start:end]
    if not form[:1].isupper() or gazetteer.stopped(form) == "never":
        return None
    demonym = gazetteer.demonym(form)
    if demonym is not None:
        return None if is_language(text, start, end) else Toponym(start, end, form, kind="demonym", demonym=demonym)
    return Toponym(start, end, form, tagged=label != "FAC")


def with_stop(text: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """The end of the span, behind the full stop where that makes it an abbreviation: "Ill."."""
    stopped = text[end : end + 1] == "." and gazetteer.abbreviation(text[start : end + 1]) is not None
    return end + 1 if stopped else end


def is_language(text: str, start: int, end: int) -> bool:
    """Whether a demonym names a language here: "in French", "Spanish-language"."""
    before, after = text[max(0, start - 12) : start], text[end : end + 14]
    if _LANGUAGE_AFTER.match(after):
        return True
    return _LANGUAGE_BEFORE.search(before) is not None and not re.match(r"\s+(?!and\b|or\b|but\b)[A-Za-z]", after)


def after_place_preposition(text: str, start: int) -> bool:
    """Whether "in", "near", "from" or the like stands before the offset."""
    return _PLACE_BEFORE.search(text[max(0, start - 14) : start]) is not None
