"""Names printed with the family name first, as Hungarians and Japanese write them at home: Orban Viktor, Abe Shinzo.

Only a first word that is a family name and a last word that is a given name of the same people
(`data/family_first.csv`) are taken for such a name: among others the same two words in the other order may be
another person, Karim Hassan and Hassan Karim.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from pipelines.entities.spelling import spelt

TABLE = "data/family_first.csv"


@cache
def _names() -> dict[tuple[str, str], frozenset[str]]:
    """People and part of the name to the words, as they are compared."""
    text = resources.files("pipelines.entities").joinpath(TABLE).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["people"], row["part"]): frozenset(spelt(name) for name in row["names"].split()) for row in rows}


@cache
def _peoples() -> tuple[str, ...]:
    return tuple(sorted({people for people, _ in _names()}))


def given_first(key: str) -> str:
    """The key of a person's name with the given name first; unchanged where that is not sure.

    Args:
        key: as `identity.person_key` makes it.
    """
    words = key.split()
    if len(words) != 2:
        return key
    first, last = words
    for people in _peoples():
        family, given = _names()[people, "family"], _names()[people, "given"]
        if first in family and last in given and first not in given and last not in family:
            return f"{last} {first}"
    return key
