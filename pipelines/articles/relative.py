"""Times printed relative to now ("2 months ago", "gestern um 14:05"), resolved against the time of collection alone."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pipelines.articles import relative_words as words
from pipelines.articles.clocks import with_clock
from pipelines.articles.moments import Published, Stamp, resolve

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

METHOD = "relative"
_MICROSECOND = timedelta(microseconds=1)
# "just now" is said for some minutes.
_NOW = timedelta(minutes=5)
# Stands for the day of collection where that is not known: what is printed can still be told.
_SOME_DAY = datetime(2000, 1, 3, 23, 59, 59, tzinfo=UTC)


def relative(text: str, collected_at: datetime | None) -> Published | None:
    """The first relative time in a text as printed, resolved where the time of collection is known.

    Sites round down, so that "2 months ago" is between two and three: the bounds hold the whole unit, two for "about",
    and everything up to the next larger unit for "a few".  `at` is set only where both bounds lie in the same day.
    Days and times of day are those of the printed zone, else UTC; a time later than the collection leaves its day.
    """
    if not words.may_hold(text):
        match = words.BARE.fullmatch(text.strip())
        return _ago(match[0], int(match[1]), words.unit_of(match[2]), collected_at) if match else None
    found = [(match.start(), -match.end(), made) for match, made in _candidates(text, collected_at)]
    return min(found, key=lambda candidate: candidate[:2])[2] if found else None


def _candidates(text: str, collected_at: datetime | None) -> Iterator[tuple[re.Match[str], Published]]:
    """Relative times of every kind, the first of each."""
    for pattern in words.AGO:
        match = pattern.search(text)
        if match and not (_group(match, "before").lower() in words.NEEDS_END and not _group(match, "end")):
            yield match, _from_span(match, collected_at)
    if match := words.DENSE.search(text):
        yield match, _ago(match[0], *words.dense_count_and_unit(match), collected_at)
    if match := words.PHRASE.search(text):
        yield match, _now(match[0], collected_at) if match["now"] else _last_period(match, collected_at)
    if match := words.LAST_DAY.search(text):
        yield match, _last_day(text, match, collected_at)
    for match in words.DAY.finditer(text):
        if match["day"].lower() != "hier" or words.FRENCH_YESTERDAY.match(text, match.end()):
            yield match, _day(text, match, words.days_back(match), collected_at)
            break


def _group(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _from_span(match: re.Match[str], collected_at: datetime | None) -> Published:
    """A count of units, or of two, each with what "about" takes away from its certainty."""
    count, unit = words.count_and_unit(match)
    if not match["first"]:
        return _ago(match[0], count, unit, collected_at, about=bool(match["about"]))
    if collected_at is None:
        return Published(match[0], METHOD)
    try:
        before = _back(collected_at, int(match["first"]), words.unit_of(match["first_unit"]))
    except (OverflowError, ValueError):
        return Published(match[0], METHOD)
    return _ago(match[0], count, unit, before)


def _ago(raw: str, count: int, unit: str, moment: datetime | None, *, about: bool = False) -> Published:
    raw = raw.strip()
    if moment is None:
        return Published(raw, METHOD)
    try:
        latest, earliest = _back(moment, max(0, count - about), unit), _back(moment, count + 1, unit)
    except (OverflowError, ValueError):
        return Published(raw, METHOD)
    at = None
    if unit in ("second", "minute", "hour") and earliest.date() == latest.date():
        at = latest.replace(microsecond=0)
        at = at if unit == "second" else at.replace(second=0)
        at = at if unit != "hour" else at.replace(minute=0)
    return Published(raw, METHOD, at, earliest, latest, "day" if unit == "week" else unit)


def _back(moment: datetime, count: int, unit: str) -> datetime:
    if unit in ("month", "year"):
        months = moment.year * 12 + moment.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
    return moment - timedelta(**{f"{unit}s": count})


def _now(raw: str, collected_at: datetime | None) -> Published:
    if collected_at is None:
        return Published(raw, METHOD)
    earliest = collected_at - _NOW
    at = collected_at.replace(second=0, microsecond=0) if earliest.date() == collected_at.date() else None
    return Published(raw, METHOD, at, earliest, collected_at, "minute")


def _last_period(match: re.Match[str], collected_at: datetime | None) -> Published:
    """Last week, month or year of the calendar; weeks that begin on Sunday and on Monday both count."""
    if collected_at is None:
        return Published(match[0], METHOD)
    unit = words.period(match)
    day = _midnight(collected_at)
    try:
        if unit == "week":
            starts = (day - timedelta(days=day.weekday() + 7), day - timedelta(days=(day.weekday() + 1) % 7 + 7))
            earliest, end = min(starts), max(starts) + timedelta(days=7)
        else:
            end = day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)
            earliest = _back(end, 1, unit)
    except (OverflowError, ValueError):
        return Published(match[0], METHOD)
    return Published(match[0], METHOD, None, earliest, end - _MICROSECOND, "day" if unit == "week" else unit)


def _last_day(text: str, match: re.Match[str], collected_at: datetime | None) -> Published:
    """The day of that name among the seven before the day of collection, as sites print it."""
    days = ((collected_at or _SOME_DAY).weekday() - words.weekday(match) - 1) % 7 + 1
    return _day(text, match, days, collected_at)


def _day(text: str, match: re.Match[str], back: int, collected_at: datetime | None) -> Published:
    """A day so many before that of the collection, with the time of day that stands beside it."""
    reference = collected_at or _SOME_DAY
    try:
        stamp = with_clock(text, _stamp(match, reference - timedelta(days=back)))
        if stamp.offset:
            there = reference + timedelta(minutes=stamp.offset) - timedelta(days=back)
            stamp = replace(stamp, year=there.year, month=there.month, day=there.day)
        found = resolve(stamp, METHOD, collected_at)
    except (OverflowError, ValueError):
        found = None
    if found is None or collected_at is None:
        return Published(match[0] if found is None else found.raw, METHOD)
    return found


def _stamp(match: re.Match[str], day: datetime) -> Stamp:
    return Stamp(match[0], match.start(), match.end(), day.year, day.month, day.day)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
