"""Lines as vectors for the trained labellers: form, words, neighbours and place of a line, whatever its language.

The features follow Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using shallow text features" (2010), with
the distance to the best contiguous span and the words shared with it added.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.articles.calendar_words import MONTH
from pipelines.articles.chrome import SORTS
from pipelines.articles.relative_words import AGO

if TYPE_CHECKING:
    from pipelines.articles.features import Features

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]")
# As many characters of a line tell its form.
_SAMPLE = 240
# These two are for lines in lower case.
_DATE = re.compile(rf"(?<!\w)(?:(?:19|20)\d\d(?!\d)|{MONTH})|\d{{1,2}}[:.]\d\d")
_BY = re.compile(r"\W{0,3}(?:by|von|par|por|di|door|av|af|autor(?:in)?|author|text|written|reported|oleh)\b")
_AGO_WORDS = ("ago", "vor ", "il y a", "hace ")
_LONGEST_STAMP = 160
_FAR = 40
# Words of four letters and more are compared; one is rare that one or two other lines have.
_LONG_WORD = re.compile(r"\S{4,}")
_RARE = 2

OWN = (
    "weight", "words", "ends_sentence", "asks", "bulleted", "prose", "caption", "sort", "repeats", "capitals",
    "capitalised", "digits", "marks", "commas", "mean_word", "short_words", "begins_lower", "begins_digit", "quoted",
    "colon_end", "dots_end", "address", "at_sign", "dated", "ago", "by", "bar", "bracketed", "gap_before", "gap_after",
)  # fmt: skip
_NEIGHBOURS = (
    "weight",
    "words",
    "prose",
    "sort",
    "ends_sentence",
    "capitalised",
    "dated",
    "by",
    "caption",
    "gap_before",
)
_STEPS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (2, 5, 10)
PLACE = (
    "index", "from_end", "share_of_page", "lines", "prose_lines", "prose_weight", "prose_before", "prose_after",
    "span_first", "span_last", "span_inside", "span_weight", "span_share", "shared_words", "shared_rare",
    "since_related", "since_comment", "since_prose", "until_prose", "short_run", "first_saying", "against_mean",
)  # fmt: skip
NAMES = (
    *OWN,
    *(f"{name}{step:+d}" for step in _STEPS for name in _NEIGHBOURS),
    *(f"{name}_{side}_{width}" for width in _WINDOWS for side in ("before", "after") for name in ("prose", "short")),
    *PLACE,
)
_COLUMN = {name: i for i, name in enumerate(NAMES)}
_SORT_CODE = {sort: float(i) for i, sort in enumerate(SORTS, 1)}

Matrix = np.ndarray[Any, np.dtype[np.float32]]


def matrix(page: list[Features], span: tuple[int, int]) -> Matrix:
    """The vectors of a page's lines, one a row, columns as in `NAMES`.

    Args:
        page: the lines, at least one.
        span: half-open run of lines that the rules take for the body.
    """
    own = np.array([_own(features) for features in page], dtype=np.float32)
    starts = np.array([features.line.start for features in page])
    ends = np.array([features.line.end for features in page])
    gaps = np.minimum(starts[1:] - ends[:-1], 20)
    own[1:, _COLUMN["gap_before"]] = gaps
    own[:-1, _COLUMN["gap_after"]] = gaps
    return np.hstack([own, _neighbours(own), _windows(own), _places(page, own, span)]).astype(np.float32)


def _own(features: Features) -> list[float]:
    text = features.line.text
    length = len(text)
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    joined = "".join(words)
    count = max(1, len(words))
    letters = len(joined)
    digits = len(_DIGIT.findall(sample))
    capitalised = sum([word[0].isupper() for word in words])
    begins = text[0]
    low = text.lower() if length <= _LONGEST_STAMP else ""
    return [
        min(features.weight, 2000),
        min(features.words, 400),
        features.ends_sentence,
        features.asks,
        features.bulleted,
        features.prose,
        features.caption,
        _SORT_CODE.get(features.chrome or "", 0.0),
        min(features.repeats, 10),
        len(_UPPER.findall(joined)) / max(1, letters) if capitalised else 0.0,
        capitalised / count,
        digits / len(sample),
        (len(sample) - letters - digits - sample.count(" ")) / len(sample),
        text.count(",") + text.count("،") + text.count("、"),
        letters / count,
        sum([len(word) <= 3 and word[0].islower() for word in words]) / count,
        begins.islower(),
        begins.isdigit(),
        begins in "\"“„«‘「'”",
        text[-1] == ":",
        text.endswith(("...", "…")),
        "://" in text or "www." in text,
        "@" in text,
        digits > 0 and _DATE.search(low) is not None,
        any(word in low for word in _AGO_WORDS) and any(pattern.search(low) for pattern in AGO),
        _BY.match(low) is not None,
        "|" in text or "•" in text or "·" in text or " / " in text,
        begins in "([" or text[-1] in ")]",
        0.0,
        0.0,
    ]


def _neighbours(own: Matrix) -> Matrix:
    """What the lines before and after look like; -1 beyond the page."""
    chosen = own[:, [_COLUMN[name] for name in _NEIGHBOURS]]
    reach = max(_STEPS)
    padded = np.pad(chosen, ((reach, reach), (0, 0)), constant_values=-1.0)
    return np.hstack([padded[reach + step : reach + step + len(own)] for step in _STEPS])


def _windows(own: Matrix) -> Matrix:
    """Characters of prose and number of short lines among the 2, 5 and 10 lines before and after."""
    prose = own[:, _COLUMN["prose"]] * np.minimum(own[:, _COLUMN["weight"]], 500)
    short = (own[:, _COLUMN["weight"]] < 60).astype(np.float32)
    number = np.arange(len(own))
    columns = []
    sums = [np.concatenate([[0.0], np.cumsum(values)]) for values in (prose, short)]
    for width in _WINDOWS:
        low, high = np.maximum(number - width, 0), np.minimum(number + 1 + width, len(own))
        columns += [total[number] - total[low] for total in sums]
        columns += [total[high] - total[number + 1] for total in sums]
    return np.column_stack(columns).astype(np.float32)


def _places(page: list[Features], own: Matrix, span: tuple[int, int]) -> Matrix:
    count, (first, last) = len(page), span
    number = np.arange(count)
    prose = own[:, _COLUMN["prose"]] > 0
    weight = np.minimum(own[:, _COLUMN["weight"]], 500) * prose
    before = np.concatenate([[0.0], np.cumsum(weight)])
    total = max(1.0, float(before[-1]))
    inside = (number >= first) & (number < last)
    in_span = float(before[last] - before[first])
    sort = own[:, _COLUMN["sort"]]
    shared, rare = _shared_words(page, prose & inside)
    means = [features.weight for features in page[first:last] if features.prose]
    mean = sum(means) / len(means) if means else 1.0
    columns = [
        np.minimum(number, 200),
        np.minimum(count - number, 200),
        number / count,
        np.full(count, min(count, 1000)),
        np.full(count, float(prose.sum())),
        np.full(count, total),
        before[:-1] / total,
        (total - before[1:]) / total,
        np.clip(number - first, -_FAR, 200),
        np.clip(number - last, -200, _FAR),
        inside,
        np.full(count, in_span),
        np.full(count, in_span / total),
        shared,
        rare,
        _since(sort == _SORT_CODE["related"]),
        _since(sort == _SORT_CODE["comment"]),
        _since(prose),
        _since(prose[::-1])[::-1],
        _runs(own[:, _COLUMN["weight"]] < 60),
        _first_saying(page),
        np.minimum(own[:, _COLUMN["weight"]] / mean, 5.0),
    ]
    return np.column_stack(columns).astype(np.float32)


def _shared_words(page: list[Features], inside: np.ndarray[Any, Any]) -> tuple[list[float], list[float]]:
    """The share of each line's longer words that another line of the span holds, and that one or two others hold."""
    spoken = [frozenset(_LONG_WORD.findall(features.line.text[:_SAMPLE].lower())) for features in page]
    among = inside.tolist()
    held = Counter(word for line, counts in zip(spoken, among, strict=True) if counts for word in line)
    shared, rare = [], []
    for line, counts in zip(spoken, among, strict=True):
        found = [n for word in line if (n := held.get(word, 0) - counts) > 0]
        shared.append(len(found) / max(1, len(line)))
        rare.append(sum([n <= _RARE for n in found]) / max(1, len(line)))
    return shared, rare


def _since(marked: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """How many lines after the last marked line each line stands, at most 40."""
    number = np.arange(len(marked))
    last = np.maximum.accumulate(np.where(marked, number, -_FAR))
    return np.minimum(number - last, _FAR)


def _runs(short: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The length of the run of short lines around each short line; 0 for a long one."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], short, [False]]).astype(np.int8)))
    out = np.zeros(len(short))
    for begin, end in list(pairwise(edges.tolist()))[::2]:
        out[begin:end] = min(end - begin, _FAR)
    return out


def _first_saying(page: list[Features]) -> list[float]:
    """1 where a line is the first of several that say the same, 2 where it is a later one."""
    seen: set[str] = set()
    out = []
    for features in page:
        out.append(2.0 if features.key in seen else 1.0 if features.repeats > 1 else 0.0)
        seen.add(features.key)
    return out
