"""Quotation marks in plain text: which stretches stand between them.

The text alone decides, line by line, in one pass over the marks of a line: typographic, straight and mixed pairs,
guillemets, low marks („…“), TeX marks (``…''), doubled single ones (‘‘…’’), British single marks. The outermost pair
wins and what is nested in it stays text. Apostrophes, possessives, inch and foot marks open and close nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r]+")
_DOUBLE = re.compile(r"``|''|‘‘|’’(?![’”])|[“”„‟«»〝〞〟\"]")
_SINGLE = re.compile(r"(?<!')'(?!')|[‘’‚‛]")
# What may stand on the inner side of a word that leans on a mark.
_BEFORE_OPENING = frozenset("([{<—–-/‘'“\"«„")
_AFTER_CLOSING = frozenset(".,;:!?…)]}>—–-/’'”\"»")
_CLOSERS = {
    "“": frozenset(("”", "〞", '"', "''", "’’")),
    "„": frozenset(("“", "”", "‟", '"')),
    "‟": frozenset(("”", '"')),
    "«": frozenset("»"),
    "»": frozenset("«"),
    "”": frozenset("”"),
    "〝": frozenset(("〞", "〟")),
    '"': frozenset(('"', "”")),
    "``": frozenset(("''", "’’", '"', "”")),
    "‘‘": frozenset(("’’", "”", '"')),
    "''": frozenset(("''",)),
}
# Words that drop their first letters: 'em, ’til, '90s.
_CLIPPED = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|cos|round|bout|n)\b", re.IGNORECASE)
# Deeper nesting is noise, and a bound keeps the work linear.
_DEEPEST = 4
# The longest single-marked stretch, in characters, that a mark which may be a possessive is trusted to close.
_TRUSTED_BY_POSSESSIVE = 60


type _Pair = tuple[int, int, int, bool]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text between quotation marks. All offsets are half-open code points into the text.

    Attributes:
        start: first character inside the marks that is no white space.
        end: character after the last inside the marks that is no white space.
        outer_start: first character of the opening mark.
        outer_end: character after the closing mark; `end` where nothing closes.
        closed: whether a closing mark stands in the same line.
        continues: nothing closes it and the next line opens with a mark again: the speaker goes on there.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark, its place, and whether what surrounds it lets it open or close something."""

    at: int
    sign: str
    opening: bool
    closing: bool
    before: str
    after: str

    @property
    def end(self) -> int:
        return self.at + len(self.sign)


def quotations(text: str) -> list[Quotation]:
    """Stretches between quotation marks, by place; no two overlap and none leaves its line.

    A pair with neither letter nor digit in it is none. A mark that nothing closes runs to the end of its line.
    """
    lines = [m.span() for m in _LINE.finditer(text) if not m.group().isspace()]
    found: list[Quotation] = []
    for at, (start, end) in enumerate(lines):
        following = lines[at + 1][0] if at + 1 < len(lines) else len(text)
        opens_again = _opens(text, following)
        doubles = _pairs(text, start, end)
        singles = _single_pairs(text, start, end, opens_again)
        for pair in _outermost(doubles, singles):
            quotation = _trimmed(text, *pair, continues=not pair[-1] and opens_again)
            if quotation is not None:
                found.append(quotation)
    return found


def _opens(text: str, start: int) -> bool:
    """Whether the line that begins here begins with an opening mark."""
    while start < len(text) and text[start].isspace():
        start += 1
    return text.startswith(("“", '"', "«", "„", "‘", "``", "〝"), start)


def _trimmed(text: str, outer_start: int, start: int, end: int, closed: bool, *, continues: bool) -> Quotation | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    outer_end = end
    if closed:
        while text[outer_end].isspace():
            outer_end += 1
        outer_end += 2 if text.startswith(("''", "’’"), outer_end) else 1
    return Quotation(start, end, outer_start, outer_end, closed, continues)


def _marks(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[_Mark]:
    found = []
    for match in pattern.finditer(text, start, end):
        at, stop = match.span()
        before = text[at - 1] if at > start else " "
        after = text[stop] if stop < end else " "
        leans_right = before.isspace() or before in _BEFORE_OPENING
        leans_left = after.isspace() or after in _AFTER_CLOSING
        found.append(
            _Mark(
                at,
                match.group(),
                opening=leans_right and not after.isspace(),
                closing=leans_left and not before.isspace(),
                before=before,
                after=after,
            )
        )
    return found


def _pairs(text: str, start: int, end: int) -> list[_Pair]:
    """Outermost pairs of double marks in a line: outer start, inner start, inner end, closed."""
    marks = _marks(_DOUBLE, text, start, end)
    balance, closer_ahead = _ahead(marks)
    found: list[_Pair] = []
    open_marks: list[_Mark] = []
    for at, mark in enumerate(marks):
        if not open_marks:
            if _can_open(marks, at, text):
                open_marks.append(mark)
        elif len(open_marks) < _DEEPEST and _nests(open_marks[-1], mark, balance[at], closer_ahead[at]):
            open_marks.append(mark)
        elif _shuts(open_marks, marks, at, closer_ahead[at]):
            while not _closes(open_marks, mark):
                open_marks.pop()
            opened = open_marks.pop()
            if not open_marks:
                found.append((opened.at, opened.end, mark.at, True))
    if open_marks and open_marks[0].end < end:
        found.append((open_marks[0].at, open_marks[0].end, end, False))
    return found


def _ahead(marks: list[_Mark]) -> tuple[list[int], list[bool]]:
    """For each mark: surplus of ” over “ from here on, and whether a ” comes after it before the next “."""
    balance, closer = [0] * len(marks), [False] * len(marks)
    surplus, coming = 0, False
    for at in range(len(marks) - 1, -1, -1):
        sign = marks[at].sign
        closer[at] = coming
        surplus += (sign == "”") - (sign == "“")
        balance[at] = surplus
        if sign in ("“", "”", "‘‘"):
            coming = sign == "”"
    return balance, closer


def _can_open(marks: list[_Mark], at: int, text: str) -> bool:
    """Whether a mark opens a pair where none is open."""
    mark = marks[at]
    if mark.sign in ("“", "„", "«", "``", "‘‘", "〝"):
        return True
    if mark.sign == '"':
        return not mark.before.isdigit() and (mark.before.isspace() or not mark.after.isspace())
    if mark.sign == "''":
        return mark.opening
    if mark.sign in ("”", "»"):  # ”…” and »…« where such are in use
        other = mark.sign if mark.sign == "”" else "«"
        stands_free = mark.before.isspace() and text[mark.end : mark.end + 1] not in ".,;:!?"
        return stands_free and at + 1 < len(marks) and marks[at + 1].sign == other
    return False


def _nests(top: _Mark, mark: _Mark, balance: int, closer_ahead: bool) -> bool:
    """Whether a mark opens a pair inside an open one. Same marks nest only where enough closers are left for both."""
    if not mark.opening or mark.closing:
        return False
    if mark.sign == '"':
        return top.sign == "“" and closer_ahead
    if mark.sign == "“":
        return balance >= 1 if top.sign == "“" else top.sign != "„" and closer_ahead
    return False


def _closes(open_marks: list[_Mark], mark: _Mark) -> bool:
    """Whether a mark closes the innermost open one; a ” rather closes a “ further out than a straight mark."""
    top = open_marks[-1]
    if mark.sign == "”" and top.sign == '"' and any(opened.sign == "“" for opened in open_marks):
        return False
    return mark.sign in _CLOSERS[top.sign] or _miswritten(top, mark)


def _miswritten(top: _Mark, mark: _Mark) -> bool:
    """An opening mark in the place of a closing one: “so“ he said."""
    return top.sign in ("“", '"') and mark.sign == "“" and mark.closing and not mark.opening


def _shuts(open_marks: list[_Mark], marks: list[_Mark], at: int, closer_ahead: bool) -> bool:
    """Whether a mark closes one of the open pairs."""
    top, mark = open_marks[-1], marks[at]
    if _miswritten(top, mark):
        return not closer_ahead
    if mark.sign == "’’" and closer_ahead:
        return False
    if mark.sign == '"' and (_is_inch(marks, at) or (top.sign == "“" and closer_ahead and not mark.closing)):
        return False
    return any(mark.sign in _CLOSERS[opened.sign] for opened in open_marks)


def _is_inch(marks: list[_Mark], at: int) -> bool:
    """A straight mark after a digit while a straight pair is open, where the next one is there to close the pair."""
    mark = marks[at]
    if not mark.before.isdigit() or not mark.after.isspace() or at + 1 == len(marks):
        return False
    following = marks[at + 1]
    return following.sign == '"' and following.closing and not following.opening


def _single_pairs(text: str, start: int, end: int, opens_again: bool) -> list[_Pair]:
    """Pairs of single marks in a line, apart from how they lie to double ones."""
    marks = [m for m in _marks(_SINGLE, text, start, end) if m.opening or m.closing]
    found: list[_Pair] = []
    opened: _Mark | None = None
    possible: _Mark | None = None
    for mark in marks:
        if mark.sign in "‘'‚‛" and mark.opening and not _CLIPPED.match(text, mark.end):
            if opened and possible and possible.at - opened.at <= _TRUSTED_BY_POSSESSIVE:
                found.append((opened.at, opened.end, possible.at, True))
            opened, possible = mark, None
        elif opened and mark.closing and mark.sign in "’'‘" and mark.at > opened.end:
            if _may_be_apostrophe(text, mark):
                possible = mark
            else:
                found.append((opened.at, opened.end, mark.at, True))
                opened = possible = None
    if opened and possible and possible.at - opened.at <= _TRUSTED_BY_POSSESSIVE:
        found.append((opened.at, opened.end, possible.at, True))
    elif opened and opened.sign == "‘" and opens_again and _begins_sentence(text[start : opened.at]):
        found.append((opened.at, opened.end, end, False))
    return found


def _begins_sentence(before: str) -> bool:
    """Whether nothing stands before a mark in its line, or a whole sentence does."""
    return not before.strip() or (before[-1].isspace() and before.rstrip()[-1] in ".!?")


def _may_be_apostrophe(text: str, mark: _Mark) -> bool:
    """The players’ union, talkin’ to: a word's last letter is s or n, and a word follows."""
    following = text[mark.end + 1 : mark.end + 2]
    return mark.before in "snSN" and mark.after == " " and following.isalnum()


def _outermost(doubles: list[_Pair], singles: list[_Pair]) -> list[_Pair]:
    """All pairs but those inside another, by place; a single pair that cuts into a double one is dropped."""
    starts = [double[0] for double in doubles]
    kept = [s for s in singles if not any(_cuts(s, d) for d in _near(s, doubles, starts))]
    outer: list[_Pair] = []
    for pair in sorted([*doubles, *kept]):
        if not outer or pair[0] >= outer[-1][2]:
            outer.append(pair)
    return outer


def _near(single: _Pair, doubles: list[_Pair], starts: list[int]) -> Iterator[_Pair]:
    """The double pairs that share characters with a single one."""
    for double in doubles[max(0, bisect_right(starts, single[0]) - 1) :]:
        if double[0] >= single[2]:
            return
        if double[2] > single[0]:
            yield double


def _cuts(single: _Pair, double: _Pair) -> bool:
    """Whether the pair lies neither wholly around the other nor wholly inside it."""
    around = single[0] < double[0] and double[2] < single[2]
    inside = double[0] < single[0] and single[2] < double[2]
    return not around and not inside
