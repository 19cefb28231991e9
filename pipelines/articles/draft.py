"""What an extractor makes of a record: its text, its blocks, and what is known of the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.articles.dates import Published

Kind = Literal["title", "byline", "dek", "paragraph", "heading", "caption", "chrome"]
BODY: frozenset[Kind] = frozenset({"dek", "paragraph", "heading"})


@dataclass(slots=True)
class Block:
    """A block of the page.

    Attributes:
        kind: what it is.
        text: as it goes into the article's text, if it does.
        start: first code point in the record's text; None where it can't be found again.
        end: code point after the last.
        rule: why it got its kind; for chrome `chrome:` and its sort.
    """

    kind: Kind
    text: str
    start: int | None
    end: int | None
    rule: str


@dataclass(slots=True)
class Draft:
    """An article before it has an id: the record's text, the blocks in the order of the page, and the metadata."""

    text: str
    blocks: list[Block]
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    author_roles: list[str] = field(default_factory=list)
    section: str | None = None
    dek: str | None = None
    dateline: str | None = None
    published: Published | None = None
    modified_at: datetime | None = None
    collected_at: datetime | None = None
    language: str | None = None
    views: int | None = None
