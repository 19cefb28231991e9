"""The words of printed dates: months, units, days and zones, in the languages that news comes in most.

Months: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Norwegian, Danish, Polish, Russian,
Ukrainian, Turkish, Indonesian.  Relative times: English, German, French, Spanish.
"""

from __future__ import annotations

import re

_MONTHS = (
    "january|jan|januar|jänner|jän|janvier|janv|enero|ene|janeiro|gennaio|gen|januari|stycznia|января|янв|січня|ocak|januari",
    "february|feb|februar|februari|février|fevrier|févr|fév|febrero|fevereiro|fev|febbraio|februarie|lutego|февраля|фев|лютого|şubat",
    "march|mar|märz|mär|mars|marzo|março|maart|mrt|marts|marca|марта|мар|березня|mart|maret",
    "april|apr|avril|avr|abril|abr|aprile|kwietnia|апреля|апр|квітня|nisan",
    "may|mai|mayo|maio|maggio|mag|mei|maj|maja|мая|травня|mayıs",
    "june|jun|juni|juin|junio|junho|giugno|giu|czerwca|июня|июн|червня|haziran",
    "july|jul|juli|juillet|juil|julio|julho|luglio|lug|lipca|июля|июл|липня|temmuz",
    "august|aug|août|aout|agosto|ago|augustus|augusti|sierpnia|августа|авг|серпня|ağustos|agustus",
    "september|sept|sep|septembre|septiembre|setembro|set|settembre|września|сентября|сен|вересня|eylül",
    "october|oct|oktober|okt|octobre|octubre|outubro|out|ottobre|ott|października|октября|окт|жовтня|ekim",
    "november|nov|novembre|noviembre|novembro|listopada|ноября|ноя|листопада|kasım",
    "december|dec|dezember|dez|décembre|decembre|déc|diciembre|dic|dezembro|dicembre|desember|grudnia|декабря|дек|грудня|aralık|desember",
)
_NUMBER = {name: i for i, names in enumerate(_MONTHS, 1) for name in names.split("|")}
# Longest first, so that an abbreviation does not stop the match inside a full name.
MONTH = "(?:" + "|".join(sorted(_NUMBER, key=lambda name: (-len(name), name))) + r")(?!\w)"

_UNITS = {
    "second": "seconds?|secs?|sekunden?|secondes?|segundos?",
    "minute": "minutes?|mins?|minuten?|minutos?",
    "hour": "hours?|hrs?|stunden?|heures?|horas?",
    "day": "days?|tage?n?|jours?|d[ií]as?",
    "week": "weeks?|wks?|wochen?|semaines?|semanas?",
    "month": "months?|monate?n?|mois|mes(?:es)?",
    "year": "years?|yrs?|jahre?n?|ans?|années?|años?",
}
_ONE = {"a": 1, "an": 1, "one": 1, "einer": 1, "einem": 1, "un": 1, "une": 1, "una": 1}
_FEW = dict(zip(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(2, 11), strict=True))
_COUNTS = _ONE | _FEW
_COUNT = r"\d{1,4}|" + "|".join(_COUNTS)
_UNIT = "|".join(f"(?P<{{0}}{unit}>{pattern})" for unit, pattern in _UNITS.items())
AGO = re.compile(
    rf"(?<!\d)(?P<after>{_COUNT})\s?(?:{_UNIT.replace('{0}', 'after_')}|(?P<after_short>[smhdwy]))\s+ago(?![^\W\d_])"
    rf"|(?<!\w)(?:vor|il\sy\sa|hace)\s(?P<before>{_COUNT})\s(?:{_UNIT.replace('{0}', 'before_')})(?![^\W\d_])",
    re.IGNORECASE,
)
DAY_WORD = re.compile(
    r"\b(?:(?P<yesterday>yesterday|gestern|hier|ayer)|(?P<today>today|heute|aujourd['’]hui|hoy))\b", re.IGNORECASE
)
_SHORT = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week", "y": "year"}

# Minutes east of UTC; letters that mean different zones on different continents are left out.
ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "WAT": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "SAST": 120, "CAT": 120, "EEST": 180, "MSK": 180, "EAT": 180, "PKT": 300, "HKT": 480,
    "SGT": 480, "AWST": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "EST": -300,
    "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}


def month(name: str) -> int:
    """The month's number, 1 to 12."""
    return _NUMBER[name.lower()]


def count_and_unit(match: re.Match[str]) -> tuple[int, str]:
    """What a match of `AGO` says: how many of which unit."""
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    count = (groups.get("after") or groups["before"]).lower()
    name = next(name for name in groups if "_" in name)
    unit = _SHORT[groups[name].lower()] if name == "after_short" else name.partition("_")[2]
    return _COUNTS.get(count) or int(count), unit
