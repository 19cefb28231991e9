"""Printed dates and times to moments: absolute ones as they stand, relative ones against the time of collection."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from pipelines.articles import calendar_words as words
from pipelines.articles.clocks import offset_of, with_clock
from pipelines.articles.moments import Published, Stamp, last_moment, resolve
from pipelines.articles.relative import relative

__all__ = [
    "Published",
    "Stamp",
    "absolute",
    "in_address",
    "period_in_address",
    "published",
    "relative",
    "resolve",
    "without_year",
    "year_alone",
]

_EARLIEST_YEAR, _LATEST_YEAR = 1600, 2200
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
_WITHOUT_YEAR = re.compile(
    rf"(?<![\d.,:/-])(?P<day>\d{{1,2}}){_ORDINAL}[\s-](?:de |of |d')?(?P<month>{words.MONTH})\.?(?![\s-]?\d{{4}}|\.?\d)"
    rf"|(?<![^\W\d_])(?P<first>{words.MONTH})\.?[^\S\x1f](?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|\d|,?\s?\d{{4}}|\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
# Names of months that in small letters are other words too often ("10 may follow").
_OTHER_WORDS = frozenset(
    {"may", "mar", "march", "set", "out", "ago", "mag", "mart", "gen", "abr", "maja", "dic", "des"}
)
_MONTH_ONLY = re.compile(rf"(?<!\w)({words.MONTH})\.?,?\s{{1,3}}(?:de )?(\d{{4}})(?!\d)", re.IGNORECASE)
_DOTTED = re.compile(
    r"(?<![\d.])(?:(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(\d\d)\.(\d\d)\.(\d\d)(?!:|\s?(?:uhr|h)\b))(?![\d.]\d)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d/.])(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_ADDRESS_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_ADDRESS_PERIOD = re.compile(r"/((?:19|20)\d\d)(?:[/-](\d{2}))?/")
_YEAR_ONLY = re.compile(r"\s*(\d{4})\s*")


def absolute(text: str) -> Stamp | None:
    """The first date in a text that names at least month and year, with its time if one stands beside it.

    A date of figures alone counts only where day and month can't be mistaken for each other.
    """
    found = [stamp for stamp in (_iso(text), _written(text), _figures(text)) if stamp]
    if not found:
        return _month_only(text)
    first = min(found, key=lambda stamp: (stamp.start, -stamp.end))
    return first if first.hour is not None else with_clock(text, first)


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


def in_address(url: str | None, collected_at: datetime | None) -> Published | None:
    """The day in the path of an article's address (/2025/03/02/), as outlets file articles by publication."""
    match = _ADDRESS_DATE.search(url or "")
    if match is None:
        return None
    return published("-".join((match[1], match[2].zfill(2), match[3].zfill(2))), "url", collected_at)


def without_year(text: str, collected_at: datetime | None) -> Published | None:
    """A day printed without its year ("24 April, 17:30") as the last such day before the collection.

    It stays as printed where the collection isn't known, or is more than a year after such a day.
    """
    match = _WITHOUT_YEAR.search(text)
    if match is None:
        return None
    month, day = match["month"] or match["first"], int(match["day"] or match["after"])
    # A leap year stands for the year that is not known.
    stamp = _stamp(match, 2000, words.month(month), day) if month not in _OTHER_WORDS else None
    if stamp is None:
        return None
    stamp = with_clock(text, stamp)
    for year in (collected_at.year, collected_at.year - 1) if collected_at else ():
        try:
            found = resolve(replace(stamp, year=year), "relative", collected_at)
        except (ValueError, OverflowError):
            found = None
        if found:
            return found
    return Published(stamp.raw, "relative")


def period_in_address(url: str | None) -> tuple[datetime, datetime] | tuple[None, None]:
    """First and last moment of the month or the year in the path of an address (/2025/03/, /2025/)."""
    match = _ADDRESS_PERIOD.search(url or "")
    stamp = _stamp(match, int(match[1]), int(match[2]) if match[2] else None) if match else None
    return (stamp.moment, last_moment(stamp)) if stamp else (None, None)


def _iso(text: str) -> Stamp | None:
    match = _ISO.search(text) or _COMPACT.search(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    clock = (int(hour), int(minute), int(second) if second else None) if hour else None
    return _stamp(match, int(year), int(month), int(day), clock, offset_of(zone))


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
        day, month, year = match[1] or match[4], match[2] or match[5], match[3] or f"20{match[6]}"
        return _stamp(match, int(year), int(month), int(day))
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
