"""Stretches of a sentence that a word of saying may report: candidates for speech without marks, or partly in marks.

For each cue they are the parts of the sentence that hang on it, what stands behind it, and what stands in front of its
subject, each with several beginnings and ends, since the parser often joins too much or too little.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.quotes.cues import REPORTING_NOUNS
from pipelines.quotes.reports import Cue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.quotes.reports import Reporter

# Arcs from a cue to what it may report.
_ARCS = (
    "ccomp xcomp dobj prep advcl parataxis oprd acomp relcl dative conj pcomp acl nsubjpass intj attr dep nsubj".split()
)
_ARC = {label: n for n, label in enumerate(_ARCS, start=1)}
# Origins of candidates, numbered behind the arcs; an arc's candidate that runs on to the end adds _TO_END.
_TO_END, _NO_LEAD = 20, 40
_BEHIND, _THAT, _AFTER_THAT, _BEHIND_SUBJECT = 60, 61, 62, 64
_TO_COMMA, _FRONT_PART, _TO_LAST_COMMA, _FRONT_WHOLE = range(65, 69)
_ACCORDING_FRONT, _ACCORDING_BEHIND, _ACCORDING_COMMA, _ACCORDING_PART = range(70, 74)
_EDGE = frozenset(" \t\u00a0,;:.–—-!?…")
_LEADS = frozenset(("that", "to", "as", "of", "for", "about"))
_PARTS = frozenset((",", "but", "and", "because", "while", ";", "—", "–", ":"))
_CUTS = frozenset((",", ";", "—", "–"))
_THAT_REACH = 14
_SHORTEST = 3  # characters
_POSSESSOR = frozenset(("poss",))
_OBJECT = frozenset(("pobj",))


@dataclass(frozen=True, slots=True)
class Complement:
    """A candidate: half-open code points, the cue that may report it, and how it was found."""

    start: int
    end: int
    cue: Cue
    origin: int


def reporting(reporter: Reporter) -> list[Cue]:
    """Cues of a sentence in order: its verbs of saying, and nouns such as "claim" with who makes it."""
    nouns = [
        Cue(token, position, _maker(reporter, token), free=False)
        for position, token in enumerate(reporter.sentence.tokens)
        if reporter.syntax.words[token] in REPORTING_NOUNS and reporter.syntax.is_noun(token)
    ]
    return sorted([*reporter.cues, *nouns], key=lambda cue: cue.position)


def _maker(reporter: Reporter, noun: int) -> int | None:
    """Who makes a claim: Holt's claim, the claim by Holt, or the subject of the verb it is the object of."""
    syntax = reporter.syntax
    owner = syntax.child(noun, _POSSESSOR)
    if owner is not None:
        return owner
    for child in syntax.children[noun]:
        if syntax.words[child] in ("by", "from", "of"):
            return syntax.child(child, _OBJECT)
    verb = syntax.heads[noun]
    if syntax.is_verb(verb):
        return next((c for c in syntax.children[verb] if syntax.deps[c] == "nsubj"), None)
    return None


class Complements:
    """Lists the candidates of one sentence."""

    def __init__(self, reporter: Reporter) -> None:
        self.reporter, self.syntax, self.text = reporter, reporter.syntax, reporter.page.text
        self.tokens = reporter.sentence.tokens
        marked = [reporter.page.quotations[n] for n in reporter.sentence.quotations]
        self.marked = [(q.outer_start, q.outer_end) for q in marked]
        starts = [self.syntax.starts[i] for i in self.tokens[:1]] + [start for start, _ in self.marked[:1]]
        ends = [self.syntax.ends[i] for i in self.tokens[-1:]] + [end for _, end in self.marked[-1:]]
        self.start, self.end = min(starts), max(ends)
        self.first, self.stop = self.syntax.token_from(self.start), self.syntax.token_from(self.end)

    def of(self, cue: Cue) -> list[Complement]:
        """Candidates of a cue, none twice, by place."""
        spans: dict[tuple[int, int], int] = {}
        found = self._according(cue) if self.syntax.words[cue.token] == "according" else self._of_verb(cue)
        for first, stop, origin in found:
            span = self._span(first, stop)
            if span is not None:
                spans.setdefault(span, origin)
        return [Complement(start, end, cue, origin) for (start, end), origin in sorted(spans.items())]

    def _span(self, first: int, stop: int) -> tuple[int, int] | None:
        """Characters of the tokens from first up to stop, without marks and stops at the edges, never cutting marks."""
        first, stop = max(first, self.first), min(stop, self.stop)
        if stop <= first:
            return None
        start, end = max(self.start, self.syntax.starts[first]), min(self.end, self.syntax.ends[stop - 1])
        for outer_start, outer_end in self.marked:
            start = outer_start if outer_start < start < outer_end else start
            end = outer_end if outer_start < end < outer_end else end
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return (start, end) if end - start >= _SHORTEST else None

    def _subject_edges(self, cue: Cue) -> tuple[int, int]:
        """First token of the subject or of the cue, and the token behind both."""
        if cue.subject is None:
            return cue.token, cue.token + 1
        left, right = self.syntax.left(cue.subject), self.syntax.right(cue.subject) + 1
        if left < self.first or right > self.stop or left <= cue.token < right:
            left, right = cue.subject, cue.subject + 1
        return min(left, cue.token), max(right, cue.token + 1)

    def _of_verb(self, cue: Cue) -> Iterator[tuple[int, int, int]]:
        low, high = self._subject_edges(cue)
        token = cue.token
        for child in self.syntax.children[token]:
            yield from self._arc(token, child, low)
        yield token + 1, self.stop, _BEHIND
        for i in range(token + 1, min(self.stop, token + _THAT_REACH)):
            if self.syntax.words[i] == "that":
                yield i, self.stop, _THAT
                yield i + 1, self.stop, _AFTER_THAT
                break
        if high > token + 1:
            yield high, self.stop, _BEHIND_SUBJECT
        yield self.first, low, _FRONT_WHOLE
        yield from self._cut(token, low)

    def _arc(self, token: int, child: int, low: int) -> Iterator[tuple[int, int, int]]:
        arc = _ARC.get(self.syntax.deps[child])
        if arc is None:
            return
        first, stop = self.syntax.left(child), self.syntax.right(child) + 1
        if first <= token < stop:
            first, stop = (token + 1, stop) if child > token else (first, min(low, token) if low > first else token)
        yield first, stop, arc
        if child > token:
            yield first, self.stop, _TO_END + arc
        if first < len(self.syntax) and self.syntax.words[first] in _LEADS:
            yield first + 1, stop, _NO_LEAD + arc

    def _cut(self, token: int, low: int) -> Iterator[tuple[int, int, int]]:
        """What ends at the first or the last comma behind the cue, and what begins at a comma in front of it."""
        commas = [i for i in range(token + 3, self.stop) if self.syntax.words[i] in _CUTS and not self._is_marked(i)]
        start = token + 2 if token + 1 < self.stop and self.syntax.words[token + 1] == "that" else token + 1
        if commas:
            yield start, commas[0], _TO_COMMA
        if len(commas) > 1:
            yield start, commas[-1], _TO_LAST_COMMA
        yields = 0
        for i in range(low - 2, self.first, -1):
            if self.syntax.words[i] in _PARTS and low - i > 3 and not self._is_marked(i):
                yield i + 1, low, _FRONT_PART
                yields += 1
                if yields == 2:
                    break

    def _is_marked(self, i: int) -> bool:
        return any(start <= self.syntax.starts[i] < end for start, end in self.marked)

    def _according(self, cue: Cue) -> Iterator[tuple[int, int, int]]:
        behind = cue.token + 2 if cue.subject is None else max(cue.token + 2, self.syntax.right(cue.subject) + 1)
        yield self.first, cue.token, _ACCORDING_FRONT
        yield behind, self.stop, _ACCORDING_BEHIND
        for i in range(cue.token + 2, self.stop):
            if self.syntax.words[i] == ",":
                yield i + 1, self.stop, _ACCORDING_COMMA
                break
        for i in range(cue.token - 2, self.first, -1):
            if self.syntax.words[i] in _PARTS and cue.token - i > 3 and not self._is_marked(i):
                yield i + 1, cue.token, _ACCORDING_PART
                break
