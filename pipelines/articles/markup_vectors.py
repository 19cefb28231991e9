"""What the markup adds to the vectors of a page's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.articles.markup import HINTS, MarkLine
from pipelines.articles.vectors import Matrix

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_TAGS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "td", "blockquote", "dd", "dt", "section",
         "article", "button", "label")  # fmt: skip
_TAG_CODE = {tag: float(i) for i, tag in enumerate(_TAGS, 1)}
_REACH = 2
_WINDOW = 6
OWN = ("main", "tag", "linked", "heading", "depth_hints", "last_hint", "family", "family_main", "family_paragraphs")
NAMES = (
    *OWN,
    *HINTS,
    *(f"{name}{step:+d}" for step in (-2, -1, 1, 2) for name in ("main", "tag", "linked")),
    "main_before",
    "main_after",
    "from_first_main",
    "from_last_main",
    "main_share",
    "same_parent_before",
    "same_parent_after",
)
_HINT_CODE = {hint: float(i) for i, hint in enumerate(HINTS, 1)}


def matrix(marks: list[MarkLine], main: AbstractSet[int]) -> Matrix:
    """The vectors of a page's lines, one a row, columns as in `NAMES`.

    Args:
        marks: the lines, at least one.
        main: the numbers of those that trafilatura counts as main text.
    """
    count = len(marks)
    number = np.arange(count)
    inside = np.zeros(count, dtype=np.float32)
    inside[sorted(main)] = 1.0
    tags = np.array([_TAG_CODE.get(mark.tag, 0.0) for mark in marks])
    linked = np.array([min(1.0, mark.linked / len(mark.text)) for mark in marks])
    parents = np.array([mark.parent for mark in marks])
    hinted = np.array([[hint in mark.hints for hint in HINTS] for mark in marks], dtype=np.float32)
    columns = [
        inside,
        tags,
        linked,
        [len(mark.tag) == 2 and mark.tag[0] == "h" and mark.tag[1].isdigit() for mark in marks],
        [len(mark.hints) for mark in marks],
        [_HINT_CODE[mark.hints[-1]] if mark.hints else 0.0 for mark in marks],
        *_families(parents, inside, tags == _TAG_CODE["p"]),
        *hinted.T,
        *_beside((inside, tags, linked)),
        *_around(inside),
        *_ends(inside, number),
        np.concatenate([[0.0], parents[1:] == parents[:-1]]),
        np.concatenate([parents[1:] == parents[:-1], [0.0]]),
    ]
    return np.column_stack(columns).astype(np.float32)


def _families(parents: Any, inside: Any, paragraphs: Any) -> list[Any]:
    """How many lines have the same parent, the share of them that is main text, and how many are paragraphs."""
    _, family = np.unique(parents, return_inverse=True)
    size = np.bincount(family)
    share = np.bincount(family, weights=inside) / size
    among = np.bincount(family, weights=paragraphs.astype(float))
    return [np.minimum(size, 100)[family], share[family], np.minimum(among, 100)[family]]


def _beside(values: tuple[Any, ...]) -> list[Any]:
    count = len(values[0])
    padded = [np.pad(value, _REACH, constant_values=-1.0) for value in values]
    return [value[_REACH + step : _REACH + step + count] for step in (-2, -1, 1, 2) for value in padded]


def _around(inside: Any) -> list[Any]:
    count, number = len(inside), np.arange(len(inside))
    total = np.concatenate([[0.0], np.cumsum(inside)])
    low, high = np.maximum(number - _WINDOW, 0), np.minimum(number + 1 + _WINDOW, count)
    return [total[number] - total[low], total[high] - total[number + 1]]


def _ends(inside: Any, number: Any) -> list[Any]:
    """How far each line stands from the first and the last line of the main text, and how much of the page that is."""
    found = np.flatnonzero(inside)
    first, last = (int(found[0]), int(found[-1])) if len(found) else (0, 0)
    share = np.full(len(inside), len(found) / len(inside))
    return [np.clip(number - first, -40, 100), np.clip(number - last, -100, 40), share]
