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
        ("24.04.24, 19:35 Uhr", (2024, 4, 24, 19, 35, None, None)),
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
        ("hace dos semanas", None, at(2025, 5, 25, 12, 30), at(2025, 6, 1, 12, 30), "day"),
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


THREE_HOURS = """
3 hours ago; 3h ago; 3 hrs. ago; three hours ago; vor 3 Stunden; vor drei Stunden; vor 3 Std.; Il y a 3 heures;
hace 3 horas; há 3 horas; 3 horas atrás; 3 ore fa; fa 3 hores; acum 3 ore; 3 uur geleden; för 3 timmar sedan;
3 timmar sedan; for 3 timer siden; 3 tuntia sitten; 3 godziny temu; před 3 hodinami; prije 3 sata; pre 3 sata;
3 часа назад; 3 години тому; преди 3 часа; πριν από 3 ώρες; 3 saat önce; 3 jam yang lalu; 3 giờ trước; منذ 3 ساعات;
۳ ساعت پیش; לפני 3 שעות; 3 घंटे पहले; ৩ ঘণ্টা আগে; 3 ชั่วโมงที่แล้ว; 3小时前; 3時間前; 3시간 전; 3h
"""


@pytest.mark.parametrize("text", [text.strip() for text in THREE_HOURS.split(";")])
def test_three_hours_ago_in_many_languages(text: str) -> None:
    expected = Published(text, "relative", at(2025, 6, 15, 9), at(2025, 6, 15, 8, 30), at(2025, 6, 15, 9, 30), "hour")
    assert dates.relative(text, COLLECTED) == expected


YESTERDAY = """
yesterday; gestern; hier; ayer; ieri; ontem; ahir; gisteren; igår; eilen; wczoraj; včera; вчера; вчора; χθες; dün;
kemarin; hôm qua; أمس; אתמול; 昨天; 어제
"""


@pytest.mark.parametrize("text", [text.strip() for text in YESTERDAY.split(";")])
def test_yesterday_in_many_languages(text: str) -> None:
    found = dates.relative(text, COLLECTED)
    assert found is not None
    assert (found.raw, found.at, found.precision) == (text, at(2025, 6, 14), "day")


@pytest.mark.parametrize(
    ("text", "when", "precision"),
    [
        ("today at 11:05", at(2025, 6, 15, 11, 5), "minute"),
        ("today at 14:05", at(2025, 6, 15), "day"),
        ("Today, 11:05 CEST", at(2025, 6, 15, 9, 5), "minute"),
        ("yesterday at 9:30 pm", at(2025, 6, 14, 21, 30), "minute"),
        ("yesterday 23:30 EST", at(2025, 6, 15, 4, 30), "minute"),
        ("gestern um 14:05 Uhr", at(2025, 6, 14, 14, 5), "minute"),
        ("hier à 14h05", at(2025, 6, 14, 14, 5), "minute"),
        ("вчера в 14:05", at(2025, 6, 14, 14, 5), "minute"),
        ("last Tuesday", at(2025, 6, 10), "day"),
        ("Last Sunday at 5:30 PM", at(2025, 6, 8, 17, 30), "minute"),
        ("mardi dernier", at(2025, 6, 10), "day"),
        ("letzten Dienstag", at(2025, 6, 10), "day"),
        ("vorgestern", at(2025, 6, 13), "day"),
        ("an hour ago", at(2025, 6, 15, 11), "hour"),
        ("час назад", at(2025, 6, 15, 11), "hour"),
        ("half an hour ago", at(2025, 6, 15, 12), "hour"),
        ("1 hour 20 minutes ago", at(2025, 6, 15, 11, 10), "minute"),
        ("just now", at(2025, 6, 15, 12, 30), "minute"),
        ("1d", None, "day"),
        ("2 days ago", None, "day"),
        ("last month", None, "month"),
        ("l’année dernière", None, "year"),
    ],
)
def test_days_clocks_and_counts(text: str, when: datetime | None, precision: str) -> None:
    found = dates.relative(text, COLLECTED)
    assert found is not None
    assert (found.raw, found.at, found.precision) == (text, when, precision)


def test_few_and_about_have_wider_bounds() -> None:
    few = dates.relative("a few days ago", COLLECTED)
    assert few is not None
    assert (few.at, few.earliest, few.latest) == (None, at(2025, 6, 8, 12, 30), COLLECTED)
    about = dates.relative("about 3 hours ago", COLLECTED)
    assert about is not None
    assert (about.earliest, about.latest) == (at(2025, 6, 15, 8, 30), at(2025, 6, 15, 10, 30))


@pytest.mark.parametrize(
    "text",
    [
        "Hier klicken",
        "for 3 days",
        "USA Today",
        "Today’s news",
        "in 2 days",
        "2 days old",
        "long ago",
        "5 min read",
        "",
    ],
)
def test_no_relative_time(text: str) -> None:
    assert dates.relative(text, COLLECTED) is None


WORDS = st.sampled_from(
    "ago vor il y a hace fa há назад yesterday hier today 3 12 9999 an few hours minutes Stunden mois años last Tuesday"
    " week 14:05 25:99 EST +02:00 at à just now about half 3h 1d 小时前 منذ ساعة sedan for".split()
)


@given(
    st.lists(WORDS, max_size=7).map(" ".join),
    st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_bounds_hold_the_moment_and_nothing_is_later_than_the_collection(text: str, collected: datetime) -> None:
    found = dates.relative(text, collected)
    bare = dates.relative(text, None)
    assert (found is None) == (bare is None)
    if found is None or bare is None:
        return
    assert found.raw in text
    assert bare == Published(bare.raw, "relative")
    if found.earliest is not None:
        assert found.latest is not None
        assert found.earliest <= (found.at or found.earliest) <= found.latest <= collected


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for_a_relative_time(text: str) -> None:
    found = dates.relative(text, COLLECTED)
    assert found is None or found.raw in text


@pytest.mark.parametrize(
    ("text", "raw", "when"),
    [
        ("24 April", "24 April", at(2025, 4, 24)),
        ("April 24 at 5:30 pm", "April 24 at 5:30 pm", at(2025, 4, 24, 17, 30)),
        ("3 Dez., 14:30 Uhr", "3 Dez., 14:30 Uhr", at(2024, 12, 3, 14, 30)),
        ("Oct. 3 (Halyard)", "Oct. 3", at(2024, 10, 3)),
        ("24 avr.", "24 avr.", at(2025, 4, 24)),
    ],
)
def test_a_day_without_its_year_is_the_last_such_day(text: str, raw: str, when: datetime) -> None:
    found = dates.without_year(text, COLLECTED)
    assert found is not None
    assert (found.raw, found.at, found.method) == (raw, when, "relative")
    assert dates.without_year(text, None) == Published(raw, "relative")


@pytest.mark.parametrize("text", ["10 may follow", "24 April 2025", "May 20, 2024", "31 February", "Top 10", "a march"])
def test_no_day_without_a_year(text: str) -> None:
    assert dates.without_year(text, COLLECTED) is None
