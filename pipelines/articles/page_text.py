"""A page flattened to text, and any other lines without markup, to an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.articles import byline
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

_TRAIL = re.compile(r"\s[»›>/]\s")
_HOME = frozenset({"home", "start", "startseite", "accueil", "inicio", "início"})
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
    draft.title = next((block.text for block in blocks if block.kind == "title"), None)
    draft.section = _section_above(blocks)
    read_bylines(draft, labelling.bylines)
    read_opening(draft)
    return draft


def read_bylines(draft: Draft, bylines: Mapping[int, byline.Byline]) -> None:
    """Take authors, date, section and views from the bylines, the first that says it."""
    for _, found in sorted(bylines.items()):
        new = [i for i, name in enumerate(found.authors) if name not in draft.authors]
        draft.authors += [found.authors[i] for i in new]
        draft.author_roles += [found.roles[i] for i in new]
        draft.section = draft.section or found.section
        draft.published = draft.published or found.published
        draft.modified_at = draft.modified_at or found.modified_at
        draft.views = found.views if draft.views is None else draft.views


def read_opening(draft: Draft) -> None:
    """Take the dek from its block, the dateline from the first paragraph that has one near the top."""
    draft.dek = next((block.text for block in draft.blocks if block.kind == "dek"), draft.dek)
    opening = [block.text for block in draft.blocks if block.kind in ("dek", "paragraph")][:3]
    found = next(filter(None, map(datelines.dateline, opening)), None)
    if found is None:
        said = "\n".join(block.text for block in draft.blocks if block.kind in ("title", "dek", "paragraph", "heading"))
        found = next(filter(None, (datelines.confirmed(text, said) for text in opening)), None)
    draft.dateline = draft.dateline or (found.place if found else None)


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
