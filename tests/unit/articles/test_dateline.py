"""The place a report begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.articles import dateline as dateline_module
from pipelines.articles.dateline import dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("Lisbon, Portugal — Just one day after", "Lisbon, Portugal", None),
        ("LISBON (Reuters) - The council", "LISBON", "Reuters"),
        ("PARIS, Jan 4 (AFP) – Two bridges", "PARIS", "AFP"),
        ("NEW DELHI: The council", "NEW DELHI", None),
        ("AUSTIN, Texas (AP) — A bridge", "AUSTIN, Texas", "AP"),
        ("CAIRO – 26 July 2022: The council", "CAIRO", None),
        ("Berlin (dpa) - Der Rat", "Berlin", "dpa"),
        ("Kiel/Hamburg (dpa/lno) - Der Rat", "Kiel/Hamburg", "dpa/lno"),
        ("Madrid, 4 ene (EFE).- El consejo", "Madrid", "EFE"),
        ("Cairo, Egypt, Apr 21 2022 (IPS) - Last June", "Cairo, Egypt", "IPS"),
        ("LISBON — “We close it,” she said", "LISBON", None),
    ],
)
def test_dateline(paragraph: str, place: str, agency: str | None) -> None:
    found = dateline(paragraph)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert paragraph[found.start : found.end] == place
    assert paragraph[found.text_start :][0] not in " -–—:"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ann Lee — who led the council — left",
        "Ann, Bob — the twins — came home",
        "LIVE: The council votes",
        "BREAKING — A bridge closes",
        "WHAT WE KNOW SO FAR - The bridge",
        "Moscow: the city that never was",
        "The mayor, Ann Lee — a teacher — said so",
        "",
    ],
)
def test_no_dateline(paragraph: str) -> None:
    assert dateline(paragraph) is None


@given(st.text(max_size=120))
def test_place_is_a_span_of_any_paragraph(paragraph: str) -> None:
    found = dateline(paragraph)
    assert found is None or paragraph[found.start : found.end] == found.place


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("Brackwater. The council closed the old bridge.", "Brackwater"),
        ("Brackwater - The council closed the old bridge.", "Brackwater"),
        ("Remember. The council closed the old bridge.", None),
        ("Opinion: The council closed the old bridge.", None),
    ],
)
def test_a_lone_place_counts_where_the_article_names_it_as_one(paragraph: str, place: str | None) -> None:
    found = dateline_module.confirmed(
        paragraph, "Many people in Brackwater remember it, and in Opinion polls they said so."
    )
    assert (found.place if found else None) == place
    assert found is None or paragraph[found.start : found.end] == place
    assert dateline_module.confirmed(paragraph, "Nothing is said of a place here.") is None


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("Berlin. Der Rat hat getagt.", "Berlin"),
        ("Asunción: Der Rat hat getagt.", "Asunción"),
        ("Moscow: the city that never was", None),
        ("Wonder. The council met.", None),
    ],
)
def test_cities_of_the_agencies_stand_alone(paragraph: str, place: str | None) -> None:
    found = dateline_module.confirmed(paragraph, "")
    assert (found.place if found else None) == place


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("AUSTIN, Texas —", "AUSTIN, Texas"),
        ("Brackwater.", "Brackwater"),
        ("Ankara", "Ankara"),
        ("LISBON (Reuters)", "LISBON"),
        ("Harlow.", None),
        ("Brackwater", None),
        ("Analysis —", None),
        ("What comes next in a long story of two towns and a bridge.", None),
    ],
)
def test_dateline_on_a_line_of_its_own(line: str, place: str | None) -> None:
    found = dateline_module.on_its_own(line, "The people of Brackwater were glad.")
    assert (found.place if found else None) == place
    assert found is None or line[found.start : found.end] == place


def test_chinese_dateline_is_taken_as_printed() -> None:
    found = dateline("新华社北京4月24日电 4月24日，国家主席致信。")
    assert found is not None
    assert found.place == "新华社北京4月24日电"


@given(st.text(max_size=60))
def test_line_of_any_kind_gives_a_span(line: str) -> None:
    found = dateline_module.on_its_own(line, line)
    assert found is None or line[found.start : found.end] == found.place
