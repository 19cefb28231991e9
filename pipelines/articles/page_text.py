"""A page flattened to text, and any other lines without markup, to an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.articles import authors, byline, dates
from pipelines.articles import dateline as datelines
from pipelines.articles.draft import Block, Draft
from pipelines.articles.features import features_of
from pipelines.articles.labels import label
from pipelines.articles.lines import Line, lines_of
from pipelines.articles.sections import section
from pipelines.reading.record import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_PUNCTUATED = re.compile(r"\s([:,;]\s)")
_TRAIL = re.compile(r"\s[»›>/]\s")
_HOME = frozenset({"home", "start", "startseite", "accueil", "inicio", "início"})
_HAS_DAY = re.compile(r"\d")
# How far from title and first paragraph a day may be printed, and in how long a line.
_BEFORE, _INTO, _LONGEST_STAMP = 2, 2, 120
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}")


def extract(text: str, collected_at: datetime | None) -> Draft:
    """The article in a flattened page.

    Raises:
        Unreadable: `no_article` where no line reads like a sentence.
    """
    lines = lines_of(text)
    draft = labelled(text, lines, collected_at)
    if lines and _ADDRESS.fullmatch(lines[0].text):
        draft.url = lines[0].text
        draft.blocks[0].rule = "chrome:address"
    return draft


def labelled(text: str, lines: list[Line], collected_at: datetime | None) -> Draft:
    """The article in some lines of a text, by the lines alone.  Raises like `extract`."""
    labelling = label(features_of(lines), collected_at)
    blocks = [
        Block(label_.kind, line.text, line.start, line.end, label_.rule)
        for line, label_ in zip(lines, labelling.labels, strict=True)
    ]
    if not any(block.kind in ("dek", "paragraph") for block in blocks):
        raise Unreadable("extract", "no_article", "No line of the text reads like a sentence of an article.")
    draft = Draft(text, blocks)
    parts = [block.text for block in blocks if block.kind == "title"]
    draft.title = _PUNCTUATED.sub(r"\1", " ".join(parts)) or None
    draft.section = _section_above(blocks)
    read_bylines(draft, labelling.bylines)
    read_above(draft, collected_at)
    read_opening(draft)
    return draft


def read_bylines(draft: Draft, bylines: Mapping[int, byline.Byline]) -> None:
    """Take authors, date, section and views from the bylines, the first that says it.

    Beside a byline that says so ("By …") a line that is nothing but names names others: who is in the picture, say.
    """
    labelled = any(found.labelled for found in bylines.values())
    for _, found in sorted(bylines.items()):
        bare = not (found.labelled or found.dated or any(found.roles))
        new = [] if labelled and bare else [i for i, name in enumerate(found.authors) if name not in draft.authors]
        draft.authors += [found.authors[i] for i in new]
        draft.author_roles += [found.roles[i] for i in new]
        draft.section = draft.section or found.section
        draft.published = draft.published or found.published
        draft.modified_at = draft.modified_at or found.modified_at
        draft.views = found.views if draft.views is None else draft.views


def read_above(draft: Draft, collected_at: datetime | None) -> None:
    """Where no byline says it, take the agency and the day that stand between the title and the first paragraphs.

    The day counts only if no other is printed there, and no line that may be an update's.
    """
    title = next((i for i, block in enumerate(draft.blocks) if block.kind == "title"), 0)
    first = next((i for i, block in enumerate(draft.blocks) if i > title and block.kind == "paragraph"), title)
    between = [
        block for block in draft.blocks[max(0, title - _BEFORE) : first + _INTO] if block.kind in ("chrome", "byline")
    ]
    if not draft.authors:
        named = next((name for block in between if (name := authors.agency(block.text))), None)
        draft.authors, draft.author_roles = ([named], [authors.ORGANISATION]) if named else ([], [])
    if draft.published is None and draft.modified_at is None:
        printed = [block.text for block in between if len(block.text) <= _LONGEST_STAMP and _HAS_DAY.search(block.text)]
        found = [day for text in printed if (day := dates.published(text, "byline", collected_at)) and day.at]
        if found and len({day.at.date() for day in found if day.at}) == 1:
            draft.published = found[0]


def read_opening(draft: Draft) -> None:
    """Take the dek from its block, the dateline from the first paragraph that has one near the top."""
    draft.dek = next((block.text for block in draft.blocks if block.kind == "dek"), draft.dek)
    draft.dateline = draft.dateline or _dateline(draft)


def _dateline(draft: Draft) -> str | None:
    """The place that one of the first paragraphs begins with, or that stands right above it on a line of its own."""
    first = [i for i, block in enumerate(draft.blocks) if block.kind in ("dek", "paragraph")][:3]
    opening = [draft.blocks[i].text for i in first]
    found = next(filter(None, map(datelines.dateline, opening)), None)
    if found:
        return found.place
    said = "\n".join(block.text for block in draft.blocks if block.kind in ("title", "dek", "paragraph", "heading"))
    for block in (draft.blocks[i - 1] for i in first if i and draft.blocks[i - 1].kind in ("chrome", "heading")):
        found = datelines.on_its_own(block.text, said)
        if found:
            block.kind, block.rule = "paragraph", "paragraph:dateline"
            return found.place
    found = next(filter(None, (datelines.confirmed(text, said) for text in opening)), None)
    return found.place if found else None


def _section_above(blocks: list[Block]) -> str | None:
    """The section on the line above the title, in a trail from the home page, or in one or two names of sections."""
    title = next((i for i, block in enumerate(blocks) if block.kind == "title"), 0)
    above = [block.text for block in blocks[:title] if block.kind == "chrome"]
    names = [name for text in above if (name := section(text))]
    if names and above[-1] == names[-1]:
        return names[-1]
    trails = [_TRAIL.split(text) for text in above]
    trail = next((parts for parts in trails if len(parts) >= 3 and parts[0].casefold() in _HOME), None)
    if trail:
        return trail[1]
    return names[-1] if 1 <= len(names) <= 2 else None
