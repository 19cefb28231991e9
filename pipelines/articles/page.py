"""An HTML page to an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.articles import markup, page_text
from pipelines.articles.lines import Line

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.articles.draft import Draft


def extract(text: str, collected_at: datetime | None) -> Draft:
    """The article."""
    marked = markup.lines(markup.parse(text))
    return page_text.labelled(marked.text, [Line(l.text, l.start, l.end) for l in marked.lines], collected_at)
