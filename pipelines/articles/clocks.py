"""The time of day beside a date, with its zone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.articles import calendar_words as words
from pipelines.articles.moments import Stamp

_CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[:h.]|\s?Uhr\s)(\d\d)(?::(\d\d))?(?![\d.])\s?([ap]\.?\s?m\b\.?)?(?:\s?Uhr\b)?"
    r"(?: ?\(?(UTC|GMT|(?-i:(?!BY\b|VON\b|PAR\b|POR\b)[A-Z]{2,5}))? ?([+-]\d{1,2}(?::?\d\d)?)?\b\)?)?"
    r"|(?<![\d:.])(\d{1,2})\s?([ap]\.?m\b\.?)(?: (?-i:(?!BY\b|VON\b)([A-Z]{2,5}))\b)?",
    re.IGNORECASE,
)
# What makes a time that follows a date that of something else.
_OTHER = re.compile(r"\x1f[^\W\d_]|updat|modif|aktual|actual|aggior|jour|atual|edit", re.IGNORECASE)
# How far from its date a time may stand: a weekday and some punctuation fit in between.
_AFTER, _BEFORE = 12, 16


def with_clock(text: str, stamp: Stamp) -> Stamp:
    """The stamp with the time that stands right after or right before it, if any."""
    after = _CLOCK.search(text, stamp.end, min(len(text), stamp.end + 40))
    between = text[stamp.end : after.start()] if after else ""
    if after and len(between) <= _AFTER and not any(c.isdigit() for c in between) and not _OTHER.search(between):
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
    offset = offset_of(shift) if shift else _zone_offset(zone, day)
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


def offset_of(zone: str | None) -> int | None:
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
