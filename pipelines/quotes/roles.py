"""What class of person a description makes its bearer, by the words of a table."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[\w’'-]+")
# The head of a description stands before the first of these.
_CUT = re.compile(
    r",|\s(?:of|for|from|at|in|with|on|to|by|who|whose|which|that|representing|leading|based|living|close|familiar)\s"
)
_LONGEST = 5


@cache
def _classes() -> dict[str, str]:
    """Word or words, in small letters, to class."""
    table = {}
    lines = (files("pipelines.quotes") / "data" / "role_classes.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        name, words = line.split("\t")
        table.update(dict.fromkeys((word.strip() for word in words.split(",")), name))
    return table


def role_class(description: str) -> str | None:
    """Class of a description by its head, the last words of the table that stand before the first preposition.

    Where the head says nothing, the first word of the table behind it does: "in charge of the bakery, a baker".
    """
    cut = _CUT.search(description)
    head = description[: cut.start()] if cut else description
    return _last_class(_WORD.findall(head.lower())) or _first_class(_WORD.findall(description[len(head) :].lower()))


def is_role(word: str) -> bool:
    """Whether a word, in small letters, names a role by itself: mayor, pensioner."""
    return word in _classes() or _singular(word) in _classes()


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _class_at(words: list[str], last: int) -> str | None:
    """Class of the longest run of words that ends at a word."""
    for first in range(max(0, last - _LONGEST + 1), last + 1):
        run = words[first:last]
        found = _classes().get(" ".join([*run, words[last]])) or _classes().get(
            " ".join([*run, _singular(words[last])])
        )
        if found:
            return found
    if "year-old" in words[last]:
        return "civilian"
    part = words[last].rsplit("-", 1)[-1]
    return _classes().get(part) if part != words[last] and len(part) > 3 else None


def _last_class(words: list[str]) -> str | None:
    return next((found for last in range(len(words) - 1, -1, -1) if (found := _class_at(words, last))), None)


def _first_class(words: list[str]) -> str | None:
    return next((found for last in range(len(words)) if (found := _class_at(words, last))), None)
