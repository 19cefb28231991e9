"""The dek of an HTML page: which line between the title and the second paragraph sums the article up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.articles import models
from pipelines.articles.features import Features, key_of
from pipelines.articles.markup import MarkLine

if TYPE_CHECKING:
    from pipelines.articles.vectors import Matrix

NAMES = (
    "hinted_last", "hinted", "described", "heading", "nothing_before", "little_before", "apart_from_next",
    "apart_from_title", "beside_title", "prose", "weight", "linked", "in_body", "first_of_body",
    "siblings_after", "distance", "ends_sentence", "sentences",
    "next_weight", "between",
)  # fmt: skip
# A line of at least this probability is the dek if none is likelier.
LIKELY = 0.33
_REACH = 30
_BEFORE = 8
_FEWEST_WORDS, _HEAVIEST = 3, 700
_DESCRIBED, _DESCRIBED_IN_PART = 25, 40
_NEAR = 5
_SUBHEADINGS = ("h2", "h3", "h4")


def title_line(page: Sequence[Features], marks: Sequence[MarkLine], title: str | None, first: int) -> int | None:
    """The line that prints the title: the last one above the first paragraph that does, else a main heading there.

    Args:
        page: the lines.
        marks: the same lines in their markup.
        title: the article's title.
        first: the first line of the body.
    """
    key = key_of(title or "")
    same = [i for i, features in enumerate(page) if key and features.key == key]
    above = [i for i in same if i <= first] or [i for i, mark in enumerate(marks[: first + 1]) if mark.tag == "h1"]
    return above[-1] if above else next(iter(same), None)


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a page before its dek is.

    Attributes:
        page: the lines.
        marks: the same lines in their markup.
        title: the title's line.
        body: the lines of the body, bylines among them.
        other: lines that are something else.
        description: what the page says to machines that it is about.
    """

    page: Sequence[Features]
    marks: Sequence[MarkLine]
    title: int | None
    body: AbstractSet[int]
    other: Collection[int]
    description: str | None

    def candidates(self) -> list[int]:
        """The lines that may be the dek: below the title, up to the second paragraph."""
        page, title = self.page, self.title
        first = min((i for i in self.body if page[i].prose), default=min(self.body, default=0))
        begin = title + 1 if title is not None and title <= first else max(0, first - _BEFORE)
        second = min((i for i in self.body if i > first and page[i].words >= _FEWEST_WORDS), default=first)
        key = page[title].key if title is not None else None
        return [
            i
            for i in range(begin, min(len(page), second + 1, begin + _REACH))
            if page[i].key != key and page[i].words >= _FEWEST_WORDS and page[i].weight <= _HEAVIEST
        ]


def matrix(opening: Opening, able: Sequence[int]) -> Matrix:
    """The vectors of some lines, one a row, columns as in `NAMES`."""
    page, marks, title = opening.page, opening.marks, opening.title
    described = key_of(opening.description or "")
    above = marks[title] if title is not None else None
    prose = [i for i in sorted(opening.body) if page[i].prose]
    first = min(opening.body, default=-1)
    rows = []
    shown = 0
    for i in able:
        mark, features = marks[i], page[i]
        own = _own_hints(mark.hints, above.hints if above else ())
        following = next((j for j in prose if j > i), None)
        rows.append(
            [
                "dek" in own[-1:],
                "dek" in own,
                _is_described(features.key, described),
                mark.tag in _SUBHEADINGS,
                shown == 0,
                shown <= 2,
                following is not None and marks[following].parent != mark.parent,
                above is not None and above.parent != mark.parent,
                above is not None and above.parent == mark.parent,
                features.prose,
                features.weight,
                mark.linked / len(mark.text),
                i in opening.body,
                i == first,
                sum(other.parent == mark.parent for other in marks[i + 1 : i + 1 + _NEAR]),
                i - (able[0] if title is None else title),
                features.ends_sentence,
                min(features.line.text.count(". ") + features.ends_sentence, 9),
                page[following].weight if following is not None else 0,
                following - i if following is not None else -1,
            ]
        )
        shown += not features.chrome
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(NAMES))


def dek(opening: Opening) -> int | None:
    """The line that is the dek, None where none is likely."""
    able = opening.candidates()
    if not able:
        return None
    likely = models.predict(models.DEK, matrix(opening, able))
    likely[[i in opening.other for i in able]] = 0.0
    best = int(np.argmax(likely))
    return able[best] if likely[best] >= LIKELY else None


def _own_hints(hints: tuple[str, ...], around: tuple[str, ...]) -> list[Any]:
    """What the elements around a line say that are not around the title too."""
    return [hint for n, hint in enumerate(hints) if not (n < len(around) and around[n] == hint)]


def _is_described(key: str, described: str) -> bool:
    """Whether a line says what the description says, or one of them goes on where the other ends."""
    if key == described:
        return len(key) >= _DESCRIBED
    shorter, longer = sorted((key, described), key=len)
    return len(shorter) >= _DESCRIBED_IN_PART and longer.startswith(shorter)
