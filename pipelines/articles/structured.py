"""An article whose parts a format names, as `reading.fields` hands them on, to an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pipelines.articles import byline, dates, markup
from pipelines.articles import dateline as datelines
from pipelines.articles.draft import Block, Draft, Kind
from pipelines.articles.features import features_of, key_of
from pipelines.articles.lines import Line, check_count
from pipelines.articles.persons import person
from pipelines.reading.record import Unreadable, excerpt

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,8})*")
_LANGUAGES = {
    "english": "en", "anglais": "en", "englisch": "en", "inglés": "en", "french": "fr", "français": "fr",
    "französisch": "fr", "german": "de", "deutsch": "de", "allemand": "de", "spanish": "es", "español": "es",
    "espagnol": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl",
    "nederlands": "nl", "russian": "ru", "русский": "ru", "chinese": "zh", "arabic": "ar", "japanese": "ja",
    "korean": "ko", "polish": "pl", "turkish": "tr", "swedish": "sv", "danish": "da", "norwegian": "no",
}  # fmt: skip
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[+-]\d{4}|Z)?")
_TRAILING_DAY = re.compile(r"\s\d{4}-\d\d-\d\d$")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")


def extract(fields: Mapping[str, Any], collected_at: datetime | None) -> Draft:
    """The article in some fields.

    Raises:
        Unreadable: `no_article` where they hold no text.
    """
    draft = Draft("", [])
    draft.collected_at = _moment(fields.get("collected"), None)
    known = collected_at or draft.collected_at
    draft.title = fields.get("title")
    _read_authors(draft, fields)
    draft.published = _published(fields, known)
    draft.modified_at = _moment(fields.get("modified"), known)
    url = fields.get("url") or ""
    draft.url = url if _ADDRESS.fullmatch(url) else None
    draft.outlet, draft.section = fields.get("outlet"), fields.get("section")
    draft.language = _language(fields.get("language"))
    _compose(draft, fields)
    if not any(block.kind == "paragraph" for block in draft.blocks):
        shown = draft.title or draft.url or ""
        raise Unreadable("extract", "no_article", "The record names an article but has no text of it.", excerpt(shown))
    draft.dek = next((block.text for block in draft.blocks if block.kind == "dek"), None)
    draft.dateline = _dateline(fields.get("dateline")) or _printed_dateline(draft)
    return draft


def _read_authors(draft: Draft, fields: Mapping[str, Any]) -> None:
    for text in fields.get("authors", ()):
        name = person(text, sure=True)
        _add_authors(draft, [name], [""]) if name else _read_byline(draft, text)
    _read_byline(draft, fields.get("byline") or "")


def _read_byline(draft: Draft, text: str) -> None:
    """Names and roles in a printed byline, with or without the word that begins one."""
    found = byline.parse(text) if text else None
    if found is None or not found.authors:
        found = byline.parse("By " + text) if text else None
    if found is not None:
        _add_authors(draft, found.authors, found.roles)


def _add_authors(draft: Draft, names: list[str], roles: list[str]) -> None:
    for name, role in zip(names, roles, strict=True):
        if name not in draft.authors:
            draft.authors.append(name)
            draft.author_roles.append(role)


def _published(fields: Mapping[str, Any], collected_at: datetime | None) -> dates.Published | None:
    text: str = fields.get("published") or ""
    found = dates.published(_spelled(text), "metadata", collected_at) if text else None
    if found is None:
        return None
    return replace(found, raw=fields.get("published_raw") or (found.raw if found.raw in text else text))


def _moment(text: str | None, collected_at: datetime | None) -> datetime | None:
    found = dates.published(_spelled(text), "metadata", collected_at) if text else None
    return found.at if found else None


def _spelled(text: str) -> str:
    """A date of eight figures, as the XML formats write it, with the hyphens that tell it from a number."""
    match = _DAY.fullmatch(text)
    return "-".join(match.groups()) if match else text


def _language(text: str | None) -> str | None:
    """The ISO 639-1 code behind a code or the name of a language in some languages."""
    text = (text or "").strip()
    word = re.split(r"[\s;,]", text, maxsplit=1)[0]
    match = _LANGUAGE.fullmatch(word)
    return _LANGUAGES.get(word.casefold()) or (match[1].lower() if match else None)


def _dateline(text: str | None) -> str | None:
    """The place alone of a dateline that a format sets apart: no date, no agency, no dash."""
    if not text:
        return None
    text = _TRAILING_DAY.sub("", text).strip(" -–—,")
    found = datelines.dateline(text + " - X")
    return found.place if found else text or None


def _printed_dateline(draft: Draft) -> str | None:
    opening = [block.text for block in draft.blocks if block.kind in ("dek", "paragraph")][:3]
    found = next(filter(None, map(datelines.dateline, opening)), None)
    return found.place if found else None


def _compose(draft: Draft, fields: Mapping[str, Any]) -> None:
    """The record's text from its human parts, each a block of its own."""
    above: list[tuple[Kind, str]] = [("title", draft.title)] if draft.title else []
    names = fields.get("byline") or ", ".join(fields.get("authors", ()))
    above += [("byline", names)] if names else []
    body = _expanded(fields.get("body", ()))
    check_count(len(body))
    dek = fields.get("dek")
    if dek and not _repeats(dek, body):
        above.append(("dek", dek))
    length = 0
    title_key = key_of(draft.title or "")
    lines: list[Line] = []
    for _, text in (*above, *body):
        start = length + 2 if lines else 0
        length = start + len(text)
        lines.append(Line(text, start, length))
    draft.text = "\n\n".join(line.text for line in lines)
    for (kind, _), line in zip(above, lines, strict=False):
        draft.blocks.append(Block(kind, line.text, line.start, line.end, f"{kind}:field"))
    inside = lines[len(above) :]
    for (kind, _), line, seen in zip(body, inside, features_of(inside), strict=True):
        if kind == "paragraph" and title_key and seen.key == title_key:
            draft.blocks.append(Block("caption", line.text, line.start, line.end, "caption:repeats the title"))
        elif kind == "paragraph" and seen.chrome and not seen.prose:
            draft.blocks.append(Block("chrome", line.text, line.start, line.end, f"chrome:{seen.chrome}"))
        else:
            rule = "chrome:other" if kind == "chrome" else f"{kind}:field"
            draft.blocks.append(Block(kind, line.text, line.start, line.end, rule))


def _expanded(body: Any) -> list[tuple[Kind, str]]:
    """The parts of a body with those that are markup turned to lines."""
    parts: list[tuple[Kind, str]] = []
    for kind, text in body:
        if kind != "markup":
            parts.append((kind, text))
            continue
        lines = markup.lines(markup.parse(text)).lines
        marked = any(line.tag == "p" for line in lines)
        parts += [(_kind_of(line, marked=marked), line.text) for line in lines]
    return parts


def _kind_of(line: markup.MarkLine, *, marked: bool) -> Kind:
    """What a line is; where paragraphs are marked, a few words outside of them are none."""
    if "caption" in line.hints:
        return "caption"
    if line.tag in markup.HEADINGS:
        return "heading"
    loose = marked and line.tag in ("div", "section", "header", "footer") and len(line.text.split()) < 8
    return "chrome" if loose and line.text[-1] not in '.!?…”"' else "paragraph"


def _repeats(dek: str, body: list[tuple[Kind, str]]) -> bool:
    key = key_of(dek.rstrip(".… "))[:120]
    return not key or key in key_of(" ".join(text for _, text in body)[:20_000])
