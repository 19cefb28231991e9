"""Which news agency an article's copy is credited to: outlet, byline, dateline, or the credit below the text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.articles.dateline import dateline

# How many paragraphs at either end of a text are searched for a credit, and how many characters of each.
_PARAGRAPHS = 3
_LONGEST = 600

# What an agency that no list has calls itself.
_CALLED = re.compile(
    r"(?:[A-Z][\w’'-]{1,30} ){1,3}(?:News Agency|Press Agency|Newswire|News Wire|Wire Service|Presseagentur"
    r"|Nachrichtenagentur)(?![a-z])"
)
_SEPARATOR = re.compile(r"\s*(?:[|,;/·•()]|\s[–—-]\s|\band\b|\bund\b|\bet\b|\by\b)\s*")
_BY = re.compile(r"(?i)(?:story by|by|von|par|por|di|source|sources|quelle|text)\b\s*:?\s*")
_RUN_ON = re.compile(r"[A-Z][a-z]|\d")
_SIGNATURE = re.compile(r"\(?Reporting by [^;]{3,300}; (?:[^;]{3,200}; )?(?:[Ww]riting|[Ee]diting) by ")
_COPYRIGHT = r"(?:©|[Cc]opyright)\s(?:©\s)?(?:\d{4}\s)?(?:by\s)?(?:The\s)?"
_LEAD = rf"(?:^[a-z/ ]{{0,12}}[(–—-]?\s?|[.!?”\"]\s[(–—-]\s?|{_COPYRIGHT})"
_ALL_RIGHTS = r"(?:[.,]?\s?[Aa]ll rights reserved[^\n]{0,200}|[)\s.]{0,3})"


@dataclass(frozen=True, slots=True)
class _Known:
    """Form to agency, domain to agency, and the pattern of a credit that ends a text."""

    forms: dict[str, str]
    domains: dict[str, str]
    closing: re.Pattern[str]


@cache
def _known() -> _Known:
    table = resources.files("pipelines.stories").joinpath("data", "agencies.tsv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t"))
    forms = {form: row["agency"] for row in rows for form in [row["agency"], *row["forms"].split(";")]}
    domains = {domain: row["agency"] for row in rows for domain in row["domains"].split(";") if domain}
    any_form = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    lead = (
        r"(?:^[a-z/ ]{0,12}[(–—-]?\s?|[.!?”\"]\s[(–—-]\s?|(?:©|[Cc]opyright)\s(?:©\s)?(?:\d{4}\s)?(?:by\s)?(?:The\s)?)"
    )
    return _Known(forms, domains, re.compile(rf"{lead}(?P<form>{any_form})(?:/[\w-]{{1,20}})?{_ALL_RIGHTS}$"))


def credited(text: str, outlet: str | None = None, bylines: Iterable[str] = ()) -> str | None:
    """The agency whose copy an article is; None where none is credited.

    A known agency has one name whatever form the credit has; another one, credited as agencies are, is called as
    printed.  Agencies that helped ("with files from", "contributed to this report") or took the picture are not meant.

    Args:
        text: the article's text, its dateline in it.
        outlet: name or domain of who published it.
        bylines: authors, and byline lines as printed, run together or not.
    """
    found = (*_of_outlet(outlet), *_of_bylines(bylines), *_of_text(text))
    return found[0] if found else None


def _of_outlet(outlet: str | None) -> Iterator[str]:
    known = _known()
    name = (outlet or "").strip()
    domain = name.casefold().removeprefix("www.")
    if name in known.forms:
        yield known.forms[name]
    if domain in known.domains:
        yield known.domains[domain]


def _of_bylines(bylines: Iterable[str]) -> Iterator[str]:
    forms = _known().forms
    for line in bylines:
        for part in _SEPARATOR.split(line[:_LONGEST]):
            by = _BY.match(part)
            name = part[by.end() if by else 0 :].strip()
            if name in forms:
                yield forms[name]
            else:
                yield from _at_the_start(name, forms)
                yield from (match[0].removeprefix("The ") for match in [_CALLED.match(name)] if match)


def _at_the_start(name: str, forms: dict[str, str]) -> Iterator[str]:
    """The longest form that a run-together byline begins with: AFPWorld3 hours ago."""
    for length in range(min(len(name), 40), 1, -1):
        if name[:length] in forms and _RUN_ON.match(name, length):
            yield forms[name[:length]]
            return


def _of_text(text: str) -> Iterator[str]:
    known = _known()
    found = [part for paragraph in text.split("\n\n") if (part := paragraph.strip())]
    for paragraph in found[:_PARAGRAPHS]:
        yield from _of_dateline(paragraph[:_LONGEST])
    for paragraph in found[-_PARAGRAPHS:]:
        ending = paragraph[-_LONGEST:]
        match = known.closing.search(ending)
        if match:
            yield known.forms[match["form"]]
        elif _SIGNATURE.match(paragraph[:_LONGEST]):
            yield "Reuters"


def _of_dateline(paragraph: str) -> Iterator[str]:
    known = _known()
    place = dateline(paragraph)
    if place is None or place.agency is None:
        return
    name = place.agency.strip()
    first = re.split(r"[/,]", name)[0].strip()
    if name in known.forms or first in known.forms:
        yield known.forms.get(name) or known.forms[first]
    elif "," in place.place and re.fullmatch(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}", name):
        # Where the place says what country it is in, the brackets can't say it once more.
        yield name
