"""Speech without marks, in the forms that leave no doubt: X said that, according to X, and X said at the end.

Only a clause with a subject of its own behind a finite verb of saying is taken, or the main clause in front of one;
what is denied, asked or only possible is not reported speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.quotes.cues import CUES
from pipelines.quotes.reports import Report
from pipelines.quotes.syntax import PASSIVE_SUBJECT, SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.quotes.reports import Cue, Reporter

_COMPLEMENT = frozenset(("ccomp",))
_SUBJECTS = SUBJECT | PASSIVE_SUBJECT
_NEGATION = frozenset(("neg",))
_SHAKY = frozenset("would could might may should can must will".split())
_NOT_REPORTED = frozenset("i we you me us".split())
_EDGE = frozenset(" \t\u00a0,;:.–—-!")
# A shorter clause is mostly a slip of the parser.
_SHORTEST = 4  # tokens
# Tokens between the verb and "that": told reporters on Monday that.
_REACH = 8


@dataclass(frozen=True, slots=True)
class Clause:
    """A reported clause: its span and what reports it."""

    start: int
    end: int
    report: Report


def clauses(reporter: Reporter) -> list[Clause]:
    """Reported clauses of one sentence that hold no quotation, by place, none overlapping another."""
    found: list[Clause] = []
    for clause in sorted(_found(reporter), key=lambda c: (c.start, -c.end)):
        if not found or clause.start >= found[-1].end:
            found.append(clause)
    return found


def _found(reporter: Reporter) -> Iterator[Clause]:
    tokens = reporter.sentence.tokens
    if not tokens or reporter.syntax.words[tokens[-1]] == "?":
        return
    for cue in reporter.cues:
        if reporter.syntax.words[cue.token] == "according":
            span = _beside_according(reporter, cue)
        elif _reports(reporter, cue):
            span = _behind(reporter, cue) or _in_front(reporter, cue)
        else:
            span = None
        clause = _clause(reporter, cue, *span) if span else None
        if clause is not None:
            yield clause


def _reports(reporter: Reporter, cue: Cue) -> bool:
    """Whether a verb of saying has somebody for its subject and states what was said."""
    syntax = reporter.syntax
    if cue.subject is None or cue.unnamed or not cue.free or CUES.get(syntax.words[cue.token]) != "say":
        return False
    if syntax.words[cue.subject] in _NOT_REPORTED or syntax.child(cue.token, _NEGATION) is not None:
        return False
    return not any(syntax.words[c] in _SHAKY and syntax.deps[c] == "aux" for c in syntax.children[cue.token])


def _behind(reporter: Reporter, cue: Cue) -> tuple[int, int] | None:
    """Tokens, first and last, of the clause that a verb of saying governs behind it."""
    syntax = reporter.syntax
    for child in syntax.children[cue.token]:
        if child > cue.token and syntax.deps[child] in _COMPLEMENT and syntax.child(child, _SUBJECTS) is not None:
            first = max(cue.token + 1, syntax.left(child))
            that = next((i for i in range(cue.token + 1, cue.token + _REACH) if _is_that(reporter, i, child)), None)
            return (first if that is None else that + 1), syntax.right(child)
    return None


def _is_that(reporter: Reporter, i: int, clause: int) -> bool:
    syntax = reporter.syntax
    return i < clause and syntax.words[i] == "that" and syntax.tags[i] == "IN"


def _in_front(reporter: Reporter, cue: Cue) -> tuple[int, int] | None:
    """Tokens of the main clause in front of "X said" at the end."""
    syntax, tokens = reporter.syntax, reporter.sentence.tokens
    if cue.subject is None:
        return None
    first = min(cue.token, syntax.left(cue.subject))
    if first not in tokens or any(syntax.is_finite(i) for i in tokens[cue.position + 1 :]):
        return None
    at = tokens.index(first)
    if at == 0 or syntax.words[tokens[at - 1]] != "," or not any(syntax.is_finite(i) for i in tokens[:at]):
        return None
    return tokens[0], tokens[at - 1]


def _beside_according(reporter: Reporter, cue: Cue) -> tuple[int, int] | None:
    """Tokens of the clause behind "According to X" or in front of "according to X" at the end."""
    syntax, tokens = reporter.syntax, reporter.sentence.tokens
    if cue.subject is None:
        return None
    behind = syntax.right(cue.subject) + 1
    if cue.position == 0:
        comma = next((i for i in tokens if i >= behind and syntax.words[i] == ","), None)
        return (comma + 1, tokens[-1]) if comma is not None and comma - behind <= 1 else None
    ends = behind >= tokens[-1] or syntax.words[behind] in (".", ";")
    return (tokens[0], tokens[cue.position - 1]) if ends else None


def _clause(reporter: Reporter, cue: Cue, first: int, last: int) -> Clause | None:
    """The clause, if it keeps to the sentence, is long enough, is itself no report, and holds no quotation."""
    syntax, text = reporter.syntax, reporter.page.text
    last = min(last, reporter.sentence.tokens[-1])
    if last - first + 1 < _SHORTEST:
        return None
    start, end = syntax.starts[first], syntax.ends[last]
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    marked = (reporter.page.quotations[n] for n in reporter.sentence.quotations)
    if start >= end or any(q.outer_start < end and start < q.outer_end for q in marked):
        return None
    return Clause(start, end, Report("indirect", 0.0, cue.token, cue.subject))
