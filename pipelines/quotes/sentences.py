"""Sentences as they stand around quotations.

The parser breaks sentences inside quotation marks and loses the words that report. Here a quotation is one thing,
whatever stands in it, and ends its sentence where its own last mark and what follows say so.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.quotes.cues import CUES

if TYPE_CHECKING:
    from pipelines.language.page import Page
    from pipelines.quotes.syntax import Syntax

_FINAL = frozenset(".!?…")
_STOPS = frozenset((".", "!", "?", "…", "...", "?!", "!!"))
# What goes on for longer, in tokens and quotations, is a list or a ruin; a bound keeps the work on it small.
_LONGEST = 300
# How far, in tokens, a clause such as `the mayor, Wanda Holt, said` may reach behind a finished quotation.
_TAIL = 16
# Tokens that may follow the cue of a tail behind a full stop: `Holt said Monday.`
_TAIL_REST = 4


@dataclass(slots=True)
class Sentence:
    """A sentence in a paragraph: its tokens outside marks and the quotations it holds.

    Attributes:
        paragraph: index of the paragraph.
        tokens: indices of the tokens that stand outside marks, in order, without white space.
        quotations: indices into `page.quotations`, in order.
        before: index among `tokens` of the first token behind each quotation.
    """

    paragraph: int
    tokens: list[int] = field(default_factory=list)
    quotations: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)


def sentences(page: Page, syntax: Syntax) -> list[Sentence]:
    """The sentences of a page in order; together they hold every token and every quotation."""
    outer_starts = [q.outer_start for q in page.quotations]
    found: list[Sentence] = []
    for paragraph, (start, end) in enumerate(page.paragraphs):
        inside = range(bisect_left(outer_starts, start), bisect_left(outer_starts, end))
        found.extend(_Splitter(page, syntax, paragraph, inside).split())
    return found


class _Splitter:
    """Walks over the tokens and quotations of one paragraph."""

    def __init__(self, page: Page, syntax: Syntax, paragraph: int, inside: range) -> None:
        self.page, self.syntax, self.paragraph = page, syntax, paragraph
        start, end = page.paragraphs[paragraph]
        self.first, self.stop = syntax.token_from(start), syntax.token_from(end)
        self.items = self._items(inside)

    def _items(self, inside: range) -> list[tuple[int | None, int]]:
        """Tokens (index, -1) and quotations (None, index) in order of place."""
        items: list[tuple[int | None, int]] = []
        at = self.first
        for number in inside:
            quotation = self.page.quotations[number]
            while at < self.stop and self.syntax.starts[at] < quotation.outer_start:
                items.append((at, -1))
                at += 1
            items.append((None, number))
            while at < self.stop and self.syntax.starts[at] < quotation.outer_end:
                at += 1
        items.extend((i, -1) for i in range(at, self.stop))
        return [item for item in items if item[0] is None or not self.syntax.spaces[item[0]]]

    def split(self) -> list[Sentence]:
        """The paragraph's sentences."""
        found: list[Sentence] = []
        for at, (token, number) in enumerate(self.items):
            full = bool(found) and len(found[-1].tokens) + len(found[-1].quotations) >= _LONGEST
            if not found or full or self._breaks(at):
                found.append(Sentence(self.paragraph))
            if token is None:
                found[-1].quotations.append(number)
                found[-1].before.append(len(found[-1].tokens))
            else:
                found[-1].tokens.append(token)
        return found

    def _breaks(self, at: int) -> bool:
        """Whether a sentence ends before an item."""
        last, number = self.items[at - 1]
        here = self.items[at][0]
        if last is not None:
            return self._breaks_after_token(last, here)
        quotation = self.page.quotations[number]
        ending = self.page.text[quotation.end - 1]
        if not quotation.closed or ending not in _FINAL:
            return not quotation.closed
        if here is None:
            return True
        begins = self.syntax.words[here] not in _STOPS and self.page.text[self.syntax.starts[here]].isupper()
        return begins and not self._reports_on(at, finished=ending == ".")

    def _breaks_after_token(self, last: int, here: int | None) -> bool:
        if self.syntax.words[last] in _STOPS:
            return True
        if here is None:
            return False
        closes = (
            self.syntax.words[last] in (")", "]", "’", "'", "”") and self.page.text[self.syntax.ends[last] - 2] == "."
        )
        abbreviation = self.syntax.words[last].endswith(".")
        return self.syntax.begins[here] and (closes or abbreviation)

    def _reports_on(self, at: int, *, finished: bool) -> bool:
        """Whether the words from an item on are the clause that reports the quotation before them.

        Behind a full stop the clause must be all there is until the next stop, since it may as well begin anew.
        """
        cue: int | None = None
        for here in range(at, min(at + _TAIL, len(self.items))):
            token = self.items[here][0]
            if token is None:
                return False
            if self.syntax.words[token] in _STOPS:
                return cue is not None and (not finished or here - cue <= _TAIL_REST)
            if cue is None and self.syntax.is_finite(token):
                if self.syntax.words[token] not in CUES:
                    return False
                cue = here
                if not finished:
                    return True
        return cue is not None and at + _TAIL >= len(self.items)
