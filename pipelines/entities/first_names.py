"""First names: their nicknames, the sex they leave no doubt of, and the making of that table.

    python -m pipelines.entities.first_names CENSUS_DIR     # rewrites data/first_names.csv

The US Census of 1990 counts first names by sex; a name is in the table when one sex bears it at least four times as
often as the other.
"""

from __future__ import annotations

import csv
import sys
from functools import cache
from importlib import resources
from pathlib import Path

CLEAR = 4.0
TABLE = "data/first_names.csv"


@cache
def genders() -> dict[str, str]:
    """Lower-case first name to male or female."""
    table = resources.files("pipelines.entities").joinpath(TABLE).read_text(encoding="utf-8")
    return {row["name"]: row["gender"] for row in csv.DictReader(table.splitlines())}


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    table = resources.files("pipelines.entities").joinpath("data/nicknames.csv").read_text(encoding="utf-8")
    return {row["name"]: frozenset(row["nicknames"].split()) for row in csv.DictReader(table.splitlines())}


def is_nickname(one: str, other: str) -> bool:
    """Whether one of two lower-case first names is short for the other: Larry and Lawrence."""
    return other in _nicknames().get(one, ()) or one in _nicknames().get(other, ())


def build(census: Path) -> dict[str, str]:
    """The table out of the Census files `dist.male.first` and `dist.female.first` in a folder."""
    male, female = (_shares(census / f"dist.{sex}.first") for sex in ("male", "female"))
    table = {}
    for name in sorted(male.keys() | female.keys()):
        men, women = male.get(name, 0.0), female.get(name, 0.0)
        if men > CLEAR * women:
            table[name] = "male"
        elif women > CLEAR * men:
            table[name] = "female"
    return table


def _shares(path: Path) -> dict[str, float]:
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {name.lower(): float(share) for name, share, *_ in lines}


def main(census: str) -> None:
    """Write the table beside this module."""
    path = Path(__file__).with_name("data") / "first_names.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("name", "gender"))
        rows.writerows(build(Path(census)).items())


if __name__ == "__main__":
    main(sys.argv[1])
