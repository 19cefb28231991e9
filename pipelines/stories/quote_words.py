"""Quoted texts as runs of hashed words, and the names of such runs.

What stands here depends on one text alone: the same words come out the same in any batch, on any machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipelines.stories.shingles import Hashes, spread

Numbers = NDArray[np.int64]
Words = NDArray[np.uint32]

# So many words are the same quote whoever says them; fewer are only from the same mouth.
ENOUGH = 6
# So few are nobody's in particular, also not a part of what the same mouth says elsewhere.
FEW = 3
# The upper bits of a hashed word tell how many letters it has, up to fifteen.
LETTERS = np.uint32(28)
_MOST_LETTERS = 15
_ORDER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Runs:
    """Texts as runs of hashed words, four bytes a word.

    Attributes:
        words: the words of all texts, one text after the other: number of letters and 28 bits of a hash.
        starts: where each text begins in `words`, and at last where they end; one more than there are texts.
    """

    words: Words
    starts: Numbers

    @classmethod
    def of(cls, texts: pa.Array | pa.ChunkedArray) -> Runs:
        """The words of texts: lower-cased, compatibility forms unified, without marks and punctuation."""
        plain = pc.utf8_lower(pc.utf8_normalize(pc.fill_null(texts.cast(pa.string()), ""), "NFKC"))
        plain = pc.replace_substring_regex(plain, "[’‘`´]", "'")
        plain = pc.replace_substring_regex(plain, r"[^\p{L}\p{M}\p{N}_' ]+", " ")
        split = pc.ascii_split_whitespace(plain)
        split = split.combine_chunks() if isinstance(split, pa.ChunkedArray) else split
        offsets = split.offsets.to_numpy().astype(np.int64)
        found = split.flatten().dictionary_encode()
        hashed = np.fromiter(map(_word, found.dictionary.to_pylist()), np.uint32, len(found.dictionary))
        words = hashed[found.indices.to_numpy()]
        before = np.concatenate(([0], np.cumsum(words != 0)))
        return cls(words[words != 0], before[offsets - offsets[0]])

    @classmethod
    def joined(cls, parts: list[Runs]) -> Runs:
        """All texts of several, one after the other."""
        sizes = [np.empty(0, np.int64), *(part.sizes for part in parts)]
        words = [np.empty(0, np.uint32), *(part.words for part in parts)]
        return cls(np.concatenate(words), np.concatenate(([0], np.cumsum(np.concatenate(sizes)))))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Numbers:
        """How many words each text has."""
        return np.diff(self.starts)

    def run(self, text: int) -> Words:
        """The words of a text."""
        return self.words[self.starts[text] : self.starts[text + 1]]

    def take(self, texts: Numbers) -> Runs:
        """Some of the texts, each as often as it is asked for."""
        sizes = self.sizes[texts]
        starts = np.concatenate(([0], np.cumsum(sizes)))
        shift = np.repeat(self.starts[:-1][texts] - starts[:-1], sizes)
        return Runs(self.words[np.arange(starts[-1]) + shift], starts)

    def slices(self, most: int) -> Iterator[tuple[int, Runs]]:
        """The texts in slices of at most so many, each with the number of its first text."""
        for first in range(0, len(self), most):
            starts = self.starts[first : first + most + 1]
            yield first, Runs(self.words[starts[0] : starts[-1]], starts - starts[0])

    @property
    def texts(self) -> Numbers:
        """For each word the number of its text."""
        return np.repeat(np.arange(len(self)), self.sizes)


def names(runs: Runs, mouths: Hashes) -> Hashes:
    """64 bits over the words of each text, and over the mouth where the words are few.

    Args:
        runs: the texts.
        mouths: for each text a hash of who says it, other than 0.
    """
    place = np.arange(len(runs.words)) - np.repeat(runs.starts[:-1], runs.sizes)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(_mixed(runs.words) * _powers(place))))
    whole = sums[runs.starts[1:]] - sums[runs.starts[:-1]]
    return _named(whole, np.where(runs.sizes < ENOUGH, mouths, np.uint64(0)))


def names_of_parts(runs: Runs, mouths: Hashes, size: int) -> tuple[Hashes, Numbers]:
    """The names that so few words in a row would have from the same mouth, with the text that they are a part of."""
    found, inside = grams(runs, size)
    texts = runs.texts[: len(found)][inside]
    texts, found = texts[runs.sizes[texts] > size], found[inside][runs.sizes[texts] > size]
    return _named(found, mouths[texts]), texts


def grams(runs: Runs, size: int) -> tuple[Hashes, NDArray[np.bool_]]:
    """64 bits over so many words in a row from each word on, and which of these rows lie in one text."""
    count = max(0, len(runs.words) - size + 1)
    mixed, found = _mixed(runs.words), np.zeros(count, np.uint64)
    for offset, power in enumerate(_powers(np.arange(size))):
        found += mixed[offset : offset + count] * power
    texts = runs.texts
    return found, texts[:count] == texts[size - 1 :][:count]


def hashed(strings: pa.Array | pa.ChunkedArray, salt: str) -> Hashes:
    """64 bits over each string, never 0; 0 where there is none."""
    plain = strings.combine_chunks() if isinstance(strings, pa.ChunkedArray) else strings
    found = plain.cast(pa.string()).dictionary_encode()
    salted = (f"{salt}{text}".encode() for text in found.dictionary.to_pylist())
    digests = b"".join(hashlib.blake2b(text, digest_size=8).digest() for text in salted)
    values: Hashes = np.append(np.frombuffer(digests, "<u8").astype(np.uint64) | np.uint64(1), np.uint64(0))
    places: Numbers = pc.fill_null(found.indices, len(values) - 1).to_numpy()
    return values[places]


def _named(words: Hashes, mouths: Hashes) -> Hashes:
    return spread(words + spread(mouths + _ORDER))


def _mixed(words: Words) -> Hashes:
    return spread(words.astype(np.uint64) + _ORDER)


def _powers(places: Numbers) -> Hashes:
    """An odd number for each place, so that the order of words counts."""
    powers: Hashes = np.cumprod(np.full(int(places.max(initial=0)) + 1, _ORDER), dtype=np.uint64)
    return powers[places]


@lru_cache(maxsize=1 << 18)
def _word(word: str) -> int:
    """Number of letters and 28 bits of a hash; 0 where there is nothing but apostrophes."""
    plain = word.strip("'")
    if not plain:
        return 0
    # Python's own hash of a string differs from process to process.
    digest = int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=4).digest(), "little")
    return min(len(plain), _MOST_LETTERS) << int(LETTERS) | digest & ((1 << int(LETTERS)) - 1)
