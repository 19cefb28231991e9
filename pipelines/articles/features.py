"""What can be seen of a line: its form, its words, and where else on the page it stands."""

from __future__ import annotations

import re
from collections import Counter
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


class Features:
    """A line, seen on its own and among the others of its page.

    Attributes:
        line: the line.
        index: its number among the lines of the page.
        key: see `key_of`.
        repeats: how many lines of the page say the same.
        weight: length in characters, one of a script without spaces between words counted as two and a half.
        words: how many words, estimated by length where there are no spaces.
        ends_sentence: whether it ends as a sentence does, closing quotation marks and brackets aside.
        chrome: the sort of chrome that its words make it.
        caption: whether it names a photographer or a picture's source.
        prose: a sentence, or several: long enough, and ended as sentences are; a very long line needs no end.
    """

    __slots__ = (
        "caption", "chrome", "ends_sentence", "index", "key", "line", "prose", "repeats", "weight", "words",
    )  # fmt: skip

    def __init__(self, line: Line, index: int, key: str, repeats: int) -> None:
        self.line, self.index, self.key, self.repeats = line, index, key, repeats
        text = line.text
        # Two characters of a script without spaces make about a word.
        dense = 0 if text.isascii() else sum(map(len, _DENSE.findall(text)))
        self.weight = len(text) + 3 * dense // 2
        self.words = len(text.split()) + dense // 2
        bare = text.rstrip(_CLOSERS)
        self.ends_sentence = bare[-1:] in _FINAL or (len(bare) < len(text) and bare[-1:] in ",;:—–-")
        self.chrome = chrome.sort_of(text)
        self.caption = chrome.is_caption(text)
        self.prose = (self.ends_sentence and self.weight >= 60 and self.words >= 8) or self.weight >= 240

    @property
    def asks(self) -> bool:
        """Whether it ends in a question or an exclamation, as headlines may."""
        return self.line.text.rstrip(_CLOSERS)[-1:] in "?!？！"

    @property
    def bulleted(self) -> bool:
        """Whether it begins as an item of a list does."""
        return self.line.text[0] in _BULLETS and len(self.line.text) > 2


def features_of(lines: list[Line]) -> list[Features]:
    """The features of every line of a page."""
    keys = [key_of(line.text) for line in lines]
    counts = Counter(keys)
    return [Features(line, i, key, counts[key]) for i, (line, key) in enumerate(zip(lines, keys, strict=True))]
