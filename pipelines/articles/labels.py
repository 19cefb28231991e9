"""The kind of every line of a flattened page, decided from the lines alone.

Trained labellers say which lines are the article's and which is its title.  What they see of a line includes its place
beside the run of lines that holds most prose (as in Pasternack and Roth, "Extracting article text from the web with
maximum subsequence segmentation", 2009).  Rules tell bylines, deks, headings and captions apart and name the chrome.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.articles import byline, dateline, models, vectors
from pipelines.articles.sections import section

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.articles.draft import Kind
    from pipelines.articles.features import Features

# A line of at least this probability belongs to the body, or is the title if none is likelier; sentences seldom are.
LIKELY = 0.4
LIKELY_TITLE, LIKELY_SENTENCE = 0.02, 0.2
# Titles stand among the first lines of a page.
TITLES_WITHIN = 80
# Names of sections that run together, as menus do that lost their markup.
_GLUED = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
_MENU = 3
_LONG = 20
_TRAIL = re.compile(r"\S\s[»›>]\s\S")
_GAP = -70
# More than a paragraph is worth: what follows the comments' heading is never the article's end.
_COMMENTS = -2000
# Chrome that stands in the middle of articles.
_INTERRUPTIONS = frozenset({"advert", "media", "separator"})
_NEAR = 0.7
# What a byline below adds even to a line that is hardly likely to be the title.
_SIGNED = 0.01
# Headlines that quote begin with a dash in some countries.
_DASHES = "-–—"
_INSIDE_TITLES = ":,;"
# The link to the text that many pages begin with.
_SKIPS = re.compile(
    r"(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|search|article)|(?:direkt )?zum (?:haupt)?inhalt\b"
    r"|(?:aller|passer|accéder) (?:directement )?au contenu\b|(?:saltar|ir) al contenido\b"
    r"|(?:vai|passa|salta) al contenuto\b|(?:pular|ir|saltar) para o conteúdo\b"
    r"|(?:direct )?(?:ga )?naar (?:de )?(?:hoofd)?inhoud\b"
    r"|(?:gå|hopp|hoppa|hop|spring) (?:videre )?(?:til|till|over) (?:huvud|hoved)?(?:innehåll|innhold|indhold)"
    r"|przejdź do (?:treści|głównej)|перейти к (?:содержани|основн)",
    re.IGNORECASE,
)
_LONGEST_REST = 150
_FEWEST_DEK_WORDS, _LONG_DEK, _LONGEST_DEK = 6, 75, 500
_WORD = re.compile(r"\w{3,}")
_BEFORE_TITLE = 3
_INSIDE = 8
_BELOW = 4
_FEWEST = 3
_ABOVE = 12
_BESIDE = 2
_NAMED_WITHIN = 8
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
    labels = [_label_outside(features) for features in page]
    if not page:
        return Labelling(labels, {})
    seen = vectors.matrix(page, body_span(page))
    body = _body(page, models.predict(models.BODY, seen))
    title = title_line(page, seen)
    if title is not None:
        labels[title] = Label("title", "title:labelled")
        if _goes_on(page, title):
            labels[title + 1] = Label("title", "title:goes on")
    key = page[title].key if title is not None else ""
    first = min((i for i in body if page[i].prose and (title is None or i > title)), default=max(body, default=0))
    bylines = _label_bylines(page, labels, title, first, collected_at)
    last = _comments_begin(page, body)
    for i in sorted(body - {title} - bylines.keys() - {i for i, given in enumerate(labels) if given.kind == "title"}):
        if i < last:
            labels[i] = _body_label(page[i], key)
    for i in range(first, min(last, max(body, default=0))):
        if page[i].key == key and i not in body:
            labels[i] = Label("caption", "caption:repeats the title")
    _drop_loose_headings(labels)
    _label_dek(page, labels, title, bylines)
    return Labelling(labels, bylines)


def _body(page: list[Features], likely: np.ndarray[Any, Any]) -> set[int]:
    """The lines that are likely the article's, and if no sentence is among them, the likeliest sentence of the page."""
    body = set(np.flatnonzero(likely >= LIKELY).tolist())
    prose = [features.index for features in page if features.prose and not features.chrome]
    if prose and not body.intersection(prose):
        body.add(max(prose, key=lambda i: float(likely[i])))
    return body


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


def title_line(page: list[Features], seen: vectors.Matrix) -> int | None:
    """The likeliest title among the first lines, given the vectors of all; None where no line is likely.

    A line that ends the trail from the home page is it.  A line right above a byline is as likely again, and needs to
    be hardly likely at all.
    """
    able = [features.index for features in page[:TITLES_WITHIN] if _may_be_title(features)]
    if not able:
        return None
    trails = [features.key for features in page[:TITLES_WITHIN] if _TRAIL.search(features.line.text)]
    ended = next((i for i in able if len(page[i].key) >= _LONG and any(t.endswith(page[i].key) for t in trails)), None)
    if ended is not None:
        return ended
    likely = models.predict(models.TITLE, seen[able])
    best = int(np.argmax(likely))
    worth, signed = float(likely[best]), False
    above = _Signed(page)
    # Twice as likely is the most that a byline makes a line: to read one costs more than all the rest.
    for k in np.flatnonzero(2 * likely + _SIGNED >= worth).tolist():
        if above(able[k]) and 2 * likely[k] + _SIGNED > worth:
            best, worth, signed = k, 2 * float(likely[k]) + _SIGNED, True
    prose = page[able[best]].prose
    return able[best] if worth >= (LIKELY_SENTENCE if prose else LIKELY_TITLE) or (signed and not prose) else None


def _goes_on(page: list[Features], title: int) -> bool:
    """Whether the title is broken, and its rest stands on the next line: that begins in the middle of a sentence."""
    if page[title].ends_sentence or title + 1 == len(page):
        return False
    features = page[title + 1]
    text = features.line.text
    begins_inside = text[0].islower() or text[0] in _INSIDE_TITLES
    plain = not (features.prose or features.chrome or features.caption or "@" in text or "://" in text)
    return begins_inside and plain and 8 <= features.weight <= _LONGEST_REST and byline.parse(text) is None


class _Signed:
    """Whether a byline surely stands right below a line that is none itself."""

    def __init__(self, page: list[Features]) -> None:
        self._page = page
        self._parsed: dict[int, byline.Byline | None] = {}

    def __call__(self, i: int) -> bool:
        below = range(i + 1, min(i + 1 + _BELOW, len(self._page)))
        return any(self._is_sure(j) for j in below) and self._parse(i) is None

    def _is_sure(self, i: int) -> bool:
        found = self._parse(i)
        return found is not None and (found.labelled or (found.dated and bool(found.authors)))

    def _parse(self, i: int) -> byline.Byline | None:
        if i not in self._parsed:
            self._parsed[i] = byline.parse(self._page[i].line.text)
        return self._parsed[i]


def _may_be_title(features: Features) -> bool:
    text = features.line.text
    fits = 12 <= features.weight <= 250 and features.words >= 2
    return fits and not (
        features.chrome
        or (features.bulleted and text[0] not in _DASHES)
        or text[0] in _INSIDE_TITLES
        or _SKIPS.match(text)
        or "://" in text
        or section(text)
        or _TRAIL.search(text)
        or len(_GLUED.findall(text)) >= _MENU
    )


def _label_bylines(
    page: list[Features], labels: list[Label], title: int | None, first: int, collected_at: datetime | None
) -> dict[int, byline.Byline]:
    """Bylines between title and body, or within the first lines of the body where none stands above it."""
    begin = max(0, title - _BEFORE_TITLE) if title is not None else max(0, first - _ABOVE)
    above = [i for i in range(begin, min(first, len(page))) if i != title]
    inside = list(range(first, min(first + _INSIDE, len(page))))
    said = "\n".join(f.line.text for f in page if f.index == title or (f.index >= first and f.prose and not f.chrome))
    found = bylines_among(page, above + inside, collected_at, title, said)
    for i, parsed in found.items():
        labels[i] = Label("byline", "byline:" + ("labelled" if parsed.labelled else "form"))
    return found


def bylines_among(
    page: list[Features], candidates: list[int], collected_at: datetime | None, title: int | None, said: str
) -> dict[int, byline.Byline]:
    """The bylines among some lines.

    A line that only looks like names counts right above the first paragraph and below the title, or where something
    surer stands next to it: a label or a date in the line itself or within two lines, or a role.  It does not count
    where the article speaks of the same people: then they are in the picture, or what it is about.

    Args:
        page: the lines.
        candidates: the numbers of those that may be bylines.
        collected_at: what relative times are counted from.
        title: the title's line.
        said: what title and article say.
    """
    parsed = {
        i: found
        for i in candidates
        if not page[i].prose and (found := byline.parse(page[i].line.text, collected_at)) is not None
    }
    sure = {i for i, found in parsed.items() if found.labelled or found.dated or any(found.roles)}
    prose = next((i for i in candidates if page[i].prose and not page[i].chrome and i > (title or 0)), None)
    below = range(title + 1, min(prose, title + 1 + _NAMED_WITHIN)) if title is not None and prose else ()
    return {
        i: found
        for i, found in parsed.items()
        if (
            i in sure
            or (
                (i - 1 == title or i in below or any(abs(i - j) <= _BESIDE for j in sure))
                and not _is_spoken_of(found, said)
            )
        )
        and not (page[i].chrome and not found.authors)
    }


def _is_spoken_of(found: byline.Byline, said: str) -> bool:
    """Whether an article names any of the authors by their last name."""
    return any(re.search(rf"(?<!\w){re.escape(name.split()[-1])}(?!\w)", said) for name in found.authors)


def _body_label(features: Features, title_key: str) -> Label:
    if features.chrome:
        return Label("chrome", f"chrome:{features.chrome}")
    if features.key == title_key:
        return Label("caption", "caption:repeats the title")
    if features.prose:
        return Label("paragraph", "paragraph:prose")
    if features.bulleted or (features.ends_sentence and not (features.asks and features.words <= 12)):
        return Label("paragraph", "paragraph:item" if features.bulleted else "paragraph:sentence")
    if features.words > _LONGEST_HEADING:
        return Label("paragraph", "paragraph:long")
    return Label("heading", "heading:short line between paragraphs")


def _comments_begin(page: list[Features], body: set[int]) -> int:
    """The line that heads the comments: below several paragraphs, with no more than half as many again behind it."""
    paragraphs = [i for i in sorted(body) if page[i].prose]
    for features in page:
        if features.chrome == "comment":
            before = bisect_left(paragraphs, features.index)
            if before >= _FEWEST and 2 * (len(paragraphs) - before) <= 3 * before:
                return features.index
    return len(page)


def _drop_loose_headings(labels: list[Label]) -> None:
    """A heading that no paragraph follows belongs to what comes after the article."""
    for i in range(len(labels) - 1, -1, -1):
        if labels[i].kind == "paragraph":
            return
        if labels[i].kind == "heading":
            labels[i] = Label("chrome", "chrome:heading of nothing")


def _label_dek(page: list[Features], labels: list[Label], title: int | None, bylines: dict[int, byline.Byline]) -> None:
    """A sentence between title and byline, or the one before the paragraph that begins with a dateline."""
    if title is None:
        return
    after = [i for i in bylines if i > title]
    between = [f for f in page[title + 1 : after[0]] if _may_be_dek(f, page[title])] if after else []
    if len(between) == 1:
        labels[between[0].index] = Label("dek", "dek:between title and byline")
        return
    body = [f for f in page[title + 1 :] if labels[f.index].kind in ("paragraph", "heading")][:2]
    if len(body) == 2 and dateline.dateline(body[1].line.text) and not dateline.dateline(body[0].line.text):
        labels[body[0].index] = Label("dek", "dek:before the dateline")


def _may_be_dek(features: Features, title: Features) -> bool:
    """A sentence, or as long as one, that says more than the title does."""
    if features.chrome or features.caption or features.words < _FEWEST_DEK_WORDS or features.weight > _LONGEST_DEK:
        return False
    words, known = ({*_WORD.findall(line.line.text.lower())} for line in (features, title))
    return (features.prose or features.weight >= _LONG_DEK) and 2 * len(words & known) <= len(words)
