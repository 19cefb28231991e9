"""Texts as sets of hashed word sequences, the same on every machine.

A shingle is five words in a row inside one paragraph, lower-cased and without punctuation: short lines of a page's
navigation have none, and paragraphs may be left out or moved without breaking the others.  Chinese, Japanese and other
scripts that put no space between words count each character as one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

WIDTH = 5
Hashes = NDArray[np.uint64]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_APART = re.compile(f"([{_UNSPACED}])")
_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
# Odd multipliers of 64 bits (from SplitMix64 and MurmurHash3) that spread the bits of words and of their order.
_ORDER = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def paragraphs(text: str) -> list[list[str]]:
    """The words of each paragraph, compatibility forms unified, case folded, without punctuation."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return [_WORD.findall(paragraph) for paragraph in _PARAGRAPH.split(_APART.sub(r" \1 ", plain))]


def text_key(found: list[list[str]]) -> str:
    """16 hex digits of SHA-256 over the words: the same for texts that differ in layout, case and punctuation only."""
    words = " ".join(" ".join(paragraph) for paragraph in found if paragraph)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def shingles(found: list[list[str]]) -> Hashes:
    """The different shingles of a text as 64-bit hashes, in ascending order."""
    lengths = [len(paragraph) for paragraph in found]
    count = sum(lengths) - WIDTH + 1
    if count < 1:
        return np.empty(0, np.uint64)
    hashed = np.fromiter(map(_word, chain.from_iterable(found)), np.uint64, sum(lengths))
    combined = np.zeros(count, np.uint64)
    for offset in range(WIDTH):
        combined = combined * _ORDER + hashed[offset : offset + count]
    place = np.repeat(np.arange(len(lengths)), lengths)
    return np.unique(spread(combined[place[:count] == place[WIDTH - 1 :]]))


def spread(values: Hashes) -> Hashes:
    """A one-to-one mapping of 64-bit numbers that leaves no bit as it was: the finish of SplitMix64."""
    values = (values ^ (values >> np.uint64(30))) * _SPREAD[0]
    values = (values ^ (values >> np.uint64(27))) * _SPREAD[1]
    return values ^ (values >> np.uint64(31))


@lru_cache(maxsize=1 << 18)
def _word(word: str) -> int:
    # Python's own hash of a string differs from process to process.
    return int.from_bytes(hashlib.blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest(), "little")
