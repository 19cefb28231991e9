"""Names taken apart and compared."""

import pytest

from pipelines.entities import names


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dr. Ines Abubakar", ("ines", "abubakar")),
        ("President Mario Rossi Jr.", ("mario", "rossi")),
        ("Łukasz Żak-Nowak", ("lukasz", "zak nowak")),
        ("Mr Smith", ("smith",)),
        ("President", ("president",)),
        ("J. K. O’Brien", ("j", "k", "obrien")),
    ],
)
def test_parts(name, parts):
    assert names.person_parts(name) == parts


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Abubakar", "Ines Abubakar"),
        ("Ines", "Ines Abubakar"),
        ("Ines Abubakar", "Ines Maria Abubakar"),
        ("I. Abubakar", "Ines Abubakar"),
        ("Ines Abubakar", "I. Abubakar"),
        ("Oleg Petrovich", "Oleg Marchenko"),
        ("Oleg Petrovich", "Oleg Petrovich Marchenko"),
        ("Solá", "Pere Sola"),
    ],
)
def test_two_forms_of_one_name(short, full):
    assert names.same_person(names.person_parts(short), names.person_parts(full))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Ines Wekesa", "Ines Abubakar"),
        ("Joseph Abubakar", "Ines Abubakar"),
        ("J. Abubakar", "Ines Abubakar"),
        ("Wekesa", "Ines Abubakar"),
        ("Oleg Petrovich", "Oleg Ivanovich Marchenko"),
        ("Ivan Petrovich", "Oleg Marchenko"),
    ],
)
def test_two_names(short, full):
    assert not names.same_person(names.person_parts(short), names.person_parts(full))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The United Nations", "united nations"),
        ("U.N.", "united nations"),
        ("Fjordbygg AS", "fjordbygg as"),
        ("Acme Holdings Ltd.", "acme holdings"),
        ("U.S.", "united states"),
    ],
)
def test_keys_of_organisations(name, key):
    assert names.organisation_key(name) == key


@pytest.mark.parametrize(
    ("parts", "gender"),
    [
        (("mary", "x"), "female"),
        (("john", "x"), "male"),
        (("zzyx", "x"), None),
        (("oleg", "petrovich"), "male"),
        (("olga", "petrovna"), "female"),
    ],
)
def test_sex_of_a_name(parts, gender):
    assert names.name_gender(parts) == gender


def test_a_slug_is_readable():
    assert names.slug("Łukasz  O’Brien-Żak") == "lukasz-obrien-zak"
