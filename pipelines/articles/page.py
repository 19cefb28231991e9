"""An HTML page to an article: its lines by a trained labeller that knows which of them trafilatura takes."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from pipelines.articles import (
    authors,
    byline,
    deks,
    embedded,
    main_text,
    markup,
    markup_vectors,
    metadata,
    models,
    page_text,
    vectors,
)
from pipelines.articles.draft import Block, Draft, Kind
from pipelines.articles.features import Features, features_of, key_of
from pipelines.articles.labels import body_span, bylines_among
from pipelines.articles.lines import Line, check_count
from pipelines.articles.markup import MarkLine
from pipelines.reading.record import Unreadable, excerpt

FEWEST_WORDS = 25
# A line of at least this probability belongs to the body.
LIKELY = 0.42
_ABOVE = 30


def extract(text: str, collected_at: datetime | None) -> Draft:
    """The article in a page.

    Raises:
        Unreadable: `no_article` for a page with fewer than 25 words of text, `too_deep`, `too_many_lines`.
    """
    tree = markup.parse(text)
    marked = markup.lines(tree)
    check_count(len(marked.lines))
    lines = [Line(line.text, line.start, line.end) for line in marked.lines]
    page = features_of(lines)
    known = metadata.read(tree, collected_at)
    if sum(features.words for features in page) < FEWEST_WORDS:
        return _filled_by_script(tree, marked.text, known, collected_at)
    found = _Page(
        marked.lines,
        page,
        body_lines(page, marked.lines, main_text.main_lines(tree, marked.lines)),
        known,
        collected_at,
    )
    draft = found.draft(marked.text) if found.inside else page_text.labelled(marked.text, lines, collected_at)
    _apply(draft, known)
    return draft


def _filled_by_script(tree: markup.Tree, text: str, known: metadata.Metadata, collected_at: datetime | None) -> Draft:
    """The article of a page without text, from the data that its scripts would show."""
    draft = embedded.extract(tree, collected_at)
    if draft is None:
        raise Unreadable("extract", "no_article", "The page holds hardly any text.", excerpt(text))
    _apply(draft, known)
    return draft


def vectors_of(page: list[Features], marks: list[MarkLine], main: set[int]) -> vectors.Matrix:
    """The vectors of a page's lines, by their words and by their markup; `main` is what trafilatura takes."""
    return np.hstack([vectors.matrix(page, body_span(page)), markup_vectors.matrix(marks, main)])


def body_lines(page: list[Features], marks: list[MarkLine], main: set[int]) -> set[int]:
    """The numbers of the lines that are the article's."""
    likely = models.predict(models.MARKUP, vectors_of(page, marks, main))
    return set(np.flatnonzero(likely >= LIKELY).tolist())


def opening(text: str, main: set[int]) -> deks.Opening:
    """What is known of a page before its dek is; `main` are the numbers of the lines of the body."""
    tree = markup.parse(text)
    marked = markup.lines(tree)
    page = features_of([Line(line.text, line.start, line.end) for line in marked.lines])
    return _Page(marked.lines, page, main, metadata.read(tree, None), None).opening()


class _Page:
    """One page while its lines get their kinds."""

    def __init__(
        self,
        marks: list[MarkLine],
        page: list[Features],
        main: set[int],
        known: metadata.Metadata,
        collected_at: datetime | None,
    ) -> None:
        self.marks, self.page, self.main, self.known = marks, page, main, known
        self.collected_at = collected_at
        self.title_key = key_of(known.title or "")
        self.bylines: dict[int, byline.Byline] = {}
        self.kinds = [self._kind_inside(i) if i in main else self._kind_outside(i) for i in range(len(page))]
        self.inside = {i for i, (kind, _) in enumerate(self.kinds) if kind == "paragraph"}
        self.title: int | None = None
        self._label_above()

    def draft(self, text: str) -> Draft:
        """The draft of the page."""
        dek = deks.dek(self.opening())
        if dek is not None:
            self.kinds[dek] = ("dek", "dek:labelled")
        self._drop_loose_headings()
        blocks = [
            Block(kind, mark.text, mark.start, mark.end, rule)
            for mark, (kind, rule) in zip(self.marks, self.kinds, strict=True)
        ]
        if not any(block.kind in ("paragraph", "dek") for block in blocks):
            raise Unreadable("extract", "no_article", "The page has no paragraph of an article.", excerpt(text))
        draft = Draft(text, blocks)
        page_text.read_bylines(draft, self.bylines)
        page_text.read_above(draft, self.collected_at)
        page_text.read_opening(draft)
        return draft

    def _kind_outside(self, i: int) -> tuple[Kind, str]:
        """A caption, or chrome of the sort that its words name, else the markup around it."""
        features, hints = self.page[i], self.marks[i].hints
        if not features.chrome and (features.caption or "caption" in hints[-1:]):
            return "caption", "caption:credit" if features.caption else "caption:markup"
        return "chrome", f"chrome:{features.chrome or (hints[-1] if hints else 'other')}"

    def _kind_inside(self, i: int) -> tuple[Kind, str]:
        """The kind of a line that is the article's."""
        features, mark = self.page[i], self.marks[i]
        if self.title_key and features.key == self.title_key:
            return "caption", "caption:repeats the title"
        if features.chrome and not features.prose:
            return "chrome", f"chrome:{features.chrome}"
        if mark.tag in markup.HEADINGS:
            return "heading", f"heading:{mark.tag}"
        return "paragraph", "paragraph:labelled"

    def opening(self) -> deks.Opening:
        """What is known of the page before its dek is."""
        return deks.Opening(self.page, self.marks, self.title, self.inside, self.bylines.keys(), self.known.description)

    def _label_above(self) -> None:
        """Title and bylines above the first paragraphs."""
        first = next((i for i, (kind, _) in enumerate(self.kinds) if kind == "paragraph"), 0)
        self.title = title = deks.title_line(self.page, self.marks, self.known.title, first)
        if title is not None:
            printed = self.page[title].key == self.title_key
            self.kinds[title] = ("title", "title:metadata" if printed else "title:heading")
        begin = title if title is not None and title < first else max(0, first - _ABOVE)
        candidates = [i for i in range(begin, min(first + 3, len(self.page))) if self.kinds[i][0] != "title"]
        said = "\n".join(
            self.page[i].line.text for i, (kind, _) in enumerate(self.kinds) if kind in ("title", "paragraph")
        )
        self.bylines = bylines_among(self.page, candidates, self.collected_at, title, said)
        for i in self.bylines:
            self.kinds[i] = ("byline", "byline:form")

    def _drop_loose_headings(self) -> None:
        """A heading that no paragraph follows belongs to what comes after the article."""
        below = False
        for i in range(len(self.kinds) - 1, -1, -1):
            kind = self.kinds[i][0]
            if kind == "heading" and not below:
                self.kinds[i] = ("chrome", "chrome:heading of nothing")
            below = below or kind == "paragraph"


def _apply(draft: Draft, known: metadata.Metadata) -> None:
    """What the page says to machines, and where it says nothing what its lines say."""
    draft.title = known.title or draft.title
    draft.url, draft.outlet = known.url or draft.url, known.outlet or draft.outlet
    persons = any(role != authors.ORGANISATION for role in known.roles)
    if persons or (known.authors and not draft.authors):
        draft.authors, draft.author_roles = known.authors, known.roles
    draft.section = known.section or draft.section
    draft.published = known.published or draft.published
    draft.modified_at = known.modified_at or draft.modified_at
    draft.language = known.language or draft.language
