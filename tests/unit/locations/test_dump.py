"""A tiny GeoNames dump, in the layout of download.geonames.org, becomes a gazetteer."""

import pytest

from pipelines.locations.build import build_from_geonames
from pipelines.locations.dump import read_dump
from pipelines.locations.gazetteer import Gazetteer


def place(line):
    """A line of the dump's 19 columns from number|name|spellings|lat|lon|class.code|country|admin1|admin2|people."""
    number, name, spellings, lat, lon, code, country, admin1, admin2, people = line.split("|")
    kind, _, feature = code.partition(".")
    fields = [number, name, name, spellings, lat, lon, kind, feature, country, "", admin1, admin2, "", "", people]
    return "\t".join(str(field) for field in [*fields, "", 100, "Europe/Strelsau", "2026-01-01"])


COUNTRIES = (
    "#ISO\tISO3\tISO-Numeric\tfips\tCountry\tCapital\tArea\tPopulation\tContinent\ttld\tCurrencyCode\tCurrencyName\t"
    "Phone\tPostal Code Format\tPostal Code Regex\tLanguages\tgeonameid\tneighbours\tEquivalentFipsCode\n"
    "RR\tRUR\t999\tRR\tRuritania\tStrelsau\t9000\t900000\tEU\t.rr\tRRC\tCrown\t99\t\t\tde-RR\t1\tGK\t\n"
    "GK\tGRK\t998\tGK\tGraustark\tEdelweiss\t100\t1000\tEU\t.gk\t\t\t98\t\t\t\t2\tRR\t\n"
)
FILES = {
    "countryInfo.txt": COUNTRIES,
    "admin1CodesASCII.txt": "RR.01\tHentzau Province\tHentzau Province\t10\nRR.02\tEmptyland\tEmptyland\t11\n",
    "admin2Codes.txt": "RR.01.007\tZendshire\tZendshire\t12\n",
    "cities500.txt": "\n".join(
        [
            place("100|Strelsau|Strelsov,Стрельсау|50.0|20.0|P.PPLC|RR|01||400000"),
            place("101|Zenda||51.0|21.0|P.PPL|RR|01|007|800"),
            place("102|Edelweiss||48.0|11.0|P.PPLC|GK|00||600"),
            place("103|Hamlet||48.0|11.0|P.PPL|GK|00||90"),
        ]
    )
    + "\n",
    "alternateNamesV2.txt": "1\t100\tde\tStrelsburg\t\t\t\t\t\t\n2\t100\tlink\thttps://example.org/Strelsau\t\t\t\t\t\t\n"
    "3\t100\tiata\tSTR\t\t\t\t\t\t\n4\t999\ten\tNowhere\t\t\t\t\t\t\n",
    "hierarchy.txt": "1\t10\tADM\n",
}


@pytest.fixture
def dump(tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def made(dump, tmp_path):
    build_from_geonames(dump, tmp_path / "made")
    return Gazetteer(tmp_path / "made")


def test_places_of_the_dump_are_found_by_their_names(made):
    assert [p.location_id for p in made.candidates("Strelsau")] == [100]
    assert [p.location_id for p in made.candidates("Strelsburg")] == [100]
    assert [p.location_id for p in made.candidates("Strelsov")] == [100]


def test_codes_and_links_are_no_names(made):
    assert made.candidates("STR") == ()
    assert made.candidates("https://example.org/Strelsau") == ()


def test_too_small_a_place_is_left_out(made):
    assert made.place(103) is None


def test_countries_and_divisions_stand_among_their_settlements(made):
    country, division, district = (made.place(number) for number in (1, 10, 12))
    assert (country.name, country.latitude, country.longitude) == ("Ruritania", 50.5, 20.5)
    assert country.is_country
    assert country.population == 900000
    assert (division.feature_code, division.country_code, division.admin1) == ("ADM1", "RR", "01")
    assert (district.feature_code, district.latitude) == ("ADM2", 51.0)
    assert [p.location_id for p in made.candidates("Hentzau")] == [10]


def test_a_division_without_settlements_is_left_out(made):
    assert made.place(11) is None


def test_parents(made):
    assert [made.place(number).parent_id for number in (101, 100, 10)] == [12, 10, 1]


def test_the_hand_made_tables_still_count(made):
    assert made.stopped("March") is not None


def test_all_countries_go_before_the_cities(dump):
    seas = [
        place("200|Broad Sea|a,b,c,d,e|40.0|5.0|H.SEA||||"),
        place("201|Little Pond||40.0|5.0|H.LK|RR|||"),
        place("1|Ruritania|Ruritanien|50.9|20.9|A.PCL|RR|00||900000"),
    ]
    (dump / "allCountries.txt").write_text("\n".join(seas) + "\n", encoding="utf-8")
    places, names = read_dump(dump)
    assert places["id"].tolist() == [200, 1]
    assert places.set_index("id").loc[1, ["lat", "fcode"]].tolist() == [50.9, "PCLI"]
    assert ("Ruritanien", 1) in set(names[["name", "id"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("name", ["countryInfo.txt", "admin1CodesASCII.txt", "cities500.txt"])
def test_a_missing_file_is_named(dump, name):
    (dump / name).unlink()
    with pytest.raises(FileNotFoundError, match=name):
        read_dump(dump)


@pytest.mark.parametrize("name", ["admin2Codes.txt", "alternateNamesV2.txt", "hierarchy.txt"])
def test_the_other_files_may_be_missing(dump, name):
    (dump / name).unlink()
    assert 100 in set(read_dump(dump)[0]["id"])


def test_another_layout_is_told(dump):
    (dump / "cities500.txt").write_text("Strelsau,50,20\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"cities500\.txt, line 1"):
        read_dump(dump)
