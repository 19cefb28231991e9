"""Which lines of a page are its main text: trafilatura's answer, found again among the page's own lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from pipelines.articles.features import key_of
from pipelines.articles.markup import MarkLine, Tree

_SHORT = 24
_ENDS = 24


def main_lines(tree: Tree, page: list[MarkLine]) -> set[int]:
    """The numbers of the lines that trafilatura counts as main text (Barbaresi 2021, "Trafilatura").

    Its text is found again by letters and digits alone, in the order of the page; a line belongs to it if half of the
    line is found.  Empty where it finds no article.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(tree, include_comments=False, with_metadata=False, fast=True)
    text = getattr(found, "text", None) or ""
    return aligned([key_of(line.text) for line in page], [key_of(part) for part in text.split("\n")])


def aligned(page: list[str], wanted: list[str]) -> set[int]:
    """The numbers of the keys in `page` of which half is covered by the keys in `wanted`, matched in order."""
    starts = [0, *accumulate(map(len, page))]
    whole = "".join(page)
    lines: dict[str, list[int]] = {}
    for start, key in zip(starts, page, strict=False):
        lines.setdefault(key, []).append(start)
    covered = [0] * len(page)
    cursor = 0
    for key in filter(None, wanted):
        span = _line(lines, key, cursor) if len(key) < _SHORT else _find(whole, key, cursor) or _find(whole, key, 0)
        if span is None:
            continue
        begin, cursor = span
        line = bisect_right(starts, begin) - 1
        while line < len(page) and starts[line] < cursor:
            covered[line] += min(cursor, starts[line + 1]) - max(begin, starts[line])
            line += 1
    return {i for i, key in enumerate(page) if key and 2 * covered[i] >= len(key)}


def _line(lines: dict[str, list[int]], key: str, cursor: int) -> tuple[int, int] | None:
    """Half-open span of the next line that is the key, or of the first one."""
    found = lines.get(key)
    if not found:
        return None
    at = bisect_left(found, cursor)
    begin = found[at] if at < len(found) else found[0]
    return begin, begin + len(key)


def _find(whole: str, key: str, cursor: int) -> tuple[int, int] | None:
    """Half-open span of a key; the middle of a long one may differ."""
    begin = whole.find(key, cursor)
    if begin >= 0:
        return begin, begin + len(key)
    if len(key) < 3 * _ENDS:
        return None
    begin = whole.find(key[:_ENDS], cursor)
    end = whole.find(key[-_ENDS:], begin + _ENDS) if begin >= 0 else -1
    end += _ENDS
    return (begin, end) if begin >= 0 and end >= _ENDS and end - begin <= 1.5 * len(key) + 50 else None
