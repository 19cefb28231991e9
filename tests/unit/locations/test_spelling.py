import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.locations.spelling import key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Côte d’Ivoire", "cote divoire"),
        ("the Netherlands", "netherlands"),
        ("The Hague", "hague"),
        ("Saint Petersburg", "st petersburg"),
        ("St. Petersburg", "st petersburg"),
        ("Mount Vernon", "mt vernon"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Ukraine's", "ukraine"),
        ("Netherlands’", "netherlands"),
        ("Łódź", "lodz"),
        ("Sana'a", "sanaa"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("The", "the"),
        ("'\"", ""),
    ],
)
def test_what_a_key_ignores(name, expected):
    assert key(name) == expected


@given(st.text(max_size=40))
def test_case_and_outer_spaces_never_count(name):
    assert key(name) == key(f"  {name} ")


@given(st.lists(st.sampled_from(["Saint", "Mount", "Novy", "Bor", "Åsa", "San"]), min_size=1, max_size=4))
def test_a_key_is_its_own_key(words):
    once = key(" ".join(words))
    assert key(once) == once
