"""Who speaks where only the neighbours of a quotation tell."""

import pytest

QUOTATION = "“We lost the quay and the road in one night, and nobody came.”"


@pytest.mark.parametrize("line", ["– Ines Abubakar", "— Ines Abubakar, mayor of Northgate"])
def test_a_person_behind_a_dash_signs_the_quotation_above(rows, line):
    text = f"A letter of Ines Abubakar was read out on Friday.\n\n{QUOTATION}\n\n{line}"
    assert [row["speaker"] for row in rows(text) if row["kind"] == "direct"] == ["Ines Abubakar"]


@pytest.mark.parametrize(
    "line", ["— Reuters", "- AFP", "– Additional reporting by Ines Abubakar", "— By Ines Abubakar in Northgate"]
)
def test_no_agency_signs_it_and_nobody_who_is_credited(rows, line):
    text = f"The council met late on Friday.\n\n{QUOTATION}\n\n{line}"
    assert [row["speaker"] for row in rows(text) if row["kind"] == "direct"] == [None]
