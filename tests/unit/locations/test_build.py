import pandas as pd
import pytest

from pipelines.locations.build import build
from pipelines.locations.gazetteer import Gazetteer

PLACES = pd.DataFrame(
    [
        (1, "Ruritania", 50.0, 20.0, "A", "PCLI", "RR", None, None, 9_000_000, None),
        (2, "Strelska Oblast", 50.5, 20.5, "A", "ADM1", "RR", "01", None, 900_000, None),
        (3, "Strelsau", 50.4, 20.4, "P", "PPLA", "RR", "01", None, 400_000, None),
        (4, "Zenda", 51.0, 21.0, "P", "PPL", "RR", "01", "007", 800, None),
        (5, "Zendshire", 51.0, 21.0, "A", "ADM2", "RR", "01", "007", 0, None),
        (6, "Smallville", 38.0, -97.0, "P", "PPL", "US", "KS", None, 45_000, None),
    ],
    columns=["id", "name", "lat", "lon", "fclass", "fcode", "cc", "admin1", "admin2", "population", "parent"],
)
NAMES = pd.DataFrame(
    [("Strelsov", 3), ("STR", 3), ("Zenda (old)", 4), ("Zenda 2", 4), ("Ze", 4), ("Smalville", 6), ("Fort Nowhere", 6)],
    columns=["name", "id"],
)


@pytest.fixture
def built(tmp_path):
    PLACES.to_parquet(tmp_path / "gazetteer_places.parquet")
    NAMES.to_parquet(tmp_path / "gazetteer_names.parquet")
    return tmp_path, build(tmp_path, tmp_path / "made")


def test_the_same_input_gives_the_same_bytes(built):
    folder, counts = built
    assert build(folder, folder / "again") == counts
    for name in ("places.parquet", "names.parquet"):
        assert (folder / "made" / name).read_bytes() == (folder / "again" / name).read_bytes()


def test_counts(built):
    assert built[1] == {"places": 6, "keys": 9, "names": 11}


def test_parents_follow_the_codes(built):
    made = Gazetteer(built[0] / "made")
    assert [made.place(i).parent_id for i in (1, 2, 3, 4, 5)] == [None, 1, 2, 5, 2]


def test_a_division_named_after_its_seat_takes_its_spellings(built):
    made = Gazetteer(built[0] / "made")
    assert [p.location_id for p in made.candidates("Strelsov")] == [2, 3]
    assert [p.location_id for p in made.candidates("Strelska")] == [2]


@pytest.mark.parametrize("name", ["STR", "Zenda (old)", "Zenda 2", "Ze", "Fort Nowhere"])
def test_bad_spellings_are_left_out(built, name):
    assert Gazetteer(built[0] / "made").candidates(name) == ()


def test_a_misspelling_of_an_english_name_stays(built):
    assert [p.location_id for p in Gazetteer(built[0] / "made").candidates("Smalville")] == [6]


def test_a_missing_table_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        build(tmp_path, tmp_path / "made")
