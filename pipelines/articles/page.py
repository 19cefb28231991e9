"""An HTML page to an article: its lines by a trained labeller that knows which of them trafilatura takes."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from pipelines.articles import byline, embedded, main_text, markup, markup_vectors, metadata, models, page_text, vectors
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
_DROPPED = frozenset({"related", "share", "newsletter", "comment", "legal", "advert", "paywall", "navigation"})


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
    if sum(features.words for features in page) < FEWEST_WORDS:
        hidden = embedded.extract(tree, collected_at)
        if hidden is None:
            raise Unreadable("extract", "no_article", "The page holds hardly any text.", excerpt(marked.text))
        _apply(hidden, metadata.read(tree, collected_at))
        return hidden
    known = metadata.read(tree, collected_at)
    main = body_lines(page, marked.lines, main_text.main_lines(tree, marked.lines))
    if not any(page[i].words >= 3 for i in main):
        draft = page_text.labelled(marked.text, lines, collected_at)
    else:
        draft = _Page(marked.lines, page, main, known, collected_at).draft(marked.text)
    _apply(draft, known)
    return draft


def vectors_of(page: list[Features], marks: list[MarkLine], main: set[int]) -> vectors.Matrix:
    """The vectors of a page's lines, by their words and by their markup; `main` is what trafilatura takes."""
    return np.hstack([vectors.matrix(page, body_span(page)), markup_vectors.matrix(marks, main)])


def body_lines(page: list[Features], marks: list[MarkLine], main: set[int]) -> set[int]:
    """The numbers of the lines that are the article's."""
    likely = models.predict(models.MARKUP, vectors_of(page, marks, main))
    return set(np.flatnonzero(likely >= LIKELY).tolist())


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
        self.opening = next((i for i in sorted(main) if page[i].prose), 0)
        self.kinds = [self._kind_outside(i) for i in range(len(page))]

    def draft(self, text: str) -> Draft:
        """The draft of the page."""
        for i in sorted(self.main):
            self.kinds[i] = self._kind_inside(i)
        self._label_above()
        self._drop_loose_headings()
        blocks = [
            Block(kind, mark.text, mark.start, mark.end, rule)
            for mark, (kind, rule) in zip(self.marks, self.kinds, strict=True)
        ]
        if not any(block.kind in ("paragraph", "dek") for block in blocks):
            raise Unreadable("extract", "no_article", "The page has no paragraph of an article.", excerpt(text))
        draft = Draft(text, blocks)
        page_text.read_bylines(draft, self.bylines)
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

    def _label_above(self) -> None:
        """Title, byline and dek between the title and the first paragraphs."""
        inside = [i for i, (kind, _) in enumerate(self.kinds) if kind == "paragraph"]
        first = inside[0] if inside else 0
        titles = [i for i in range(len(self.page)) if self.title_key and self.page[i].key == self.title_key]
        title = max((i for i in titles if i < first), default=titles[0] if titles else None)
        if title is not None:
            self.kinds[title] = ("title", "title:metadata")
        begin = title if title is not None and title < first else max(0, first - _ABOVE)
        candidates = [i for i in range(begin, min(first + 3, len(self.page))) if self.kinds[i][0] != "title"]
        self.bylines = bylines_among(self.page, candidates, self.collected_at, title)
        for i in self.bylines:
            self.kinds[i] = ("byline", "byline:form")
        self._label_dek(title if title is not None and title < first else None, begin, first)

    def _label_dek(self, title: int | None, begin: int, first: int) -> None:
        """The first line between title and second paragraph that a sure sign makes a dek."""
        for i in range(begin, min(first + 1, len(self.page))):
            rule = self._dek_rule(i, title, first) if self._may_be_dek(i) else None
            if rule:
                self.kinds[i] = ("dek", f"dek:{rule}")
                return

    def _may_be_dek(self, i: int) -> bool:
        features, mark = self.page[i], self.marks[i]
        if self.kinds[i][0] in ("title", "byline", "caption") or features.chrome or features.caption:
            return False
        return features.words >= 5 and features.weight <= 600 and not _DROPPED & set(mark.hints) and not mark.linked

    def _dek_rule(self, i: int, title: int | None, first: int) -> str | None:
        """Markup that says so, the description apart from the paragraphs, or a sentence above the byline."""
        described = key_of(self.known.description or "")
        if "dek" in self.marks[i].hints:
            return "markup"
        following = next((j for j in range(i + 1, len(self.page)) if self.kinds[j][0] == "paragraph"), None)
        apart = following is not None and self.marks[following].parent != self.marks[i].parent
        if len(described) >= 30 and self.page[i].key == described and (i < first or apart):
            return "description"
        below_title = title is not None and title < i
        if below_title and self.page[i].prose and any(j > i for j in self.bylines) and (i < first or apart):
            return "above the byline"
        return None

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
    draft.url, draft.outlet = known.url, known.outlet
    if known.authors:
        draft.authors, draft.author_roles = known.authors, known.roles
    draft.section = known.section or draft.section
    draft.published = known.published or draft.published
    draft.modified_at = known.modified_at or draft.modified_at
    draft.language = known.language
