"""One key for all spellings of a place name: what a lookup ignores."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "`": "'",
        "´": "'",
        "ı": "i",
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "þ": "th",
        "Þ": "th",
        "ð": "d",
        "Ð": "d",
        "ə": "a",
        "Ə": "a",
    }
)
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$")
_DROPPED = re.compile(r"['.\"“”()]")
_SEPARATORS = re.compile(r"[\s\-‐‑–—,/_]+")
_SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "&": "and"}


_GENERIC = (
    r"(?:autonomous )?(?:oblast|province|state|governorate|region|prefecture|department|district|canton|county|"
    r"municipality|republic|territory|krai|voivodeship)"
)
_GENERIC_WORD = re.compile(rf"^{_GENERIC} of (?:the )?| (?:{_GENERIC}|islands)$")


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The name without case, accents, apostrophes, full stops, hyphens, a leading "the" and a final possessive.

    "Saint", "Mount" and "Fort" become "st", "mt" and "ft".  Empty for a name of nothing but such characters.
    """
    folded = unicodedata.normalize("NFKD", name.strip().translate(_LETTERS))
    folded = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    folded = _DROPPED.sub("", _POSSESSIVE.sub("", folded))
    words = [_SHORT_FORMS.get(word, word) for word in _SEPARATORS.sub(" ", folded).split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=100_000)
def without_generic(name_key: str) -> str:
    """The key of a division's name without its generic word: "kherson oblast" and "state of queensland" lose theirs."""
    return _GENERIC_WORD.sub("", name_key)
