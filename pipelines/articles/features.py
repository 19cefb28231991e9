"""What can be seen of a line: its form, its words, and where else on the page it stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.articles import chrome

if TYPE_CHECKING:
    from pipelines.articles.lines import Line

_CLOSERS = "\"'”’»«“)]*"
_FINAL = ".!?…。！？।۔"
_DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7af]+")
_NO_KEY = re.compile(r"[\W_]+")
_BULLETS = "•·-–—*▪■●►‣"


def key_of(text: str) -> str:
    """A line as it is compared with others: letters and digits only, without case."""
    return _NO_KEY.sub("", text.casefold())


@dataclass(frozen=True)
class Features:
    """A line, seen on its own and among the others of its page.

    Attributes:
        line: the line.
        index: its number among the lines of the page.
        key: see `key_of`.
        repeats: how many lines of the page say the same.
    """

    line: Line
    index: int
    key: str
    repeats: int

    @cached_property
    def weight(self) -> int:
        """Length in characters, one of a script without spaces between words counted as two and a half."""
        return len(self.line.text) + 3 * self._dense // 2

    @cached_property
    def words(self) -> int:
        """How many words, estimated by length where there are no spaces."""
        return len(self.line.text.split()) + self._dense // 2

    @cached_property
    def _dense(self) -> int:
        """How many of its characters are of scripts without spaces, where two make about a word."""
        return 0 if self.line.text.isascii() else sum(map(len, _DENSE.findall(self.line.text)))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, closing quotation marks and brackets aside."""
        bare = self.line.text.rstrip(_CLOSERS)
        return bare[-1:] in _FINAL or (len(bare) < len(self.line.text) and bare[-1:] in ",;:—–-")

    @cached_property
    def asks(self) -> bool:
        """Whether it ends in a question or an exclamation, as headlines may."""
        return self.line.text.rstrip(_CLOSERS)[-1:] in "?!？！"

    @cached_property
    def bulleted(self) -> bool:
        """Whether it begins as an item of a list does."""
        return self.line.text[0] in _BULLETS and len(self.line.text) > 2

    @cached_property
    def chrome(self) -> str | None:
        """The sort of chrome that its words make it."""
        return chrome.sort_of(self.line.text)

    @cached_property
    def caption(self) -> bool:
        """Whether it names a photographer or a picture's source."""
        return chrome.is_caption(self.line.text)

    @cached_property
    def prose(self) -> bool:
        """A sentence, or several: long enough, and ended as sentences are; a very long line needs no end."""
        return (self.ends_sentence and self.weight >= 60 and self.words >= 8) or self.weight >= 240


def features_of(lines: list[Line]) -> list[Features]:
    """The features of every line of a page."""
    keys = [key_of(line.text) for line in lines]
    counts = Counter(keys)
    return [Features(line, i, key, counts[key]) for i, (line, key) in enumerate(zip(lines, keys, strict=True))]
