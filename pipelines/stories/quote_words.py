"""Quoted texts as runs of numbered words, and which of them may hold one another."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.stories.shingles import Hashes, spread

Numbers = NDArray[np.int64]

# A run of words in more texts than this is a commonplace, and joins nothing.
_COMMONPLACE = 200
# How many of its runs, the rarest first, a text is looked up by.
_PROBES = 2
# Words whose runs are held in memory at a time.
_AT_ONCE = 1 << 21
_ORDER = np.uint64(0x9E3779B97F4A7C15)
_APOSTROPHE = re.compile("[’‘`´]")
_WORD = re.compile(r"\w+(?:'\w+)*")


def words(text: str) -> tuple[str, ...]:
    """The words of a quoted text: case folded, compatibility forms unified, without marks and punctuation."""
    return tuple(_WORD.findall(_APOSTROPHE.sub("'", unicodedata.normalize("NFKC", text)).casefold()))


@dataclass(frozen=True)
class Texts:
    """Texts as runs of word numbers, four bytes a word.

    Attributes:
        numbers: the words of all texts, one text after the other.
        starts: where each text begins in `numbers`, and at last where they end; one more than there are texts.
        salt: a number for each text; only texts of the same number are compared.
    """

    numbers: NDArray[np.int32]
    starts: Numbers
    salt: Numbers

    @classmethod
    def of(cls, found: Iterable[tuple[str, ...]]) -> Texts:
        """The texts, their words numbered in the order of appearance."""
        vocabulary: dict[str, int] = {}
        numbers, starts = array("i"), array("q", [0])
        for run in found:
            numbers.extend(vocabulary.setdefault(word, len(vocabulary)) for word in run)
            starts.append(len(numbers))
        return cls(np.array(numbers, np.int32), np.array(starts, np.int64), np.zeros(len(starts) - 1, np.int64))

    def take(self, texts: Numbers, salt: Numbers | None = None) -> Texts:
        """Some of the texts, each as often as it is asked for, compared only where they have the same salt."""
        lengths = np.diff(self.starts)[texts]
        starts = np.concatenate(([0], np.cumsum(lengths)))
        within = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
        numbers = self.numbers[np.repeat(self.starts[:-1][texts], lengths) + within]
        return Texts(numbers, starts, np.zeros(len(texts), np.int64) if salt is None else salt)

    def __len__(self) -> int:
        return len(self.salt)

    def run(self, text: int) -> NDArray[np.int32]:
        """The words of a text."""
        return self.numbers[self.starts[text] : self.starts[text + 1]]

    def pairs(self, width: int) -> Numbers:
        """Pairs of texts that share one of the rarest runs of `width` words of either; shape (n, 2), smaller first.

        A text that another holds as it is shares all its runs with it, also the rarest; a run that very many texts
        have is passed over.  So each text has few pairs, however many texts there are.  Runs are counted and joined
        in parts, each run in one of them, so that memory holds a part and some numbers a text.
        """
        probes = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint64))
        for run, text in self._parts(width):
            probes = _rarest(probes, run, text)
        wanted, asking = probes[2], probes[0]
        order = np.argsort(wanted, kind="stable")
        wanted, asking = wanted[order], asking[order]
        found = [np.empty((0, 2), np.int64)]
        for run, text in self._parts(width):
            starts, stops = np.searchsorted(wanted, run, "left"), np.searchsorted(wanted, run, "right")
            one = np.repeat(text, stops - starts)
            within = np.arange(len(one)) - np.repeat(np.cumsum(stops - starts) - (stops - starts), stops - starts)
            other = asking[np.repeat(starts, stops - starts) + within]
            joined = np.column_stack((np.minimum(one, other), np.maximum(one, other)))[one != other]
            found.append(np.unique(joined, axis=0))
        return np.unique(np.concatenate(found), axis=0)

    def _parts(self, width: int) -> Iterator[tuple[Hashes, Numbers]]:
        """The different runs of each text with the text's number, in parts by the run's own value."""
        parts = max(1, -(-len(self.numbers) // _AT_ONCE))
        for part in range(parts):
            runs, texts = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
            for first in range(0, len(self), _AT_ONCE // 32):
                run, text = self._runs(first, min(len(self), first + _AT_ONCE // 32), width)
                inside = run % np.uint64(parts) == part
                runs.append(run[inside])
                texts.append(text[inside])
            yield np.concatenate(runs), np.concatenate(texts)

    def _runs(self, first: int, stop: int, width: int) -> tuple[Hashes, Numbers]:
        """The different runs of some texts, by text and value."""
        low, high = int(self.starts[first]), int(self.starts[stop])
        count = high - low - width + 1
        if count < 1:
            return np.empty(0, np.uint64), np.empty(0, np.int64)
        text = np.repeat(np.arange(first, stop), np.diff(self.starts[first : stop + 1]))
        combined = self.salt[text[:count]].astype(np.uint64)
        for offset in range(width):
            combined = combined * _ORDER + self.numbers[low + offset : low + offset + count].astype(np.uint64)
        whole = text[:count] == text[width - 1 :]
        run, text = spread(combined[whole]), text[:count][whole]
        order = np.lexsort((run, text))
        run, text = run[order], text[order]
        new = np.ones(len(run), bool)
        new[1:] = (run[1:] != run[:-1]) | (text[1:] != text[:-1])
        return run[new], text[new]


def _rarest(probes: tuple[Numbers, Numbers, Hashes], run: Hashes, text: Numbers) -> tuple[Numbers, Numbers, Hashes]:
    """The rarest runs of each text, of those known so far and a part's: text, how many texts have the run, run."""
    values, inverse, counts = np.unique(run, return_inverse=True, return_counts=True)
    shared = (counts[inverse] > 1) & (counts[inverse] <= _COMMONPLACE)
    texts = np.concatenate((probes[0], text[shared]))
    counted = np.concatenate((probes[1], counts[inverse][shared]))
    runs = np.concatenate((probes[2], values[inverse][shared]))
    order = np.lexsort((runs, counted, texts))
    texts, counted, runs = texts[order], counted[order], runs[order]
    first = np.searchsorted(texts, texts, "left")
    kept = np.arange(len(texts)) - first < _PROBES
    return texts[kept], counted[kept], runs[kept]
