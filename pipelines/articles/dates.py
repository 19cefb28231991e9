"""Printed dates and times to moments: absolute ones as they stand, relative ones against the time of collection."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.articles import calendar_words as words

PRECISIONS = ("year", "month", "day", "hour", "minute", "second")
_EARLIEST_YEAR, _LATEST_YEAR = 1600, 2200


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found in a text, and its span there.  What is not printed is None; `offset` is in minutes."""

    raw: str
    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None

    @property
    def precision(self) -> str:
        """The finest unit that is printed."""
        units = (self.year, self.month, self.day, self.hour, self.minute, self.second)
        return PRECISIONS[sum(unit is not None for unit in units) - 1]

    @property
    def moment(self) -> datetime:
        """Its first moment in UTC; without a zone it is UTC."""
        zone = timezone(timedelta(minutes=self.offset or 0))
        naive = (self.year, self.month or 1, self.day or 1, self.hour or 0, self.minute or 0, self.second or 0)
        return datetime(*naive, tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, in the terms of the articles frame."""

    raw: str
    method: str
    at: datetime | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    precision: str | None = None
    utc_offset: int | None = None


_ISO = re.compile(
    r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?:(?:T|\s{1,2})(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b)?)?(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z|[+-]\d{4})?(?!\d)")
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_DAY_FIRST = re.compile(
    rf"(?<![\d.])(\d{{1,2}}){_ORDINAL}[\s-]{{1,3}}(?:de |of |d')?({words.MONTH})\.?,?"
    rf"[\s-]{{1,3}}(?:de |del )?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)({words.MONTH})\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})(?!\d)", re.IGNORECASE
)
_MONTH_ONLY = re.compile(rf"(?<!\w)({words.MONTH})\.?,?\s{{1,3}}(?:de )?(\d{{4}})(?!\d)", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\d.]\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d/.])(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_ADDRESS_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_YEAR_ONLY = re.compile(r"\s*(\d{4})\s*")
_CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[:h.]|\s?Uhr\s)(\d\d)(?::(\d\d))?(?![\d.])\s?([ap]\.?m\b\.?)?(?:\s?Uhr\b)?"
    r"(?:\s?\(?(UTC|GMT|[A-Z]{2,5})?\s?([+-]\d{1,2}(?::?\d\d)?)?\b\)?)?"
    r"|(?<![\d:.])(\d{1,2})\s?([ap]\.?m\b\.?)(?:\s([A-Z]{2,5})\b)?",
    re.IGNORECASE,
)
# How far from its date a time may stand: a weekday and some punctuation fit in between.
_AFTER, _BEFORE = 12, 16


def absolute(text: str) -> Stamp | None:
    """The first date in a text that names at least month and year, with its time if one stands beside it.

    A date of figures alone counts only where day and month can't be mistaken for each other.
    """
    found = [stamp for stamp in (_iso(text), _written(text), _figures(text)) if stamp]
    if not found:
        return _month_only(text)
    first = min(found, key=lambda stamp: (stamp.start, -stamp.end))
    return first if first.hour is not None else _with_clock(text, first)


def year_alone(text: str) -> Stamp | None:
    """A text that is nothing but a year."""
    match = _YEAR_ONLY.fullmatch(text)
    return _stamp(match, int(match[1])) if match else None


def published(text: str, method: str, collected_at: datetime | None) -> Published | None:
    """The date in a text as the time of publication; None if there is none, or if it lies after the collection."""
    stamp = absolute(text) or year_alone(text)
    if stamp is not None:
        return resolve(stamp, method, collected_at)
    return relative(text, collected_at)


def resolve(stamp: Stamp, method: str, collected_at: datetime | None) -> Published | None:
    """A stamp as the time of publication.

    A time after the collection is one whose zone is not known: the day is kept where it is not later too.
    """
    if collected_at and stamp.moment > collected_at and stamp.hour is not None:
        stamp = replace(stamp, hour=None, minute=None, second=None, offset=None)
    earliest, latest = stamp.moment, _last_moment(stamp)
    if collected_at:
        if earliest > collected_at:
            return None
        latest = min(latest, collected_at)
    return Published(
        raw=stamp.raw,
        method=method,
        at=earliest if stamp.day is not None else None,
        earliest=earliest,
        latest=latest,
        precision=stamp.precision,
        utc_offset=stamp.offset,
    )


def in_address(url: str | None, collected_at: datetime | None) -> Published | None:
    """The day in the path of an article's address (/2025/03/02/), as outlets file articles by publication."""
    match = _ADDRESS_DATE.search(url or "")
    if match is None:
        return None
    return published("-".join((match[1], match[2].zfill(2), match[3].zfill(2))), "url", collected_at)


def relative(text: str, collected_at: datetime | None) -> Published | None:
    """A relative time ("2 months ago", "gestern") as printed, resolved where the time of collection is known.

    The bounds hold the whole unit, since sites round down: 2 months ago is between two and three.  `at` is set only
    where both bounds lie in the same day.
    """
    match = words.AGO.search(text)
    if match:
        count, unit = words.count_and_unit(match)
        return _ago(match[0], count, unit, collected_at)
    match = words.DAY_WORD.search(text)
    if match is None:
        return None
    if collected_at is None:
        return Published(match[0], "relative")
    back = 1 if match.lastgroup == "yesterday" else 0
    day = collected_at.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=back)
    latest = min(day + timedelta(days=1, microseconds=-1), collected_at)
    return Published(match[0], "relative", day, day, latest, "day")


def _ago(raw: str, count: int, unit: str, collected_at: datetime | None) -> Published:
    if collected_at is None:
        return Published(raw, "relative")
    try:
        latest, earliest = _back(collected_at, count, unit), _back(collected_at, count + 1, unit)
    except (OverflowError, ValueError):
        return Published(raw, "relative")
    at = None
    if unit in ("second", "minute", "hour") and earliest.date() == latest.date():
        at = latest.replace(microsecond=0)
        at = at if unit == "second" else at.replace(second=0)
        at = at if unit != "hour" else at.replace(minute=0)
    return Published(raw, "relative", at, earliest, latest, "day" if unit == "week" else unit)


def _back(moment: datetime, count: int, unit: str) -> datetime:
    if unit in ("month", "year"):
        months = moment.year * 12 + moment.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
    return moment - timedelta(**{f"{unit}s": count})


def _last_moment(stamp: Stamp) -> datetime:
    start, precision = stamp.moment, stamp.precision
    if precision == "year":
        return start.replace(month=12, day=31, hour=23, minute=59, second=59, microsecond=999999)
    if precision == "month":
        days = monthrange(start.year, start.month)[1]
        return start.replace(day=days, hour=23, minute=59, second=59, microsecond=999999)
    return start + timedelta(**{f"{precision}s": 1}) - timedelta(microseconds=1)


def _iso(text: str) -> Stamp | None:
    match = _ISO.search(text) or _COMPACT.search(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    clock = (int(hour), int(minute), int(second) if second else None) if hour else None
    return _stamp(match, int(year), int(month), int(day), clock, _offset(zone))


def _written(text: str) -> Stamp | None:
    found = []
    if match := _DAY_FIRST.search(text):
        found.append(_stamp(match, int(match[3]), words.month(match[2]), int(match[1])))
    if match := _MONTH_FIRST.search(text):
        found.append(_stamp(match, int(match[3]), words.month(match[1]), int(match[2])))
    if match := _CJK.search(text):
        found.append(_stamp(match, int(match[1]), int(match[2]), int(match[3])))
    return min((stamp for stamp in found if stamp), key=lambda stamp: stamp.start, default=None)


def _figures(text: str) -> Stamp | None:
    if match := _DOTTED.search(text):
        return _stamp(match, int(match[3]), int(match[2]), int(match[1]))
    if match := _YEAR_FIRST.search(text):
        return _stamp(match, int(match[1]), int(match[2]), int(match[3]))
    match = _SLASHED.search(text)
    if match is None:
        return None
    one, other = int(match[1]), int(match[3])
    if one > 12 or one == other:
        return _stamp(match, int(match[4]), other, one)
    return _stamp(match, int(match[4]), one, other) if other > 12 else None


def _month_only(text: str) -> Stamp | None:
    match = _MONTH_ONLY.search(text)
    return _stamp(match, int(match[2]), words.month(match[1])) if match else None


def _stamp(
    match: re.Match[str],
    year: int,
    month: int | None = None,
    day: int | None = None,
    clock: tuple[int, int, int | None] | None = None,
    offset: int | None = None,
) -> Stamp | None:
    """A stamp, or None for a day that no calendar has."""
    hour, minute, second = clock or (None, None, None)
    if second == 60:
        second = 59
    stamp = Stamp(match[0].strip(), match.start(), match.end(), year, month, day, hour, minute, second, offset)
    try:
        return stamp if _EARLIEST_YEAR <= year <= _LATEST_YEAR and stamp.moment else None
    except (ValueError, OverflowError):
        return None


def _with_clock(text: str, stamp: Stamp) -> Stamp:
    """The stamp with the time that stands right after or right before it, if any."""
    after = _CLOCK.search(text, stamp.end, min(len(text), stamp.end + 40))
    if after and after.start() - stamp.end <= _AFTER and not any(c.isdigit() for c in text[stamp.end : after.start()]):
        return _joined(text, stamp, after, stamp.start, after.end())
    for before in _CLOCK.finditer(text, max(0, stamp.start - 40), stamp.start):
        between = text[before.end() : stamp.start]
        if len(between) <= _BEFORE and not any(c.isdigit() or c == "|" for c in between):
            return _joined(text, stamp, before, before.start(), stamp.end)
    return stamp


def _joined(text: str, stamp: Stamp, clock: re.Match[str], start: int, end: int) -> Stamp:
    hour, minute, second, half, zone, shift, lone_hour, lone_half, lone_zone = clock.groups()
    hours, half, zone = int(hour or lone_hour), half or lone_half, zone or lone_zone
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    if hours > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return stamp
    day = datetime(stamp.year, stamp.month or 1, stamp.day or 1, hours, int(minute or 0))  # noqa: DTZ001 - local time
    offset = _offset(shift) if shift else _zone_offset(zone, day)
    return replace(
        stamp,
        raw=text[start:end].strip(" \t\xa0,;|(-–—"),
        start=start,
        end=end,
        hour=hours,
        minute=int(minute) if minute else None,
        second=int(second) if second else None,
        offset=offset,
    )


def _offset(zone: str | None) -> int | None:
    """Minutes east of UTC of `Z`, `+02:00`, `-0500`, `+2`."""
    if zone is None:
        return None
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    total = hours * 60 + minutes
    return (-total if zone[0] == "-" else total) if total <= 14 * 60 else None


def _zone_offset(zone: str | None, local: datetime) -> int | None:
    zone = (zone or "").upper()
    if zone in words.ZONES:
        return words.ZONES[zone]
    if zone not in words.REGIONS:
        return None
    try:
        shift = local.replace(tzinfo=ZoneInfo(words.REGIONS[zone])).utcoffset()
    except ZoneInfoNotFoundError:  # a machine without a time zone database
        return None
    return int(shift.total_seconds() // 60) if shift is not None else None
