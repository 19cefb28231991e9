"""What LexisNexis and Nexis Uni print of an article, as paragraphs, whatever file they stand in.

Classic: outlet, date, title, labelled lines (BYLINE:, LENGTH:), the text, labelled lines (LOAD-DATE:), copyright.
Nexis Uni: title, outlet, date, copyright, labelled lines (Byline:), Body, the text, Classification, labelled lines.
"""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading import fields
from pipelines.reading.record import Unreadable

# The line above every article of the classic form, in the languages of the service.
COUNTER = r"(?:\d{1,6} (?:of|de|von|di|van) \d{1,6} DOCUMENTS?|DO[CK]UMENTO? \d{1,6} (?:of|de|von|di|van) \d{1,6})"
# What stands in place of an article that the service could not deliver.
NOTICE = r"We are sorry but there is an error in this document"
UNI_END = re.compile(r"(?:End of Document|Fin du document|Ende des Dokuments|Fin del documento)\s*", re.IGNORECASE)
_UNI_BODY = ("body", "corps", "textkörper", "cuerpo")
_UNI_AFTER = ("classification", "graphic", "notes", "correction", "load-date")
_LABEL = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ-]{2,30}(?: [A-ZÀ-Þ-]{2,20}){0,2}):(?:\s+(.*))?", re.DOTALL)
_UNI_LABEL = re.compile(r"([A-Z][A-Za-z-]{2,20}(?: [A-Z][a-z]{2,20}){0,2}):\s*(\S.*)?", re.DOTALL)
_COPYRIGHT = re.compile(r"\s*(?:copyright\b|©|\(c\) )", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NAMES = {
    "byline": "byline", "auteur": "byline", "autor": "byline", "von": "byline", "section": "section",
    "rubrique": "section", "rubrik": "section", "ressort": "section", "language": "language", "langue": "language",
    "sprache": "language", "dateline": "dateline", "highlight": "dek", "encart": "dek", "url": "url",
    "length": "length", "longueur": "length", "länge": "length", "headline": "title",
}  # fmt: skip
# Labels that stand below the text.
_BELOW = frozenset(
    """
    load-date language graphic publication-type document-type subject company organization person industry ticker
    geographic country state city correction correction-date notes series type acc-no journal-code name url
    date-chargement langue type-publication sujet localisation-geo societe personne note update sprache
    """.split()
)
_PAGE = re.compile(r"(?:^|[\s;,]{1,3})(?:Pg?\.|Page|p\.|S\.|Version:)\s?[\w-]{1,10}.*$", re.IGNORECASE | re.DOTALL)
_SEMICOLONS = re.compile(r"\s{0,2};[;\s]{0,9}")


def classic(paragraphs: list[str]) -> dict[str, Any]:
    """The fields of an article in the classic form; the line that counts the documents is left out.

    Raises Unreadable: `not_delivered` for a notice in place of an article.
    """
    lines = [text for paragraph in paragraphs if (text := fields.line(paragraph)) and not _is_counter(text)]
    if lines and lines[0].startswith(NOTICE):
        raise Unreadable(
            "split", "not_delivered", "The database says that it could not display this document.", lines[0]
        )
    said: dict[str, Any] = {}
    date = next((i for i, text in enumerate(lines[:6]) if _is_date(text)), None)
    if date is not None:
        said["outlet"] = next((text for text in lines[:date] if not _COPYRIGHT.match(text)), None)
        said["published"] = lines[date]
    at = date + 1 if date is not None else 0
    title = []
    while at < len(lines) and not _LABEL.fullmatch(lines[at]):
        title.append(lines[at])
        at += 1
    if at == len(lines):
        title, at = title[:1], (date + 2 if date is not None else 1)
    said["title"] = " ".join(title) or None
    while at < len(lines) and (label := _LABEL.fullmatch(lines[at])) and label[1].casefold() not in _BELOW:
        _take(said, label)
        at += 1
    end = _end_of_text(lines, at)
    for text in lines[end:]:
        if label := _LABEL.fullmatch(text):
            _take(said, label)
    said["body"] = fields.paragraphs(lines[at:end])
    return said


def uni(paragraphs: list[str]) -> dict[str, Any]:
    """The fields of an article in the form of Nexis Uni."""
    lines = [text for paragraph in paragraphs if (text := fields.line(paragraph))]
    body = next((i for i, text in enumerate(lines) if text.casefold() in _UNI_BODY), len(lines))
    said: dict[str, Any] = {}
    dates = [i for i, text in enumerate(lines[:body]) if _is_date(text) and not _UNI_LABEL.fullmatch(text)]
    if dates and dates[-1] >= 2:
        said["title"], said["outlet"], said["published"] = lines[dates[-1] - 2 : dates[-1] + 1]
        said["outlet"] = said["outlet"].rstrip(".")
    for text in lines[dates[-1] + 1 if dates else 0 : body]:
        if label := _UNI_LABEL.fullmatch(text):
            _take(said, label)
    end = next((i for i, text in enumerate(lines) if i > body and text.casefold() in _UNI_AFTER), len(lines))
    for text in lines[end:]:
        if label := _UNI_LABEL.fullmatch(text):
            _take(said, label)
    inside = [line for line in lines[body + 1 : end] if not UNI_END.fullmatch(line)]
    if "FULL TEXT" in inside and inside[:1] == ["ABSTRACT"]:
        full = inside.index("FULL TEXT")
        said["dek"], inside = " ".join(inside[1:full]), inside[full + 1 :]
    said["body"] = fields.paragraphs(inside)
    return said


def _is_counter(text: str) -> bool:
    return re.fullmatch(COUNTER, text, re.IGNORECASE) is not None


def _is_date(text: str) -> bool:
    """A short line with a year and a day in it."""
    return len(text) <= 90 and bool(_YEAR.search(text)) and not _COPYRIGHT.match(text) and _has_day(text)


def _has_day(text: str) -> bool:
    return re.search(r"(?<!\d)\d{1,2}(?!\d)", text) is not None and re.match(r"[^\W\d_]{3,}|\d", text) is not None


def _take(said: dict[str, Any], label: re.Match[str]) -> None:
    name, value = _NAMES.get(label[1].casefold()), fields.line(label[2])
    if name and value and not said.get(name):
        said[name] = _SEMICOLONS.sub("; ", _PAGE.sub("", value)).strip("; ") if name == "section" else value


def _end_of_text(lines: list[str], at: int) -> int:
    """Where the text ends: at the first label that stands below texts, or where only labels and copyright follow."""
    end = len(lines)
    while end > at and (_COPYRIGHT.match(lines[end - 1]) or _LABEL.fullmatch(lines[end - 1]) or _is_small(lines, end)):
        end -= 1
    below = (i for i in range(at, end) if (label := _LABEL.fullmatch(lines[i])) and label[1].casefold() in _BELOW)
    return next(below, end)


def _is_small(lines: list[str], end: int) -> bool:
    """A last line that belongs to the copyright above it."""
    return end >= 2 and len(lines[end - 1]) < 60 and bool(_COPYRIGHT.match(lines[end - 2]))
