"""Names printed with the family name first."""

import pytest

from pipelines.entities.order import given_first


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("orban viktor", "viktor orban"),
        ("viktor orban", "viktor orban"),
        ("tanaka yuki", "yuki tanaka"),
        ("orban yuki", "orban yuki"),
        ("balazs nagy", "balazs nagy"),
        ("karim hassan", "karim hassan"),
        ("nagy eszter anna", "nagy eszter anna"),
        ("nagy", "nagy"),
    ],
)
def test_the_given_name_goes_first_where_both_words_are_sure(printed, kept):
    assert given_first(printed) == kept
