"""The kind of every line of a flattened page, decided from the features of its lines alone.

The body is the run of lines that holds most prose (as in Pasternack and Roth, "Extracting article text from the web
with maximum subsequence segmentation", 2009); title and byline stand above it; inside it single short lines are
headings and everything that names itself a caption or part of the site is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.articles import byline, dateline

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.articles.draft import Kind
    from pipelines.articles.features import Features

_GAP = -70
# More than a paragraph is worth: what follows the comments' heading is never the article's end.
_COMMENTS = -2000
# Chrome that stands in the middle of articles.
_INTERRUPTIONS = frozenset({"advert", "media", "separator"})
_NEAR = 0.7
_BEFORE_TITLE = 3
_INSIDE = 3
_TOP = 4
_BELOW = 4
_ABOVE = 12
_BESIDE = 2
_LIST = 3
_LONGEST_HEADING = 20


@dataclass(slots=True)
class Label:
    """The kind of a line and the rule behind it."""

    kind: Kind
    rule: str


@dataclass(frozen=True, slots=True)
class Labelling:
    """A label for every line, and the bylines that were read on the way, by line."""

    labels: list[Label]
    bylines: dict[int, byline.Byline]


def label(page: list[Features], collected_at: datetime | None = None) -> Labelling:
    """Label the lines of a page, given its features and what relative times are counted from."""
    first, last = body_span(page)
    labels = [_label_outside(features) for features in page]
    title = title_line(page, first)
    if title is not None:
        labels[title] = Label("title", "title:above the body")
        first = max(first, title + 1)
    bylines = _label_bylines(page, labels, title, first, collected_at)
    first = max([first, *(i + 1 for i in bylines)])
    _label_body(page, labels, first, last, page[title].key if title is not None else "")
    _label_dek(page, labels, title, bylines)
    return Labelling(labels, bylines)


def _label_outside(features: Features) -> Label:
    if features.caption and not features.chrome:
        return Label("caption", "caption:credit")
    return Label("chrome", f"chrome:{features.chrome or 'other'}")


def body_span(page: list[Features]) -> tuple[int, int]:
    """The half-open run of lines that is the body, (0, 0) if no line scores.

    Of the runs with a locally greatest sum of scores it is the first that comes near the greatest: comments and legal
    notices below a short article may hold more prose than it.
    """
    runs: list[tuple[int, int, int]] = []
    total, begin, best = 0, 0, (0, 0, 0)
    for i, features in enumerate(page):
        if total <= 0:
            runs.append(best)
            total, begin, best = 0, i, (0, i, i)
        total += _score(features, page)
        if total > best[0]:
            best = (total, begin, i + 1)
    runs.append(best)
    enough = _NEAR * max(worth for worth, _, _ in runs)
    return next((begin, end) for worth, begin, end in runs if worth >= enough and (worth or not enough))


def _score(features: Features, page: list[Features]) -> int:
    """What a line adds to a run: prose its length, a short line a gap, narrower where articles are interrupted."""
    if features.chrome:
        return _COMMENTS if features.chrome == "comment" else -20 if features.chrome in _INTERRUPTIONS else _GAP
    if features.caption:
        return _GAP // 3
    if features.prose:
        return min(features.weight, 400) - 30
    if features.ends_sentence and features.words >= 3:
        return features.weight // 2 - 15
    following = page[features.index + 1 : features.index + 2]
    alone = features.index > 0 and page[features.index - 1].prose and following and following[0].prose
    return _GAP // 3 if alone else _GAP


def title_line(page: list[Features], first: int) -> int | None:
    """The likeliest title above the body: long enough, no part of the site, above a byline, repeated on the page."""
    above = page[: max(first, 1)]
    parsed = [byline.parse(features.line.text) for features in above]
    sure = {i for i, found in enumerate(parsed) if found and (found.labelled or found.dated)}
    best, chosen = 0.0, None
    for i, features in enumerate(above):
        if parsed[i] is None and _may_be_title(features):
            worth = _title_worth(features, first) + (1.0 if any(i < j <= i + _BELOW for j in sure) else 0.0)
            if worth > best:
                best, chosen = worth, i
    return chosen


def _may_be_title(features: Features) -> bool:
    text = features.line.text
    fits = 12 <= features.weight <= 250 and features.words >= 3
    return fits and not (features.chrome or features.caption or features.bulleted or "://" in text)


def _title_worth(features: Features, first: int) -> float:
    worth = 2.0 + min(features.words, 8) / 4
    worth += 1.5 if features.repeats > 1 else 0.0
    worth -= 1.5 if features.ends_sentence and not features.asks else 0.0
    worth += 2.0 if features.index == 0 else 1.0 if features.index < _TOP else 0.0
    return worth - min(first - features.index, 40) / 40


def _label_bylines(
    page: list[Features], labels: list[Label], title: int | None, first: int, collected_at: datetime | None
) -> dict[int, byline.Byline]:
    """Bylines between title and body, or within the first lines of the body where none stands above it."""
    begin = max(0, title - _BEFORE_TITLE) if title is not None else max(0, first - _ABOVE)
    above = [i for i in range(begin, min(first, len(page))) if i != title]
    inside = list(range(first, min(first + _INSIDE, len(page))))
    found = bylines_among(page, above, collected_at, title) or bylines_among(page, inside, collected_at, title)
    for i, parsed in found.items():
        labels[i] = Label("byline", "byline:" + ("labelled" if parsed.labelled else "form"))
    return found


def bylines_among(
    page: list[Features], candidates: list[int], collected_at: datetime | None, title: int | None
) -> dict[int, byline.Byline]:
    """The bylines among some lines.

    A line that only looks like names counts where something surer stands next to it: a label or a date in the line
    itself or within two lines, a role, or the title right above.
    """
    parsed = {
        i: found
        for i in candidates
        if not page[i].prose and (found := byline.parse(page[i].line.text, collected_at)) is not None
    }
    sure = {i for i, found in parsed.items() if found.labelled or found.dated or any(found.roles)}
    return {
        i: found
        for i, found in parsed.items()
        if (i in sure or i - 1 == title or any(abs(i - j) <= _BESIDE for j in sure))
        and not (page[i].chrome and not found.authors)
    }


def _label_body(page: list[Features], labels: list[Label], first: int, last: int, title_key: str) -> None:
    """Kinds inside the body; lists of short lines are links to something else unless they are bulleted."""
    for features in page[first:last]:
        labels[features.index] = _body_label(features, title_key)
    for begin, end in _runs(labels, first, last):
        for i in range(begin, end):
            if not (page[i].bulleted or page[i].ends_sentence) and end - begin >= _LIST:
                labels[i] = Label("chrome", "chrome:list of short lines")
        if end == last:
            for i in range(begin, end):
                if labels[i].kind == "heading":
                    labels[i] = Label("chrome", "chrome:short lines at the end")


def _body_label(features: Features, title_key: str) -> Label:
    if features.chrome:
        return Label("chrome", f"chrome:{features.chrome}")
    if features.key == title_key or features.caption:
        return Label("caption", "caption:credit" if features.caption else "caption:repeats the title")
    if features.prose:
        return Label("paragraph", "paragraph:prose")
    if features.bulleted or (features.ends_sentence and not (features.asks and features.words <= 12)):
        return Label("paragraph", "paragraph:item" if features.bulleted else "paragraph:sentence")
    if features.words > _LONGEST_HEADING:
        return Label("paragraph", "paragraph:long")
    return Label("heading", "heading:short line between paragraphs")


def _runs(labels: list[Label], first: int, last: int) -> list[tuple[int, int]]:
    """Half-open runs of headings, with nothing but chrome and captions in between."""
    runs: list[tuple[int, int]] = []
    begin = None
    for i in range(first, last + 1):
        if i < last and labels[i].kind == "heading":
            begin = i if begin is None else begin
        elif begin is not None and (i == last or labels[i].kind == "paragraph"):
            runs.append((begin, i))
            begin = None
    return runs


def _label_dek(page: list[Features], labels: list[Label], title: int | None, bylines: dict[int, byline.Byline]) -> None:
    """A sentence between title and byline, or the one before the paragraph that begins with a dateline."""
    if title is None:
        return
    after = [i for i in bylines if i > title]
    between = [f for f in page[title + 1 : after[0]] if _may_be_dek(f)] if after else []
    if len(between) == 1:
        labels[between[0].index] = Label("dek", "dek:between title and byline")
        return
    body = [f for f in page[title + 1 :] if labels[f.index].kind in ("paragraph", "heading")][:2]
    if len(body) == 2 and dateline.dateline(body[1].line.text) and not dateline.dateline(body[0].line.text):
        labels[body[0].index] = Label("dek", "dek:before the dateline")


def _may_be_dek(features: Features) -> bool:
    return not features.chrome and not features.caption and features.words >= 6 and 30 <= features.weight <= 500
