"""The parse of an article as plain lists: asking spaCy for a token again and again costs more than the questions."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.quotes.vocabulary import TAG, WORD

if TYPE_CHECKING:
    from pipelines.language.page import Page

SUBJECT = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECT = frozenset(("nsubjpass", "csubjpass"))
# Numbers of tokens that are not there: behind the last, and, by Python's count from the end, before the first.
_BEHIND = [0, 0, 0]
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Syntax:
    """One list a property, one entry a token.

    Attributes:
        starts: first character of each token.
        ends: character after its last.
        words: the token in small letters.
        tags: Penn Treebank tag.
        deps: label of the arc to its head.
        heads: index of its head, its own where it has none.
        children: indices of the tokens it is head of, in order.
        begins: whether the parser begins a sentence here.
        spaces: whether the token is white space.
        tag_numbers: number of each tag in the vocabulary of the models, with zeros behind the last token.
        word_numbers: likewise of each word.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    begins: list[bool]
    spaces: list[bool]
    tag_numbers: list[int]
    word_numbers: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def token_from(self, char: int) -> int:
        """Index of the first token that begins at a character or after it."""
        return bisect_left(self.starts, char)

    def left(self, i: int) -> int:
        """Index of the first token under a token, by the chain of first children."""
        while self.children[i] and self.children[i][0] < i:
            i = self.children[i][0]
        return i

    def right(self, i: int) -> int:
        """Index of the last token under a token, by the chain of last children."""
        while self.children[i] and self.children[i][-1] > i:
            i = self.children[i][-1]
        return i

    def is_verb(self, i: int) -> bool:
        """Whether a token is tagged a verb in any form but a modal."""
        return self.tags[i].startswith("VB")

    def is_finite(self, i: int) -> bool:
        """Whether a token is a finite verb or a modal."""
        return self.tags[i] in _FINITE

    def is_noun(self, i: int) -> bool:
        """Whether a token is a noun or a name."""
        return self.tags[i].startswith("NN")

    def child(self, i: int, labels: frozenset[str]) -> int | None:
        """First child of a token that hangs on it by one of the labels."""
        return next((c for c in self.children[i] if self.deps[c] in labels), None)


def syntax(page: Page) -> Syntax:
    """The parse of a page as lists."""
    columns = page.doc.to_array(["LOWER", "TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH"]).T
    words, tags, deps = (_strings(page, column) for column in columns[:3])
    offsets, begins, starts, lengths = (column.astype("int64").tolist() for column in columns[3:])
    heads = [i + offset for i, offset in enumerate(offsets)]
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    return Syntax(
        starts=starts,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        words=words,
        tags=tags,
        deps=deps,
        heads=heads,
        children=children,
        begins=[begin == 1 for begin in begins],
        spaces=[word.isspace() for word in words],
        tag_numbers=[TAG.get(tag, 0) for tag in tags] + _BEHIND,
        word_numbers=[WORD.get(word, 0) for word in words] + _BEHIND,
    )


def _strings(page: Page, column: Any) -> list[str]:
    """Hashes of the string store as the strings they stand for, each looked up once."""
    hashes = column.tolist()
    known = {key: page.doc.vocab.strings[key] for key in set(hashes)}
    return [known[key] for key in hashes]
