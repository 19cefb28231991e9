"""What the annotators of the training articles say of a clause, a quotation, a speaker.

Two forms are read.  `attributions` lists every attribution with its content, cue and source, and nothing else: what
stands in marks outside them is no speech.  Where `quotes` is there too it says of each stretch in marks what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipelines.quotes.cues import BASES, CUES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.language.marks import Quotation

type Span = tuple[int, int]
_ALIKE = 0.8
_EXACT, _NEAR = 1.0, 0.6
# A clause annotated under another cue is hardly wrong.
_ELSEWHERE = 0.2
# Verbs of mind that report no words.
_SILENT = frozenset("believe feel hope know like love expect fear think want wish see understand intend plan".split())


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space, marks and stops at its edges."""
    while start < end and not text[start].isalnum() and text[start] not in "$£€#@([%":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in "%)]":
        end -= 1
    return start, end


def overlap(one: Span, other: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def likeness(one: Span, other: Span) -> float:
    """Shared characters over those of both together."""
    shared = overlap(one, other)
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared else 0.0


@dataclass(frozen=True)
class Gold:
    """One annotated article, as its JSON document."""

    document: dict[str, Any]

    @property
    def text(self) -> str:
        """The article's text."""
        return str(self.document["text"])

    @property
    def full(self) -> bool:
        """Whether the annotation says of each stretch in marks what it is."""
        return "quotes" in self.document

    @property
    def kinds_only(self) -> bool:
        """Whether it says nothing but that, neither of clauses nor of speakers."""
        return bool(self.document.get("kinds_only"))

    def _units(self, *, spoken: bool) -> list[tuple[Span, dict[str, Any]]]:
        found: list[tuple[Span, dict[str, Any]]] = []
        for attribution in self.document["attributions"]:
            if self._is_spoken(attribution) == spoken:
                found.extend((trimmed(self.text, *span), attribution) for span in attribution["content"])
        return [(span, attribution) for span, attribution in found if span[1] > span[0]]

    def _is_spoken(self, attribution: dict[str, Any]) -> bool:
        """Whether it reports words, not a belief or a wish alone."""
        if attribution["type"] != "indirect":
            return True
        words = re.findall("[a-z]+", " ".join(self.text[s:e] for s, e in attribution["cue"]).lower())
        return "according" in words or any(w in CUES and BASES[w] not in _SILENT for w in words)

    @cached_property
    def _spoken(self) -> list[tuple[Span, dict[str, Any]]]:
        return self._units(spoken=True)

    @cached_property
    def _open(self) -> list[Span]:
        """Spans that may be taken for speech or not."""
        unsure = [(q["start"], q["end"]) for q in self.document.get("quotes", []) if q.get("unsure")]
        return [span for span, _ in self._units(spoken=False)] + [trimmed(self.text, *span) for span in unsure]

    @cached_property
    def _parts(self) -> list[Span]:
        """Stretches in marks inside clauses whose own ends are not annotated."""
        return [(q["start"], q["end"]) for q in self.document.get("quotes", []) if q["kind"] == "mixed"]

    def clause(self, span: Span, cue: Span) -> tuple[float, float]:
        """How right a clause is (1 exact, .6 nearly, 0 wrong), and the weight of that."""
        span = trimmed(self.text, *span)
        near = [(likeness(span, unit), a) for unit, a in self._spoken if overlap(span, unit)]
        best = max((v for v, a in near if v >= _ALIKE and any(overlap(cue, (s, e)) for s, e in a["cue"])), default=0.0)
        if best:
            return (_EXACT if best == 1 else _NEAR), 1.0
        width = max(1, span[1] - span[0])
        if any(likeness(span, o) >= 0.5 or overlap(span, o) >= _ALIKE * width for o in self._open):
            return 0.0, 0.0
        if any(v >= _ALIKE for v, _ in near):
            return 0.0, _ELSEWHERE
        return 0.0, 0.0 if any(overlap(span, part) for part in self._parts) else 1.0

    def _attribution(self, span: Span) -> tuple[dict[str, Any] | None, float]:
        """The attribution that holds most of a span, and the share it holds."""
        span = trimmed(self.text, *span)
        width = max(1, span[1] - span[0])
        held = [
            (sum(overlap(span, (s, e)) for s, e in a["content"]) / width, -n, a)
            for n, a in enumerate(self.document["attributions"])
        ]
        best = max(held, key=lambda h: h[:2], default=None)
        return (best[2], best[0]) if best else (None, 0.0)

    def _quote(self, span: Span) -> tuple[dict[str, Any] | None, int]:
        found = max(self.document["quotes"], key=lambda q: overlap(span, (q["start"], q["end"])), default=None)
        return found, overlap(span, (found["start"], found["end"])) if found else 0

    def kind(self, quotation: Quotation, part_weight: float) -> tuple[int, float]:
        """Whether a quotation is speech (1) or not (0), and the weight of that.

        A few words in marks inside a longer attribution may be the speaker's or the writer's: their weight is given.
        """
        span = (quotation.start, quotation.end)
        if self.full:
            quote, shared = self._quote(span)
            if quote is None or quote.get("unsure") or quote["kind"] == "indirect":
                return 0, 0.0
            if 2 * shared < min(span[1] - span[0], quote["end"] - quote["start"]):
                return 0, 0.0
            return int(quote["kind"] != "scare"), 1.0
        attribution, share = self._attribution(span)
        if attribution is None or share < 0.5:
            return 0, 1.0
        length = sum(e - s for s, e in attribution["content"])
        part = len(self.text[slice(*span)].split()) <= 5 and 2 * (span[1] - span[0]) < length
        return 1, part_weight if part else 1.0

    def speakers(self, span: Span, mentions: Sequence[tuple[Span, str | None]]) -> list[int] | None:
        """For each mention, with the name it stands for, whether it is the speaker's (1); None where nobody knows."""
        if self.full:
            quote, shared = self._quote(span)
            if quote is None or 2 * shared < quote["end"] - quote["start"] or quote["kind"] == "scare":
                return None
            if quote.get("unsure"):
                return None
            if quote["speaker_start"] is None:
                return _nearest(span, mentions, quote["speaker"])
            return [_is_source(m, [(quote["speaker_start"], quote["speaker_end"])]) for m, _ in mentions]
        attribution, share = self._attribution(span)
        if attribution is None or share < 0.5 or not attribution["source"]:
            return None
        return [_is_source(m, attribution["source"]) for m, _ in mentions]


def _is_source(mention: Span, source: Sequence[Sequence[int]]) -> int:
    """Whether a mention shares half of the shorter of both with the annotated one."""
    shared = sum(overlap(mention, (s, e)) for s, e in source)
    shorter = min(mention[1] - mention[0], sum(e - s for s, e in source))
    return int(shared > 0 and 2 * shared >= shorter)


def _nearest(span: Span, mentions: Sequence[tuple[Span, str | None]], name: str | None) -> list[int]:
    """Only the mention of that name that stands last before the span, or else first behind it."""
    same = [n for n, (_, other) in enumerate(mentions) if name and other and other.lower() == name.lower()]
    before = [n for n in same if mentions[n][0][0] < span[0]]
    chosen = before[-1] if before else next(iter(same), None)
    return [int(n == chosen) for n in range(len(mentions))]
