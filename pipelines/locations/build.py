"""Makes the gazetteer's two Parquet files: `python -m pipelines.locations.build REFERENCE_DIR [FOLDER]`.

Belongs here: choosing and ordering what goes into `places.parquet` and `names.parquet`.  Keep out: the hand-made tables
(they are read when the gazetteer is loaded) and anything that runs on articles.

`REFERENCE_DIR` holds `gazetteer_places.parquet` (id, name, lat, lon, fclass, fcode, cc, admin1, admin2, population)
and `gazetteer_names.parquet` (name, id), both from GeoNames.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.locations.dump import read_dump
from pipelines.locations.spelling import key, without_generic

DATA = Path(__file__).with_name("data")

PLACES = pa.schema(
    [
        pa.field("id", pa.int32(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("latitude", pa.float32(), nullable=False),
        pa.field("longitude", pa.float32(), nullable=False),
        pa.field("feature", pa.dictionary(pa.int16(), pa.string()), nullable=False),
        pa.field("country_code", pa.dictionary(pa.int16(), pa.string())),
        pa.field("admin1", pa.dictionary(pa.int16(), pa.string())),
        pa.field("admin2", pa.dictionary(pa.int32(), pa.string())),
        pa.field("parent_id", pa.int32()),
        pa.field("population", pa.int64(), nullable=False),
    ]
)
NAMES = pa.schema(
    [pa.field("key", pa.string(), nullable=False), pa.field("places", pa.list_(pa.int32()), nullable=False)]
)

# Where names are English, a settlement's other names are former or foreign ones, which news in English do not use.
ENGLISH = ("US", "GB", "CA", "AU", "NZ", "IE")
COUNTRY_CODES = ("PCLI",)
SEATS = ("PPLC", "PPLA")
# "First Region" and the like are called by their number only together with the generic word.
_ORDINALS = frozenset({"first", "second", "third", "premier", "premiere", "primera", "primeira"})
_CITY = 100_000
_FAR_SMALLER = 10
_CODE = re.compile(r"^[A-Z]{1,5}$")


def build(reference: Path, folder: Path) -> dict[str, int]:
    """Writes `places.parquet` and `names.parquet` into `folder`; returns how many places, keys and names there are.

    Raises FileNotFoundError where a table is missing.
    """
    return _build(
        pd.read_parquet(reference / "gazetteer_places.parquet"),
        pd.read_parquet(reference / "gazetteer_names.parquet"),
        folder,
    )


def build_from_geonames(dump: Path, folder: Path) -> dict[str, int]:
    """The same from a folder with files of a GeoNames dump; what can be wrong with it, `read_dump` says."""
    return _build(*read_dump(dump), folder)


def _build(raw: pd.DataFrame, names: pd.DataFrame, folder: Path) -> dict[str, int]:
    places = _places(raw)
    spellings = _spellings(places, names)
    folder.mkdir(parents=True, exist_ok=True)
    _write(_place_table(places), folder / "places.parquet")
    _write(_name_table(places, spellings), folder / "names.parquet")
    keys = {spelling for found in spellings.values() for spelling in found}
    return {"places": len(places), "keys": len(keys), "names": sum(map(len, spellings.values()))}


def _places(raw: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows sorted by id, missing values as None, with the parent that the administrative codes give."""
    plain = raw.astype("object").where(raw.notna(), None).sort_values("id")
    rows = [dict(zip(plain.columns, values, strict=True)) for values in plain.itertuples(index=False, name=None)]
    countries: dict[str, int] = {}
    divisions: dict[tuple[str, ...], int] = {}
    for row in sorted(rows, key=lambda r: (-r["population"], r["id"])):
        if row["fcode"] in COUNTRY_CODES:
            countries.setdefault(row["cc"], row["id"])
        elif row["fcode"] == "ADM1" and row["admin1"]:
            divisions.setdefault((row["cc"], row["admin1"]), row["id"])
        elif row["fcode"] == "ADM2" and row["admin2"]:
            divisions.setdefault((row["cc"], row["admin1"], row["admin2"]), row["id"])
    for row in rows:
        row["parent"] = _parent(row, countries, divisions)
    return rows


def _parent(row: dict[str, Any], countries: dict[str, int], divisions: dict[tuple[str, ...], int]) -> int | None:
    if row["fcode"] in COUNTRY_CODES or row["fclass"] == "L":
        return int(row["parent"]) if row["parent"] is not None else None
    chain = [
        divisions.get((row["cc"], row["admin1"], row["admin2"])),
        divisions.get((row["cc"], row["admin1"])) if row["fcode"] != "ADM1" else None,
        countries.get(row["cc"]),
    ]
    return next((parent for parent in chain if parent is not None and parent != row["id"]), None)


def _spellings(places: list[dict[str, Any]], names: pd.DataFrame) -> dict[int, set[str]]:
    """Place id to the keys that name it."""
    by_id = {row["id"]: row for row in places}
    spellings: dict[int, set[str]] = {row["id"]: _keys_of(row, [row["name"]]) for row in places}
    grouped: dict[int, list[str]] = defaultdict(list)
    for name, place in zip(names["name"], names["id"], strict=True):
        if place in by_id:
            grouped[place].append(name)
    for place, found in grouped.items():
        spellings[place] |= _keys_of(by_id[place], found)
    _share_with_divisions(places, spellings)
    _leave_to_cities(places, spellings)
    return spellings


def _keys_of(row: dict[str, Any], names: Iterable[str]) -> set[str]:
    keys = set()
    for name in names:
        own = name == row["name"]
        if not own and row["cc"] in ENGLISH and row["fclass"] == "P" and not _alike(key(name), key(row["name"])):
            continue
        if not own and (
            _CODE.match(name) or any(c.isdigit() or c in "()[]," for c in name) or not any(map(str.isupper, name))
        ):
            continue
        forms = {key(name)}
        if row["fcode"] in ("ADM1", "ADM2"):
            forms |= {without_generic(key(name))} - _ORDINALS
        keys |= {form for form in forms if _long_enough(form, own=own, population=row["population"])}
    return keys


def _alike(name: str, other: str) -> bool:
    """Whether two names are spellings or parts of one another, not a former or a foreign name."""
    if name == other or not name or name in other or other in name:
        return True
    return SequenceMatcher(None, name, other, autojunk=False).ratio() >= 0.75


def _long_enough(spelling: str, *, own: bool, population: int) -> bool:
    """Names of one or two letters are read as words; only a large place's own name is worth that risk."""
    return len(spelling) > 2 or (len(spelling) == 2 and own and population >= 50_000)


def _share_with_divisions(places: list[dict[str, Any]], spellings: dict[int, set[str]]) -> None:
    """A division named after its seat takes all spellings of the seat: "Kharkov" is also the oblast."""
    divisions = {(row["cc"], row["admin1"]): row for row in places if row["fcode"] == "ADM1" and row["admin1"]}
    for row in places:
        division = divisions.get((row["cc"], row["admin1"])) if row["fcode"] in SEATS else None
        if division is None:
            continue
        if _is_called_after(division, row):
            words = len(key(row["name"]).split())
            spellings[division["id"]] |= {name for name in spellings[row["id"]] if len(name.split()) == words}


def _is_called_after(division: dict[str, Any], seat: dict[str, Any]) -> bool:
    """Whether their names begin alike: "Donetska Oblast" and "Donetsk"."""
    name, whole = key(seat["name"]), key(division["name"])
    shared = next((n for n, (a, b) in enumerate(zip(name, whole, strict=False)) if a != b), min(len(name), len(whole)))
    return shared >= max(4, 0.75 * len(name))


def _leave_to_cities(places: list[dict[str, Any]], spellings: dict[int, set[str]]) -> None:
    """A country's further names are not those of its own capital or of a city in another country.

    "Tunis" is the city though another language calls the country so, and "Columbia" is no Colombia.
    """
    cities: dict[str, set[str]] = defaultdict(set)
    for row in places:
        if row["fclass"] == "P" and (row["fcode"] == "PPLC" or row["population"] >= _CITY):
            cities[key(row["name"])].add(row["cc"] if row["fcode"] == "PPLC" else f"not {row['cc']}")
    _leave_to_own_cities(places, spellings)
    for row in places:
        if row["fcode"] in COUNTRY_CODES:
            taken = {
                name
                for name in spellings[row["id"]]
                if any(at == row["cc"] or (len(at) > 2 and at != f"not {row['cc']}") for at in cities.get(name, ()))
            }
            spellings[row["id"]] -= taken - {key(row["name"])}


def _leave_to_own_cities(places: list[dict[str, Any]], spellings: dict[int, set[str]]) -> None:
    """A division's further names are not those of a city in it that it is not called after.

    "Madras" is Chennai and "Mysore" a city, though the states around them were once called so.  Nor has a town the own
    name of another in its country that is not far smaller.
    """
    cities: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    towns: dict[tuple[str, str], int] = {}
    for row in places:
        if row["fclass"] == "P":
            own = (row["cc"], key(row["name"]))
            towns[own] = max(towns.get(own, 0), row["population"])
            if row["fcode"] in SEATS or row["population"] >= _CITY:
                cities[row["cc"], row["admin1"]].append(row)
    for row in places:
        own_names = {key(row["name"]), without_generic(key(row["name"]))}
        further = spellings[row["id"]] - own_names
        if row["fcode"] == "ADM1":
            inside = cities.get((row["cc"], row["admin1"]), ())
            others = [spellings[city["id"]] for city in inside if not _is_called_after(row, city)]
            spellings[row["id"]] -= further & set().union(*others)
        elif row["fclass"] == "P":
            far_smaller = row["population"] / _FAR_SMALLER
            taken = {name for name in further if towns.get((row["cc"], name), -1) >= max(1, far_smaller)}
            spellings[row["id"]] -= {name for name in taken if not _alike(name, key(row["name"]))}


def _place_table(places: list[dict[str, Any]]) -> pa.Table:
    columns = {
        "id": [row["id"] for row in places],
        "name": [row["name"] for row in places],
        "latitude": [row["lat"] for row in places],
        "longitude": [row["lon"] for row in places],
        "feature": [f"{row['fclass']}.{row['fcode']}" for row in places],
        "country_code": [row["cc"] for row in places],
        "admin1": [row["admin1"] for row in places],
        "admin2": [row["admin2"] for row in places],
        "parent_id": [row["parent"] for row in places],
        "population": [row["population"] for row in places],
    }
    arrays = []
    for field in PLACES:
        if pa.types.is_dictionary(field.type):
            plain = pa.array(columns[field.name], type=pa.string())
            values = pa.array(sorted(set(plain.drop_null().to_pylist())), type=pa.string())
            codes = {value: i for i, value in enumerate(values.to_pylist())}
            indices = [codes.get(value) for value in plain.to_pylist()]
            arrays.append(pa.DictionaryArray.from_arrays(pa.array(indices, type=field.type.index_type), values))
        else:
            arrays.append(pa.array(columns[field.name], type=field.type))
    return pa.Table.from_arrays(arrays, schema=PLACES)


def _name_table(places: list[dict[str, Any]], spellings: dict[int, set[str]]) -> pa.Table:
    """Keys in byte order, each with its places' row numbers, the most populous first."""
    rows = {row["id"]: n for n, row in enumerate(places)}
    index: dict[str, list[int]] = defaultdict(list)
    for place in sorted(spellings, key=lambda p: (-places[rows[p]]["population"], p)):
        for spelling in spellings[place]:
            index[spelling].append(rows[place])
    keys = sorted(index, key=lambda k: k.encode())
    return pa.Table.from_arrays(
        [pa.array(keys, type=pa.string()), pa.array([index[k] for k in keys], type=pa.list_(pa.int32()))], schema=NAMES
    )


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd", compression_level=19, row_group_size=1 << 20)


def main() -> None:
    """Reads the command line, builds, and prints the counts and sizes."""
    parser = argparse.ArgumentParser(description="Build the gazetteer from a folder of GeoNames tables.")
    parser.add_argument("reference", type=Path, help="folder with gazetteer_places.parquet and gazetteer_names.parquet")
    parser.add_argument("folder", type=Path, nargs="?", default=DATA, help="where to write (default: the package)")
    given = parser.parse_args()
    counts = build(given.reference, given.folder)
    sizes = {path.name: path.stat().st_size for path in sorted(given.folder.glob("*.parquet"))}
    print(*(f"{name} {count:,}" for name, count in {**counts, **sizes}.items()), sep="\n")


if __name__ == "__main__":
    main()
