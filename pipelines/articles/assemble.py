"""A draft to the rows of the frames: the article's text, and every block's place in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pipelines.articles import dateline, dates
from pipelines.articles.draft import BODY, Draft
from pipelines.language.detect import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pipelines.settings import Settings

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
GAP = "\n\n"
# Datelines stand in one of the first paragraphs.
_OPENING = 3


def article_text(draft: Draft) -> tuple[str, list[tuple[int, int] | None]]:
    """Dek, paragraphs and headings joined by a blank line, and the span of every block in it."""
    parts: list[str] = []
    spans: list[tuple[int, int] | None] = []
    length = 0
    for block in draft.blocks:
        if block.kind not in BODY:
            spans.append(None)
            continue
        start = length + len(GAP) if parts else 0
        length = start + len(block.text)
        parts.append(block.text)
        spans.append((start, length))
    return GAP.join(parts), spans


def article_row(draft: Draft, text: str, hints: Mapping[str, str], settings: Settings) -> dict[str, Any]:
    """The article's columns but for its identity.  What the manifest says (`hints`) wins over what the record says."""
    url = hints.get("url") or draft.url
    outlet = next(filter(None, outlet_names(draft, hints)), None)
    published = _published(draft, url)
    return {
        "url": url,
        "outlet": outlet,
        "outlet_country": _country(settings, outlet, domain(url)),
        "title": draft.title,
        "authors": draft.authors,
        "author_roles": draft.author_roles,
        "section": draft.section,
        "dek": draft.dek,
        "dateline": draft.dateline,
        "published_at": published.at if published else None,
        "published_earliest": published.earliest if published else None,
        "published_latest": published.latest if published else None,
        "published_precision": published.precision if published else None,
        "published_raw": published.raw if published else None,
        "published_utc_offset": published.utc_offset if published else None,
        "published_method": published.method if published else None,
        "modified_at": _not_after(draft.modified_at, draft.collected_at),
        "collected_at": draft.collected_at,
        "language": language_of(text) or draft.language,
        "text": text,
        "word_count": len(_WORD.findall(text)),
        "views": draft.views,
    }


def _published(draft: Draft, url: str | None) -> dates.Published | None:
    """What the record says, else the address; where that leaves the day open, the dateline may tell it."""
    found = draft.published or dates.in_address(url, draft.collected_at)
    if found is not None and found.at is not None:
        return found
    opening = [block.text for block in draft.blocks if block.kind in ("dek", "paragraph")][:_OPENING]
    printed = next((line.date for line in map(dateline.dateline, opening) if line and line.date), None)
    if printed is None:
        return found
    earliest, latest = (found.earliest, found.latest) if found else dates.period_in_address(url)
    stamp = dates.absolute(printed)
    if stamp is not None:
        day = dates.resolve(stamp, "dateline", draft.collected_at)
    else:
        day = dates.without_year(printed, latest) if latest else None
    if day is None or day.at is None or (earliest and latest and not earliest <= day.at <= latest):
        return found
    return replace(day, method="dateline", raw=printed)


def block_rows(draft: Draft, spans: list[tuple[int, int] | None]) -> list[dict[str, Any]]:
    """The blocks' columns but for the article's identity."""
    return [
        {
            "block": number,
            "kind": block.kind,
            "start_char": span[0] if span else None,
            "end_char": span[1] if span else None,
            "source_start": block.start,
            "source_end": block.end,
            "rule": block.rule,
        }
        for number, (block, span) in enumerate(zip(draft.blocks, spans, strict=True))
    ]


def outlet_names(draft: Draft, hints: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The outlet as the manifest or the record names it, and the host of the article's address."""
    return hints.get("outlet") or draft.outlet, domain(hints.get("url") or draft.url)


def domain(url: str | None) -> str | None:
    """The host of an address without `www.`."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _country(settings: Settings, *names: str | None) -> str | None:
    for name in names:
        known = settings.outlets.get(name) if name else None
        if known and known.country:
            return known.country
    return None


def _not_after(moment: datetime | None, limit: datetime | None) -> datetime | None:
    return None if moment and limit and moment > limit else moment
