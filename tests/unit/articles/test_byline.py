"""Who wrote it, when, for which section."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.articles import byline
from pipelines.articles.persons import person

COLLECTED = datetime(2025, 6, 15, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "authors", "roles"),
    [
        ("By Jane Doe", ["Jane Doe"], [""]),
        ("BY JANE DOE", ["JANE DOE"], [""]),
        ("By Jane Doe and John Q. Public", ["Jane Doe", "John Q. Public"], ["", ""]),
        ("By Jane Doe, Science Editor", ["Jane Doe"], ["Science Editor"]),
        ("By Jane Doe, Associated Press", ["Jane Doe"], [""]),
        ("Von Karl Müller, Musterstadt", ["Karl Müller"], [""]),
        ("Par Anne Lefèvre et Luc Petit", ["Anne Lefèvre", "Luc Petit"], ["", ""]),
        ("Por María de la Cruz", ["María de la Cruz"], [""]),
        ("Written by: Dr. Jane O’Neill, PhD", ["Jane O’Neill"], [""]),
        ("Jane Doe", ["Jane Doe"], [""]),
    ],
)
def test_people(line: str, authors: list[str], roles: list[str]) -> None:
    found = byline.parse(line)
    assert found is not None
    assert (found.authors, found.roles) == (authors, roles)


def test_parts_that_run_together() -> None:
    found = byline.parse("Ronald McDonaldSport3 hours ago1.2M Views", COLLECTED)
    assert found is not None
    assert (found.authors, found.section, found.views) == (["Ronald McDonald"], "Sport", 1_200_000)
    assert found.published is not None
    assert found.published.raw == "3 hours ago"
    assert found.published.at == datetime(2025, 6, 15, 9, tzinfo=UTC)


def test_published_and_updated_are_told_apart() -> None:
    found = byline.parse("Published: 3 May 2025, 14:30 BST | Updated: 4 May 2025", COLLECTED)
    assert found is not None
    assert found.published is not None
    assert found.published.at == datetime(2025, 5, 3, 13, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2025, 5, 4, tzinfo=UTC)


def test_update_alone_is_no_publication() -> None:
    found = byline.parse("Updated 1:39 am EST, Wednesday, June 11, 2025", COLLECTED)
    assert found is not None
    assert found.published is None
    assert found.modified_at == datetime(2025, 6, 11, 6, 39, tzinfo=UTC)


def test_parts_between_bars() -> None:
    found = byline.parse("María de la Cruz | Politics | March 3, 2025 | 1,204 views", COLLECTED)
    assert found is not None
    assert (found.authors, found.section, found.views) == (["María de la Cruz"], "Politics", 1204)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said on 3 May 2025 that the old bridge would close for two years",
        "Reuters",
        "Share this article",
        "Stage 3: 22 April – Selwick",
        "— Ann Lee (@annlee) November 18, 2024",
        "Bridge to close for two years",
        "Council votes after heated debate",
        "x" * 1000,
        "",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert byline.parse(line) is None


@pytest.mark.parametrize(
    ("line", "authors", "roles"),
    [
        ("Ann LeeNews Reporter", ["Ann Lee"], ["News Reporter"]),
        ("Ann Lee Senior Political Correspondent @annlee", ["Ann Lee"], ["Senior Political Correspondent"]),
        ("Political Editor K. P. Varma", ["K. P. Varma"], ["Political Editor"]),
        ("By Ann Lee, Science Editor and Tom Brown, Critic", ["Ann Lee", "Tom Brown"], ["Science Editor", "Critic"]),
        ("By Ann Lee and Tom Brown, Staff Writers", ["Ann Lee", "Tom Brown"], ["Staff Writers", "Staff Writers"]),
        ("By Ann Lee, Health and Science Editor", ["Ann Lee"], ["Health and Science Editor"]),
        ("By Ann Lee in Paris and Tom Brown in London", ["Ann Lee", "Tom Brown"], ["", ""]),
        ("ANN LEE AND TOM BROWN", ["ANN LEE", "TOM BROWN"], ["", ""]),
        ("By ANN LEE Associated Press", ["ANN LEE"], [""]),
        ("By Ann LeePhotographs by Tom Brown", ["Ann Lee"], [""]),
        ("Edited by Tom BrownBy Ann Lee", ["Ann Lee"], [""]),
        ("Text: Ann Lee Fotos: Tom Brown", ["Ann Lee"], [""]),
        ("Ann Leeann.lee@paper.example", ["Ann Lee"], [""]),
        ("Fatima al-KhatibPolitical Editor", ["Fatima al-Khatib"], ["Political Editor"]),
        ("Nguyễn Văn AnReporter", ["Nguyễn Văn An"], ["Reporter"]),
        ("By Aishwarya", ["Aishwarya"], [""]),
        ("Ana de la Torre y García", ["Ana de la Torre y García"], [""]),
        ("Ann Lee and Tom Brown WEEKEND POST", ["Ann Lee", "Tom Brown"], ["", ""]),
        ("Ravi Kumar S.Staff Writer", ["Ravi Kumar S."], ["Staff Writer"]),
        ("記者王小明", ["王小明"], [""]),
    ],
)  # fmt: skip
def test_people_and_what_runs_into_them(line: str, authors: list[str], roles: list[str]) -> None:
    found = byline.parse(line)
    assert found is not None
    assert (found.authors, found.roles) == (authors, roles)


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ("Ann Lee3 hours ago", "3 hours ago"),
        ("Ann Leevor 3 Stunden", "vor 3 Stunden"),
        ("Ann Lee 3h", "3h"),
        ("Ann Lee24 April 202517:30", "24 April 202517:30"),
        ("Ann Lee24 April 20255 min read", "24 April 2025"),
        ("Ann Lee24 April 2025, 17:30Share", "24 April 2025, 17:30"),
        ("17:30 GMT, 24 April 2025By Ann Lee", "17:30 GMT, 24 April 2025"),
        ("Ann Lee11:45, 3 Nov 2024Updated 12:10, 3 Nov 2024", "11:45, 3 Nov 2024"),
        ("Ann Lee 05/06/2025", "05/06/2025"),
        ("Ann Lee@annlee24 April 2025", "24 April 2025"),
        ("Ann Lee, Ph.D.24 April 2025", "24 April 2025"),
        ("Ann Leefor 2 timer siden", "for 2 timer siden"),
        ("Tuesday 3 June 2025 Ann Lee", "3 June 2025"),
    ],
)
def test_date_as_printed(line: str, raw: str) -> None:
    found = byline.parse(line, COLLECTED)
    assert found is not None
    assert found.published is not None
    assert (found.authors, found.published.raw) == (["Ann Lee"], raw)


def test_figures_are_read_where_the_language_puts_the_day_first() -> None:
    found = byline.parse("Par Ann LeePublié le 05/06/2025 à 14:05", COLLECTED)
    assert found is not None
    assert found.published is not None
    assert (found.published.raw, found.published.at) == (
        "05/06/2025 à 14:05",
        datetime(2025, 6, 5, 14, 5, tzinfo=UTC),
    )
    unsure = byline.parse("By Ann Lee 05/06/2025", COLLECTED)
    assert unsure is not None
    assert unsure.published is not None
    assert unsure.published.at is None


@pytest.mark.parametrize(
    ("line", "views"),
    [("Ann Lee1.5 lakh views", 150_000), ("Views: 1,204 | Ann Lee", 1204), ("Ann Lee · 12,5 Tsd. Aufrufe", 12_500)],
)
def test_views(line: str, views: int) -> None:
    found = byline.parse(line)
    assert found is not None
    assert (found.authors, found.views) == (["Ann Lee"], views)


@pytest.mark.parametrize("line", ["Ann Lee/Reuters", "Photo: Ann Lee", "Related Articles", "Whatsapp LinkedIn YouTube"])
def test_credits_and_buttons_are_no_bylines(line: str) -> None:
    found = byline.parse(line)
    assert found is None or not found.authors


@given(st.text(max_size=250))
def test_any_line_can_be_asked(line: str) -> None:
    found = byline.parse(line, COLLECTED)
    assert found is None or len(found.authors) == len(found.roles)


@pytest.mark.parametrize("name", ["Ann Lee", "J. R. Smith", "Ludwig van der Berg", "Seán O'Casey", "Anne-Marie Duval"])
def test_person(name: str) -> None:
    assert person(name) == name


@pytest.mark.parametrize(
    "text",
    ["Sports Desk", "Associated Press", "BBC Sounds", "ann lee", "Ann", "News24 Staff", "Ann Lee 3", "", "A photo."],
)
def test_no_person(text: str) -> None:
    assert person(text) is None


def test_single_names_and_other_scripts_need_a_surer_source() -> None:
    assert person("Aishwarya", sure=True) == "Aishwarya"
    assert person("박민수 기자", sure=True) == "박민수"
    assert person("Redaktion", sure=True) is None
