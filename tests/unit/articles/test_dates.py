"""Printed dates to moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.articles import dates
from pipelines.articles.dates import Published, Stamp

COLLECTED = datetime(2025, 6, 15, 12, 30, tzinfo=UTC)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]  # years to seconds, as many as are given


def fields(stamp: Stamp | None) -> tuple[int | None, ...] | None:
    if stamp is None:
        return None
    return stamp.year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second, stamp.offset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-05-03", (2025, 5, 3, None, None, None, None)),
        ("2025-05-03T10:00:07+02:00", (2025, 5, 3, 10, 0, 7, 120)),
        ("2025-05-03 10:00", (2025, 5, 3, 10, 0, None, None)),
        ("20250503T101112Z", (2025, 5, 3, 10, 11, 12, 0)),
        ("on 3 May 2025 in", (2025, 5, 3, None, None, None, None)),
        ("Sat., May 3rd, 2025, 4:05 p.m.", (2025, 5, 3, 16, 5, None, None)),
        ("12:01 a.m. GMT, Sat, May 3, 2025", (2025, 5, 3, 0, 1, None, 0)),
        ("Jan. 4, 2025 at 6:30 PM ET", (2025, 1, 4, 18, 30, None, -300)),
        ("July 4, 2025 at 6 pm ET", (2025, 7, 4, 18, None, None, -240)),
        ("3. Mai 2025, 14.05 Uhr", (2025, 5, 3, 14, 5, None, None)),
        ("03.05.2025 14:05 MESZ", (2025, 5, 3, 14, 5, None, 120)),
        ("Publié le 3 août 2025 à 14h52", (2025, 8, 3, 14, 52, None, None)),
        ("3 de mayo de 2025", (2025, 5, 3, None, None, None, None)),
        ("2025年5月3日", (2025, 5, 3, None, None, None, None)),
        ("13/05/2025", (2025, 5, 13, None, None, None, None)),
        ("05/13/2025", (2025, 5, 13, None, None, None, None)),
        ("in May 2025", (2025, 5, None, None, None, None, None)),
        ("05/06/2025", None),
        ("maybe 2025 will", None),
        ("99/99/2025", None),
        ("call 2025-99-99", None),
        ("version 1.2.2025.4", None),
    ],
)
def test_absolute(text: str, expected: tuple[int | None, ...] | None) -> None:
    assert fields(dates.absolute(text)) == expected


@given(
    st.datetimes(min_value=at(1900, 1, 1).replace(tzinfo=None), max_value=at(2100, 1, 1).replace(tzinfo=None)),
    st.integers(-12 * 60, 14 * 60),
)
def test_iso_times_come_back(moment: datetime, offset: int) -> None:
    moment = moment.replace(microsecond=0)
    sign, shift = ("-" if offset < 0 else "+"), abs(offset)
    text = f"{moment.isoformat()}{sign}{shift // 60:02d}:{shift % 60:02d}"
    stamp = dates.absolute(f"Filed {text}.")
    assert stamp is not None
    assert stamp.raw == text
    assert stamp.moment == (moment - timedelta(minutes=offset)).replace(tzinfo=UTC)


@given(st.text(max_size=80))
def test_span_of_a_date_is_in_the_text(text: str) -> None:
    stamp = dates.absolute(text)
    assert stamp is None or stamp.raw in text[stamp.start : stamp.end]


def test_day_has_bounds_and_stands_for_its_first_moment() -> None:
    found = dates.published("3 May 2025", "byline", COLLECTED)
    last = at(2025, 5, 3, 23, 59, 59, 999999)
    assert found == Published("3 May 2025", "byline", at(2025, 5, 3), at(2025, 5, 3), last, "day")


def test_time_with_a_zone_is_turned_to_utc() -> None:
    found = dates.published("3 May 2025, 01:30 CEST", "byline", COLLECTED)
    assert found is not None
    assert (found.at, found.precision, found.utc_offset) == (at(2025, 5, 2, 23, 30), "minute", 120)


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("February 2024", "month", at(2024, 2, 1), at(2024, 2, 29, 23, 59, 59, 999999)),
        ("2024", "year", at(2024, 1, 1), at(2024, 12, 31, 23, 59, 59, 999999)),
        ("June 2025", "month", at(2025, 6, 1), COLLECTED),
    ],
)
def test_unknown_day_leaves_bounds_only(text: str, precision: str, earliest: datetime, latest: datetime) -> None:
    found = dates.published(text, "metadata", COLLECTED)
    assert found == Published(text, "metadata", None, earliest, latest, precision)


def test_nothing_is_published_after_it_was_collected() -> None:
    assert dates.published("16 June 2025", "byline", COLLECTED) is None
    today = dates.published("15 June 2025, 14:00", "byline", COLLECTED)
    assert today is not None
    assert (today.at, today.latest, today.precision) == (at(2025, 6, 15), COLLECTED, "day")


@pytest.mark.parametrize(
    ("text", "when", "earliest", "latest", "precision"),
    [
        ("2 months ago", None, at(2025, 3, 15, 12, 30), at(2025, 4, 15, 12, 30), "month"),
        ("a year ago", None, at(2023, 6, 15, 12, 30), at(2024, 6, 15, 12, 30), "year"),
        ("vor 2 Tagen", None, at(2025, 6, 12, 12, 30), at(2025, 6, 13, 12, 30), "day"),
        ("hace dos semanas", None, None, None, None),
        ("3 hours ago", at(2025, 6, 15, 9), at(2025, 6, 15, 8, 30), at(2025, 6, 15, 9, 30), "hour"),
        ("12 hours ago", None, at(2025, 6, 14, 23, 30), at(2025, 6, 15, 0, 30), "hour"),
        ("il y a une heure", at(2025, 6, 15, 11), at(2025, 6, 15, 10, 30), at(2025, 6, 15, 11, 30), "hour"),
        ("hace 5 minutos", at(2025, 6, 15, 12, 25), at(2025, 6, 15, 12, 24), at(2025, 6, 15, 12, 25), "minute"),
        ("gestern", at(2025, 6, 14), at(2025, 6, 14), at(2025, 6, 14, 23, 59, 59, 999999), "day"),
        ("today", at(2025, 6, 15), at(2025, 6, 15), COLLECTED, "day"),
    ],
)
def test_relative(
    text: str, when: datetime | None, earliest: datetime | None, latest: datetime | None, precision: str | None
) -> None:
    found = dates.relative(f"Ann Lee {text}", COLLECTED)
    if precision is None:
        assert found is None
    else:
        assert found == Published(text, "relative", when, earliest, latest, precision)


@pytest.mark.parametrize("text", ["2 months ago", "yesterday", "hace 3 horas", "9999 years ago"])
def test_relative_stays_as_printed_without_a_time_of_collection(text: str) -> None:
    assert dates.relative(text, None) == Published(text, "relative")


def test_day_in_an_address() -> None:
    found = dates.in_address("https://news.example/2025/3/02/bridge.html", COLLECTED)
    assert found is not None
    assert (found.at, found.method) == (at(2025, 3, 2), "url")
    assert dates.in_address("https://news.example/2025/13/02/bridge", COLLECTED) is None
    assert dates.in_address("https://news.example/2025/bridge", COLLECTED) is None
