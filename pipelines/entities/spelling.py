"""One spelling for the many that a name has in Latin letters.

Rules for Slavic endings and the Arabic article, and a table of given names and surnames whose transliterations the
press uses side by side (`data/spellings.csv`).  What comes out is a key to compare by; nobody's name is changed.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources

TABLE = "data/spellings.csv"
ARTICLES = frozenset("al el ul".split())
_SKY = re.compile(r"(?<=[a-z]{3}[sc]k)(?:yy|iy|ij|yi|ii|yj|y)$")
_Y = re.compile(r"(?<=[a-z]{2}[bcdfghjklmnprstvz])(?:yy|iy|ij|yi|ii|yj)$")
_EV = re.compile(r"(?<=[aeo])(?:y|i)?ev(?=a?$)")
_IEV = re.compile(r"(?<=[bcdfghklmnprstvz])yev(?=a?$)")
_ABDUL = re.compile(r"^abd(?:el|ul|al|oul)(?=[a-z]{4,}$)(?!lah)")


@cache
def table() -> dict[str, str]:
    """Spelling to the one it is compared by."""
    text = resources.files("pipelines.entities").joinpath(TABLE).read_text(encoding="utf-8")
    return {other: row["name"] for row in csv.DictReader(text.splitlines()) for other in row["spellings"].split()}


@lru_cache(maxsize=65536)
def spelt(word: str) -> str:
    """The word in the spelling it is compared by: zelenskyy to zelensky, qaddafi to gaddafi, abdelaziz to abdul aziz.

    Args:
        word: folded, as `names.fold` makes it, without blanks.
    """
    known = table().get(word)
    if known:
        return known
    split = _ABDUL.match(word)
    if split:
        rest = word[split.end() :]
        return f"abdul {table().get(rest, rest)}"
    word = _SKY.sub("y", word)
    word = _Y.sub("y", word)
    word = _EV.sub("yev", word)
    return table().get(word, _IEV.sub("iev", word))


def spelt_words(words: list[str]) -> list[str]:
    """The words in the spelling they are compared by, the Arabic article left out between them: bashar assad."""
    kept = [word for i, word in enumerate(words) if i == 0 or word not in ARTICLES]
    return " ".join(spelt(word) for word in (kept if len(kept) > 1 else words)).split()
