"""The gazetteer: places, the names that find them, demonyms and abbreviations.

Belongs here: loading and looking up.  Keep out: deciding which place an article means.

The GeoNames part stays in Arrow buffers: a lookup is a binary search over the sorted keys.  The hand-made tables are
small and stand in dictionaries.  See `data/README.md` for what each file holds.
"""

from __future__ import annotations

import csv
import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.locations.spelling import key, without_generic

DATA = Path(__file__).with_name("data")

COUNTRIES = frozenset({"PCLI"})
CACHED = 50_000
WITHIN_KM = 400.0


@dataclass(frozen=True, slots=True)
class Place:
    """One place; the fields are those of the `locations` frame.

    `population` is 0 where nothing is known of it; `name_key` is the key of the gazetteer's own name.
    """

    location_id: int
    name: str
    latitude: float
    longitude: float
    country_code: str | None
    admin1: str | None
    admin2: str | None
    parent_id: int | None
    feature_class: str
    feature_code: str
    population: int
    name_key: str

    @property
    def is_country(self) -> bool:
        """Whether it is a country or a territory with an ISO code of its own."""
        return self.feature_code in COUNTRIES

    @property
    def is_settlement(self) -> bool:
        """Whether it is a city, town, village or a part of one."""
        return self.feature_class == "P"

    def goes_by(self, name: str) -> bool:
        """Whether the key is the place's own name, for a division also without its generic word."""
        if self.name_key == name:
            return True
        return self.feature_class == "A" and not self.is_country and without_generic(self.name_key) == name

    @property
    def division(self) -> tuple[str, str] | None:
        """Country and first-order division that it lies in or is."""
        return (self.country_code, self.admin1) if self.country_code and self.admin1 else None

    def row(self) -> dict[str, Any]:
        """The row of the `locations` frame; an unknown population is None."""
        columns = ("location_id", "name", "latitude", "longitude", "country_code", "admin1", "admin2", "parent_id")
        row = {column: getattr(self, column) for column in columns}
        row["feature_class"], row["feature_code"] = self.feature_class, self.feature_code
        row["population"] = self.population or None
        return row

    def lies_in(self, holder: Place) -> bool:
        """Whether the administrative codes put it inside the holder; where it has none, country and distance do."""
        if not self.country_code or self.country_code != holder.country_code or self.location_id == holder.location_id:
            return False
        if self.location_id < 0:
            return holder.is_country or self.kilometres(holder) < WITHIN_KM
        if holder.is_country:
            return not self.is_country
        if self.is_country or not holder.admin1 or self.admin1 != holder.admin1:
            return False
        if holder.feature_code == "ADM1":
            return self.feature_code != "ADM1"
        return holder.feature_code == "ADM2" and self.admin2 == holder.admin2 and self.is_settlement

    def kilometres(self, other: Place) -> float:
        """Great-circle distance to the other place in km."""
        p, q = math.radians(self.latitude), math.radians(other.latitude)
        half = math.radians(other.longitude - self.longitude) / 2
        h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(half) ** 2
        return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


class _Keys:
    """A sorted Arrow string column as a sequence of bytes, without a Python object per name."""

    def __init__(self, column: pa.StringArray) -> None:
        _, offsets, data = column.buffers()
        self._offsets = memoryview(offsets).cast("i")[column.offset : column.offset + len(column) + 1]
        self._data = memoryview(data)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, n: int) -> bytes:
        return self._data[self._offsets[n] : self._offsets[n + 1]].tobytes()

    def find(self, wanted: bytes) -> int:
        """Row of the key, or -1."""
        n = bisect_left(self, wanted)
        return n if n < len(self) and self[n] == wanted else -1


class Gazetteer:
    """Places by name and by id.  Make one with `Gazetteer.load`, which keeps it for the process."""

    def __init__(self, folder: Path) -> None:
        names = pq.read_table(folder / "names.parquet").combine_chunks()
        places = pq.read_table(folder / "places.parquet").combine_chunks()
        postings = names.column("places").chunk(0)
        self._keys = _Keys(names.column("key").chunk(0))
        self._starts = memoryview(postings.buffers()[1]).cast("i")
        self._rows = memoryview(postings.values.buffers()[1]).cast("i")
        self._columns = {name: places.column(name).chunk(0) for name in places.column_names}
        self._points = {
            int(location_id): (float(row["latitude"]), float(row["longitude"]))
            for location_id, row in _table(folder, "points.tsv", "location_id")
        }
        self._ids = memoryview(self._columns["id"].buffers()[1]).cast("i")
        self._count = len(places)
        self._place = lru_cache(maxsize=CACHED)(self._read)
        self._by_key = lru_cache(maxsize=CACHED)(self._search)
        self.countries = self._countries()
        self._supplement = {place.location_id: place for place in _supplement(folder, self.countries)}
        self._aliases = _aliases(folder, list(self._supplement.values()))
        self._demonyms = {form: int(row["location_id"]) for form, row in _table(folder, "demonyms.tsv", "form")}
        self._short: dict[str, int] = {}
        self._after: dict[str, int] = {}
        self._shortened: dict[str, int] = {}
        for form, row in _table(folder, "abbreviations.tsv", "form"):
            for spelled in (form, form.removesuffix(".")) if "." in form[:-1] else (form,):
                if row["use"] == "any":
                    self._short[spelled] = int(row["location_id"])
                self._after[spelled] = int(row["location_id"])
                if row["use"] == "after":
                    self._shortened[key(spelled)] = int(row["location_id"])
        self._stopped = {key(form): row["unless"] for form, row in _table(folder, "stopnames.tsv", "form")}

    @classmethod
    def load(cls, folder: Path | None = None) -> Gazetteer:
        """The gazetteer in `folder`, or the one that ships; read once a process.

        Raises FileNotFoundError where a file of it is missing.
        """
        return _load(Path(folder) if folder is not None else DATA)

    def place(self, location_id: int) -> Place | None:
        """The place with this id, or None."""
        if location_id < 0:
            return self._supplement.get(location_id)
        row = bisect_left(self._ids, location_id)
        if row >= self._count or self._ids[row] != location_id:
            return None
        return self._place(row)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """All places that bear the name as it is written, countries first, then by population.

        Up to three capitals, with or without full stops, are an abbreviation, never a name in capitals; what shortens a
        state only behind a comma ("Miss.", "Wash.") does not name it here.
        """
        short = self._short.get(name.strip())
        if short is not None:
            return tuple(p for p in [self.place(short)] if p is not None)
        letters = name.replace(".", "")
        if len(letters) <= 3 and letters.isupper():
            return ()
        wanted = key(name)
        shortened = self._shortened.get(wanted)
        return tuple(p for p in self._by_key(wanted) if p.location_id != shortened)

    def contained_by(self, name: str) -> tuple[Place, ...]:
        """What the name can mean where it stands after a comma and holds the place before: state, province, country."""
        after = self._after.get(name.strip())
        if after is not None:
            return tuple(p for p in [self.place(after)] if p is not None)
        return tuple(p for p in self.candidates(name) if p.is_country or p.feature_code in ("ADM1", "ADM2", "RGN"))

    def abbreviation(self, form: str) -> Place | None:
        """The place that an abbreviation with its full stop is short for: "Ill." → Illinois."""
        found = self._after.get(form) if form.endswith(".") else None
        return self.place(found) if found is not None else None

    def bearers(self, form: str) -> tuple[Place, ...]:
        """What the form can mean, as a name or as an abbreviation with its full stop."""
        short = self.abbreviation(form)
        return (short,) if short is not None else self.candidates(form)

    def demonym(self, form: str) -> Place | None:
        """The place whose people or things the word names: "Russian" → Russia.  Capitals count, but for "RUSSIAN"."""
        form = form.strip()
        found = self._demonyms.get(form.title() if form.isupper() and len(form) > 3 else form)
        return self.place(found) if found is not None else None

    def country(self, code: str | None) -> Place | None:
        """The country with this ISO 3166 alpha-2 code."""
        return self.countries.get(code) if code else None

    def stopped(self, name: str) -> str | None:
        """What is needed to take the name for a place: `never`, `tagged` (by the entity recogniser), or None."""
        return None if name in self._short else self._stopped.get(key(name))

    def parents(self, place: Place) -> Iterator[Place]:
        """The divisions and the country that hold the place, the smallest first."""
        seen = {place.location_id}
        parent = place.parent_id
        while parent is not None and parent not in seen:
            seen.add(parent)
            holder = self.place(parent)
            if holder is None:
                return
            yield holder
            parent = holder.parent_id

    def _search(self, wanted: str) -> tuple[Place, ...]:
        if not wanted:
            return ()
        places: dict[int, Place] = {}
        for location_id in self._aliases.get(wanted, ()):
            place = self.place(location_id)
            if place is not None:
                places[location_id] = place
        at = self._keys.find(wanted.encode())
        if at < 0 and wanted.startswith("al "):
            at = self._keys.find(wanted.removeprefix("al ").encode())
        if at >= 0:
            for row in self._rows[self._starts[at] : self._starts[at + 1]]:
                place = self._place(row)
                places.setdefault(place.location_id, place)
        return tuple(sorted(places.values(), key=lambda p: (not p.is_country, -p.population, p.location_id)))

    def _read(self, row: int) -> Place:
        values = {name: column[row].as_py() for name, column in self._columns.items()}
        feature_class, feature_code = values["feature"].split(".")
        latitude, longitude = self._points.get(values["id"], (values["latitude"], values["longitude"]))
        return Place(
            location_id=values["id"],
            name=values["name"],
            latitude=round(latitude, 5),
            longitude=round(longitude, 5),
            country_code=values["country_code"],
            admin1=values["admin1"],
            admin2=values["admin2"],
            parent_id=values["parent_id"],
            feature_class=feature_class,
            feature_code=feature_code,
            population=values["population"],
            name_key=key(values["name"]),
        )

    def _countries(self) -> dict[str, Place]:
        features = self._columns["feature"]
        code = features.dictionary.to_pylist().index("A.PCLI") if "A.PCLI" in features.dictionary.to_pylist() else -1
        rows = (features.indices.to_numpy() == code).nonzero()[0].tolist()
        return {place.country_code: place for place in map(self._place, rows) if place.country_code}


@lru_cache(maxsize=4)
def _load(folder: Path) -> Gazetteer:
    return Gazetteer(folder)


def _table(folder: Path, name: str, column: str) -> list[tuple[str, dict[str, str]]]:
    """Rows of a hand-made table by one of its columns; a built gazetteer without the table uses the one that ships."""
    path = folder / name if (folder / name).exists() else DATA / name
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row[column], row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _supplement(folder: Path, countries: dict[str, Place]) -> list[Place]:
    """The places of our own; their parent is the country they lie in."""
    return [
        Place(
            location_id=int(location_id),
            name=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            country_code=row["country_code"] or None,
            admin1=None,
            admin2=None,
            parent_id=country.location_id if country is not None else None,
            feature_class=row["feature_class"],
            feature_code=row["feature_code"],
            population=0,
            name_key=key(row["name"]),
        )
        for location_id, row in _table(folder, "supplement.tsv", "location_id")
        for country in [countries.get(row["country_code"])]
    ]


def _aliases(folder: Path, supplement: list[Place]) -> dict[str, list[int]]:
    aliases: dict[str, list[int]] = {}
    for place in supplement:
        aliases.setdefault(place.name_key, []).append(place.location_id)
    for form, row in _table(folder, "aliases.tsv", "form"):
        ids = aliases.setdefault(key(form), [])
        if int(row["location_id"]) not in ids:
            ids.append(int(row["location_id"]))
    return aliases
