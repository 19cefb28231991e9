"""A JSON document to an article: news-please's shape, and every other whose names say what the values are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pipelines.articles import byline, dates, markup
from pipelines.articles.draft import Block, Draft
from pipelines.articles.features import Features, features_of, key_of
from pipelines.articles.lines import Line, lines_of
from pipelines.articles.page_text import read_opening
from pipelines.articles.persons import person
from pipelines.reading.json_text import showable
from pipelines.reading.record import Unreadable, excerpt

# What a value is called, written without case, underscores and hyphens; the first that is filled in counts.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "titlepage", "titlerss", "name"),
    "body": (
        "maintext", "text", "body", "articlebody", "content", "fulltext", "bodytext", "articletext", "story",
        "bodyhtml", "contenthtml", "bodyxhtml",
    ),
    "url": ("url", "link", "canonicalurl", "articleurl", "weburl", "sourceurl", "uri"),
    "published": (
        "datepublish", "publishedat", "datepublished", "published", "publisheddate", "publicationdate", "publishdate",
        "pubdate", "publishingdate", "date", "datetime", "timestamp",
    ),
    "modified": ("datemodify", "modifiedat", "updatedat", "datemodified", "updated", "modified", "lastmodified"),
    "collected": ("datedownload", "collectedat", "crawledat", "crawldate", "scrapedat", "fetchedat", "downloaddate"),
    "authors": ("authors", "author", "byline", "creator", "by"),
    "outlet": (
        "outlet", "sitename", "sourcename", "source", "publisher", "site", "newspaper", "publication",
        "sourcedomain", "domain",
    ),
    "section": ("section", "category", "categories", "sections", "newsdesk", "rubric"),
    "dek": ("dek", "standfirst", "description", "subtitle", "subheadline", "summary", "abstract", "teaser"),
    "language": ("language", "lang", "languagecode", "inlanguage"),
}  # fmt: skip
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|li|article|section|blockquote)\b[^>]{0,500}>", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")


def extract(document: Mapping[str, Any], collected_at: datetime | None) -> Draft:
    """The article in a document.

    Raises:
        Unreadable: `no_article` where the document has no text.
    """
    values = _values(document)
    body = plain(_first(values, "body"))
    if not body:
        names = ", ".join(sorted(str(name) for name in document)[:20])
        raise Unreadable("extract", "no_article", f"The document has no text; it has: {names}.", excerpt(names))
    draft = Draft("", [])
    draft.collected_at = _moment(_first(values, "collected"), None)
    known = collected_at or draft.collected_at
    draft.title = _line(_first(values, "title"))
    _read_authors(draft, values)
    _read_dates(draft, values, known)
    draft.url = _url(values)
    draft.outlet = _outlet(values)
    draft.section = _line(_first(values, "section"))
    language = _LANGUAGE.fullmatch(_line(_first(values, "language")) or "")
    draft.language = language[1] if language else None
    dek = _line(_first(values, "dek"))
    _compose(draft, dek if dek and not _repeats(dek, body) else None, body)
    read_opening(draft)
    return draft


def plain(value: Any) -> str | None:
    """The human text of a value: paragraphs of a list joined by blank lines, markup turned to lines."""
    if isinstance(value, list):
        parts = [text for item in value if (text := plain(item))]
        return "\n\n".join(parts) or None
    if not isinstance(value, str):
        return None
    text = showable(value).strip()
    if _MARKUP.search(text):
        text = "\n\n".join(line.text for line in markup.lines(markup.parse(text)).lines)
    return text or None


def _values(document: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are filled in, by their names without case, underscores and hyphens."""
    named: dict[str, Any] = {}
    for name, value in document.items():
        key = re.sub(r"[\W_]", "", str(name)).lower()
        if value not in (None, "", [], {}) and key not in named:
            named[key] = value
    return named


def _first(values: Mapping[str, Any], what: str) -> Any:
    return next((values[name] for name in SYNONYMS[what] if name in values), None)


def _all(values: Mapping[str, Any], what: str) -> Iterator[Any]:
    return (values[name] for name in SYNONYMS[what] if name in values)


def _line(value: Any) -> str | None:
    """A value as one line: of an object its name, of a list the first that has one."""
    if isinstance(value, list):
        return next((text for item in value if (text := _line(item))), None)
    if isinstance(value, Mapping):
        return _line(value.get("name") or value.get("title"))
    text = plain(value)
    return " ".join(text.split()) if text else None


def _url(values: Mapping[str, Any]) -> str | None:
    texts = (_line(value) for value in _all(values, "url"))
    return next((text for text in texts if text and _ADDRESS.fullmatch(text)), None)


def _outlet(values: Mapping[str, Any]) -> str | None:
    texts = (_line(value) for value in _all(values, "outlet"))
    name = next((text for text in texts if text and not _ADDRESS.match(text)), None)
    return name.removeprefix("www.") if name else None


def _read_authors(draft: Draft, values: Mapping[str, Any]) -> None:
    value = _first(values, "authors")
    for item in value if isinstance(value, list) else [value]:
        text = _line(item)
        whole = person(text, sure=isinstance(value, list)) if text else None
        found = byline.parse("By " + text) if text and not whole and not text.lower().startswith("by ") else None
        found = found or (byline.parse(text) if text and not whole else None)
        names = [whole] if whole else found.authors if found else []
        roles = [""] if whole else found.roles if found else []
        for name, role in zip(names, roles, strict=True):
            if name not in draft.authors:
                draft.authors.append(name)
                draft.author_roles.append(role)


def _read_dates(draft: Draft, values: Mapping[str, Any], collected_at: datetime | None) -> None:
    value = _first(values, "published")
    moment = _epoch(value)
    text = moment.isoformat() if moment else _line(value)
    draft.published = dates.published(text, "metadata", collected_at) if text else None
    draft.modified_at = _moment(_first(values, "modified"), collected_at)


def _moment(value: Any, collected_at: datetime | None) -> datetime | None:
    moment = _epoch(value)
    found = dates.published(moment.isoformat() if moment else _line(value) or "", "metadata", collected_at)
    return found.at if found else None


def _epoch(value: Any) -> datetime | None:
    """A Unix time in seconds or milliseconds, between 1990 and 2100."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / 1000 if value > 1e11 else value
    return datetime.fromtimestamp(int(seconds), UTC) if 631_152_000 <= seconds < 4_102_444_800 else None


def _repeats(dek: str, body: str) -> bool:
    """Whether a description only says again what the body says: its beginning, or most of its words in a row."""
    key = key_of(dek.rstrip(".… "))
    return not key or key[:120] in key_of(body)


def _compose(draft: Draft, dek: str | None, body: str) -> None:
    """The record's text from its human parts, each a block."""
    parts: list[str] = []
    length = 0

    def add(text: str) -> int:
        nonlocal length
        start = length + (2 if parts else 0)
        parts.append(text)
        length = start + len(text)
        return start

    if draft.title:
        start = add(draft.title)
        draft.blocks.append(Block("title", draft.title, start, start + len(draft.title), "title:field"))
    if draft.authors:
        names = ", ".join(draft.authors)
        start = add(names)
        draft.blocks.append(Block("byline", names, start, start + len(names), "byline:field"))
    if dek:
        start = add(dek)
        draft.blocks.append(Block("dek", dek, start, start + len(dek), "dek:field"))
    start = add(body)
    draft.blocks += _body_blocks(body, start, key_of(draft.title or ""))
    draft.text = "\n\n".join(parts)


def _body_blocks(body: str, offset: int, title_key: str) -> list[Block]:
    page = features_of(lines_of(body))
    blocks = [_block(features, offset, title_key, page) for features in page]
    if any(block.kind == "paragraph" for block in blocks):
        return blocks
    return [_moved(features.line, offset, "paragraph", "paragraph:only text there is") for features in page]


def _block(features: Features, offset: int, title_key: str, page: list[Features]) -> Block:
    """A line of a body: the source vouches for it, so that only what names itself something else is dropped."""
    if features.chrome:
        return _moved(features.line, offset, "chrome", f"chrome:{features.chrome}")
    if title_key and features.key == title_key:
        return _moved(features.line, offset, "caption", "caption:repeats the title")
    if features.caption and not features.prose:
        return _moved(features.line, offset, "caption", "caption:credit")
    following = page[features.index + 1] if features.index + 1 < len(page) else None
    short = features.words <= 14 and not features.bulleted and (not features.ends_sentence or features.asks)
    if short and following and following.prose:
        return _moved(features.line, offset, "heading", "heading:short line before a paragraph")
    return _moved(features.line, offset, "paragraph", "paragraph:body field")


def _moved(line: Line, offset: int, kind: Any, rule: str) -> Block:
    return Block(kind, line.text, line.start + offset, line.end + offset, rule)
