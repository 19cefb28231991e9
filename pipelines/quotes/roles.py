"""What class of person a description makes its bearer, by the words of two tables.

`data/role_classes.tsv` says what a word makes of a person; its last line lists the words that head something, and
`data/role_domains.tsv` says what class the head of such a thing is: the director of a museum, of a ministry.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[\w’'.-]*\w")
# The head of a description stands before the first of these.
_CUT = re.compile(
    r",|\s(?:of|for|from|at|in|with|on|to|by|who|whose|which|that|representing|leading|based|living|close|familiar)\s"
)
_LONGEST = 5
_HEAD = "head"
_ORGANISATION = "organisation"


@cache
def _table(name: str) -> dict[str, str]:
    """Word or words, in small letters, to class; where two classes list the same, the first."""
    table: dict[str, str] = {}
    lines = (files("pipelines.quotes") / "data" / name).read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        label, words = line.split("\t")
        for word in words.split(","):
            key = word.strip() if label != _HEAD else f"{_HEAD} {word.strip()}"
            table.setdefault(key, label)
    return table


def role_class(description: str) -> str | None:
    """Class of a description by its head, the last words of the table that stand before the first preposition.

    Where that word only says that the person heads or belongs to something, the thing decides. Where the head says
    nothing, the first word of the table behind it does: "in charge of the bakery, a baker".
    """
    text = description.lower().replace("’", "'")
    cut = _CUT.search(text)
    head = text[: cut.start()] if cut else text
    words, of_head = _WORD.findall(text), len(_WORD.findall(head))
    spanning = _spanning(words, of_head)
    if spanning is not None:
        return spanning
    found = _last(words[:of_head])
    if found is None:
        rest = words[of_head:]
        return next((c for last in range(len(rest)) if (c := _class_at(rest, last)[1])), None)
    word, label = found
    if f"{_HEAD} {word}" in _table("role_classes.tsv"):
        return _domain(words) or label
    return label


@cache
def is_role(word: str) -> bool:
    """Whether a word, in small letters, names a role of a person by itself: mayor, pensioners, chairwoman."""
    table = _table("role_classes.tsv")
    for form in (word, _singular(word)):
        if f"{_HEAD} {form}" in table or table.get(form, _ORGANISATION) != _ORGANISATION:
            return True
    return False


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _class_at(words: list[str], last: int) -> tuple[str, str | None]:
    """The longest run of words of the table that ends at a word, and its class (None for a bare head)."""
    table = _table("role_classes.tsv")
    for first in range(max(0, last - _LONGEST + 1), last + 1):
        for form in (words[last], _singular(words[last])):
            run = " ".join([*words[first:last], form])
            if run in table or f"{_HEAD} {run}" in table:
                return run, table.get(run)
    if "year-old" in words[last] or words[max(0, last - 1) : last + 1] == ["year", "old"]:
        return words[last], "civilian"
    part = words[last].rsplit("-", 1)[-1]
    return part, table.get(part) if part != words[last] and len(part) > 3 else None


def _last(words: list[str]) -> tuple[str, str | None] | None:
    for last in range(len(words) - 1, -1, -1):
        run, label = _class_at(words, last)
        if label is not None or f"{_HEAD} {run}" in _table("role_classes.tsv"):
            return run, label
    return None


def _spanning(words: list[str], of_head: int) -> str | None:
    """Class of words of the table that go over the end of the head: secretary of state, chief of staff."""
    table = _table("role_classes.tsv")
    for first in range(max(0, of_head - 2), of_head):
        for stop in range(min(len(words), first + _LONGEST), of_head, -1):
            found = table.get(" ".join(words[first:stop]))
            if found is not None:
                return found
    return None


def _domain(words: list[str]) -> str | None:
    """Class of the first word, or words, of the table of things to head."""
    table = _table("role_domains.tsv")
    words = [word.removesuffix("'s") for word in words]
    for first in range(len(words)):
        for length in range(min(_LONGEST, len(words) - first), 0, -1):
            found = table.get(" ".join(words[first : first + length]))
            if found:
                return found
    return None
