"""Moments as they are printed: a stamp with the parts that are there, and what it says of a publication."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

PRECISIONS = ("year", "month", "day", "hour", "minute", "second")


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


def resolve(stamp: Stamp, method: str, collected_at: datetime | None) -> Published | None:
    """A stamp as the time of publication.

    A time after the collection is one whose zone is not known: the day is kept where it is not later too.
    """
    if collected_at and stamp.moment > collected_at and stamp.hour is not None:
        stamp = replace(stamp, hour=None, minute=None, second=None, offset=None)
    earliest, latest = stamp.moment, last_moment(stamp)
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


def last_moment(stamp: Stamp) -> datetime:
    """The last moment of the unit that a stamp names."""
    start, precision = stamp.moment, stamp.precision
    if precision == "year":
        return start.replace(month=12, day=31, hour=23, minute=59, second=59, microsecond=999999)
    if precision == "month":
        days = monthrange(start.year, start.month)[1]
        return start.replace(day=days, hour=23, minute=59, second=59, microsecond=999999)
    return start + timedelta(**{f"{precision}s": 1}) - timedelta(microseconds=1)
