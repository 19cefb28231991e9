"""A parsed article: what every room reads, made once."""

from __future__ import annotations

import re
from bisect import bisect_right
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
        return [token.idx for token in self.doc]

    def token_at(self, char: int) -> Token:
        """The token that holds a character, or the last one before it."""
        return self.doc[max(0, bisect_right(self._token_starts, char) - 1)]

    @cached_property
    def quoted(self) -> list[bool]:
        """For each token, whether it stands inside quotation marks."""
        inside = [False] * len(self.doc)
        for quotation in self.quotations:
            at = self.token_at(quotation.start).i
            while at < len(self.doc) and self.doc[at].idx < quotation.end:
                inside[at] = inside[at] or self.doc[at].idx >= quotation.start
                at += 1
        return inside
