"""A GeoNames dump, as download.geonames.org lays it out, read into the two tables that the build takes.

Belongs here: the dump's files and columns, and which of its rows are worth having.  Keep out: spellings and the order
of the gazetteer (`build`).

`countryInfo.txt`, `admin1CodesASCII.txt` and one file of places are needed: `allCountries.txt`, else the `cities*.txt`
with the most places (`cities500.txt`).  `admin2Codes.txt`, `alternateNamesV2.txt` and `hierarchy.txt` are used where
they are.  Files are read line by line; what is kept is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

COUNTRIES, DIVISIONS, DISTRICTS = "countryInfo.txt", "admin1CodesASCII.txt", "admin2Codes.txt"
NAMES, HIERARCHY, ALL = "alternateNamesV2.txt", "hierarchy.txt", "allCountries.txt"
COLUMNS = ["id", "name", "lat", "lon", "fclass", "fcode", "cc", "admin1", "admin2", "population", "parent"]

LEAST_PEOPLE = 500
# Seas, lakes, ranges and the like count where they are called something in this many languages and spellings.
LEAST_SPELLINGS = 5
_SEATS = ("PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4")
_DIVISIONS = ("ADM1", "ADM2", "ADM3", "ADMD")
_NATURE = frozenset(
    "CONT RGN RGNE AREA OCN SEA GULF BAY STRT CHN LK LKS STM CNL DLTA ISL ISLS PEN CAPE MT MTS PK VLC DSRT VAL PLAT "
    "PASS AIRP PRK RESN".split()
)
# Of these the names are codes, links or sounds, no spellings.
_NO_LANGUAGES = frozenset("link post iata icao faac tcid unlc abbr wkdt phon piny".split())
_WIDTH = 19


@dataclass(slots=True)
class _Dump:
    """What has been read so far: rows by id, as in `COLUMNS`, and names with the id they belong to."""

    rows: dict[int, list[object]] = field(default_factory=dict)
    names: list[tuple[str, int]] = field(default_factory=list)

    def add(self, *row: object) -> None:
        """One row without its parent, unless the id is there already."""
        self.rows.setdefault(int(str(row[0])), [*row, None])


def read_dump(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places and further names of a dump.

    Returns:
        Places with the columns `COLUMNS`, and names with the columns name and id.  Divisions and countries that the
        file of places lacks stand at the mean of their settlements, and are left out where they have none.

    Raises:
        FileNotFoundError: a needed file is missing; the message names it.
        ValueError: a file is not laid out like a GeoNames file.
    """
    needed = [name for name in (COUNTRIES, DIVISIONS) if not (folder / name).is_file()]
    places = _file_of_places(folder)
    if needed or places is None:
        missing = ", ".join([*needed, *([f"{ALL} or cities500.txt"] if places is None else [])])
        raise FileNotFoundError(f"{folder} is no GeoNames dump: {missing} missing")
    dump = _Dump()
    countries = {int(row[16]): row for row in _lines(folder / COUNTRIES, 17) if row[16]}
    _add_places(dump, places, countries)
    middles = _middles(dump)
    for number, row in countries.items():
        if row[0] in middles:
            dump.add(number, row[4], *middles[row[0]], "A", "PCLI", row[0], None, None, int(row[7] or 0))
    _add_divisions(dump, folder, middles)
    _add_names(dump, folder)
    _add_parents(dump, folder)
    names = pd.DataFrame(dump.names, columns=["name", "id"])
    return pd.DataFrame(list(dump.rows.values()), columns=COLUMNS), names


def _file_of_places(folder: Path) -> Path | None:
    if (folder / ALL).is_file():
        return folder / ALL
    cities = sorted(folder.glob("cities*.txt"), key=lambda path: (-path.stat().st_size, path.name))
    return cities[0] if cities else None


def _lines(path: Path, width: int) -> Iterator[list[str]]:
    """The fields of every line that is no comment."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if line.startswith("#") or not line.strip():
                continue
            fields = line.rstrip("\r\n").split("\t")
            if len(fields) < width:
                raise ValueError(f"{path.name}, line {number}: {len(fields)} fields where GeoNames has {width} or more")
            yield fields


def _add_places(dump: _Dump, path: Path, countries: dict[int, list[str]]) -> None:
    for row in _lines(path, _WIDTH):
        number, people = int(row[0]), int(row[14] or 0)
        spellings = [name for name in row[3].split(",") if name]
        code = "PCLI" if number in countries else row[7]
        if not _worth_having(row[6], code, people, len(spellings)):
            continue
        division, district = row[10] if row[10] not in ("", "00") else None, row[11] or None
        point = float(row[4]), float(row[5])
        dump.add(number, row[1], *point, row[6], code, row[8] or None, division, district, people)
        dump.names += [(name, number) for name in (row[2], *spellings) if name and name != row[1]]


def _worth_having(kind: str, code: str, people: int, spellings: int) -> bool:
    if kind == "P":
        return people >= LEAST_PEOPLE or code in _SEATS
    if kind == "A":
        return code == "PCLI" or code in _DIVISIONS
    return code == "CONT" or (code in _NATURE and spellings >= LEAST_SPELLINGS)


def _middles(dump: _Dump) -> dict[str, tuple[float, float]]:
    """The mean of the settlements of each country ("US"), division ("US.TX") and district ("US.TX.113")."""
    sums: dict[str, tuple[float, float, int]] = {}
    for _, _, lat, lon, kind, _, country, division, district, *_ in dump.rows.values():
        parts = [str(part) for part in (country, division, district) if part]
        for depth in range(1, len(parts) + 1) if kind == "P" else ():
            a, b, count = sums.get(code := ".".join(parts[:depth]), (0.0, 0.0, 0))
            sums[code] = a + float(str(lat)), b + float(str(lon)), count + 1
    return {code: (a / count, b / count) for code, (a, b, count) in sums.items()}


def _add_divisions(dump: _Dump, folder: Path, middles: dict[str, tuple[float, float]]) -> None:
    for name, level in ((DIVISIONS, "ADM1"), (DISTRICTS, "ADM2")):
        for row in _lines(folder / name, 4) if (folder / name).is_file() else ():
            codes = [*row[0].split("."), None][:3]
            if row[3] and row[0] in middles:
                dump.add(int(row[3]), row[1], *middles[row[0]], "A", level, *codes, 0)


def _add_names(dump: _Dump, folder: Path) -> None:
    for row in _lines(folder / NAMES, 4) if (folder / NAMES).is_file() else ():
        number = int(row[1])
        if row[2] not in _NO_LANGUAGES and number in dump.rows and row[3]:
            dump.names.append((row[3], number))


def _add_parents(dump: _Dump, folder: Path) -> None:
    for row in _lines(folder / HIERARCHY, 2) if (folder / HIERARCHY).is_file() else ():
        parent, child = int(row[0]), int(row[1])
        if child in dump.rows and parent in dump.rows and dump.rows[child][-1] is None:
            dump.rows[child][-1] = parent
