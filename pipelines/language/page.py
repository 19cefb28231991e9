"""A parsed article: what every room reads, made once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from pipelines.language.marks import Quotation


@dataclass(frozen=True)
class Page:
    """An article with its parse.

    Attributes:
        article_id: the article's id.
        text: the article's text; paragraphs stand between line breaks.
        title: the headline, or None.
        dateline: the dateline as printed at the head of the text, or None.
        doc: spaCy's parse of `text`: tokens with `idx` offsets into it, tags, heads, entities; no lemmas.
    """

    article_id: str
    text: str
    title: str | None
    dateline: str | None
    doc: Doc

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Spans of the lines that hold anything, in order; a heading is a paragraph too."""
        return [m.span() for m in re.finditer(r"[^\n\r]+", self.text) if m.group().strip()]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    def paragraph_at(self, char: int) -> int:
        """Index of the paragraph that holds a character (the one before it, where it lies between two)."""
        return max(0, bisect_right(self._paragraph_starts, char) - 1)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """Stretches between quotation marks, in order."""
        from pipelines.language.marks import quotations  # marks need only text; kept apart from the parse

        return quotations(self.text)

    @cached_property
    def _token_starts(self) -> list[int]:
        return self._column("IDX")

    def _column(self, attribute: str) -> list[int]:
        """One number a token: asking spaCy for a token again and again costs more than the questions."""
        column: list[int] = self.doc.to_array(attribute).astype("int64").tolist() if len(self.doc) else []
        return column

    def tokens_of(self, words: Iterable[str]) -> list[int]:
        """Indices of the tokens that are one of some words, in small letters, whatever case they are printed in."""
        wanted = {self.doc.vocab.strings.add(word) for word in words}
        lower = self.doc.to_array("LOWER").tolist() if len(self.doc) else []
        return [i for i, word in enumerate(lower) if word in wanted]

    @cached_property
    def sentences(self) -> list[int]:
        """For each token the number of its sentence; a paragraph always begins a new one."""
        numbers, number, ends = [], -1, -1.0
        paragraphs = iter([*self._paragraph_starts[1:], float("inf")])
        begins, spaces = self._column("SENT_START"), self._column("IS_SPACE")
        for start, begin, space in zip(self._token_starts, begins, spaces, strict=True):
            if start >= ends or (begin == 1 and not space):
                number += 1
                while start >= ends:
                    ends = next(paragraphs)
            numbers.append(number)
        return numbers

    def token_at(self, char: int) -> Token:
        """The token that holds a character, or the last one before it."""
        return self.doc[max(0, bisect_right(self._token_starts, char) - 1)]

    @cached_property
    def quoted(self) -> list[bool]:
        """For each token, whether it stands inside quotation marks."""
        inside = [False] * len(self.doc)
        for quotation in self.quotations:
            first, end = (bisect_left(self._token_starts, char) for char in (quotation.start, quotation.end))
            inside[first:end] = [True] * (end - first)
        return inside
