"""The whole reported clause of which a stretch in marks is a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.quotes.reports import Report, Reporter

_EDGE = frozenset(" \t\u00a0,;:.–—-\"“”‘’'«»!?")
_SKIPPED = frozenset(("that", ",", ":", "how"))


def clause(reporter: Reporter, at: int, report: Report) -> tuple[int, int]:
    """Span of the clause that the n-th quotation of the sentence stands in, as far as it is reported.

    In front of a cue it begins where the sentence does; behind one it is the part that hangs on the cue and holds the
    quotation. It never leaves the sentence and always holds the quotation.
    """
    quotation = reporter.quotation(at)
    start, end = quotation.start, quotation.end
    cue = report.cue
    if cue is None:
        return start, end
    syntax, text = reporter.syntax, reporter.page.text
    if syntax.starts[cue] > start:
        first, last = _sentence_start(reporter), _stop_before_cue(reporter, report)
    else:
        first, last = _behind_cue(reporter, cue, quotation.start), _stop_behind_cue(reporter, cue, quotation.start)
    first, last = min(first, quotation.outer_start), max(last, quotation.outer_end)
    while first < quotation.outer_start and text[first] in _EDGE:
        first += 1
    while last > quotation.outer_end and text[last - 1] in _EDGE:
        last -= 1
    alone = first == quotation.outer_start and last == quotation.outer_end
    return (start, end) if alone else (first, last)


def _sentence_start(reporter: Reporter) -> int:
    sentence = reporter.sentence
    starts = [reporter.syntax.starts[sentence.tokens[0]]] if sentence.tokens else []
    starts.append(reporter.page.quotations[sentence.quotations[0]].outer_start)
    return min(starts)


def _sentence_end(reporter: Reporter) -> int:
    sentence = reporter.sentence
    ends = [reporter.syntax.ends[sentence.tokens[-1]]] if sentence.tokens else []
    ends.append(reporter.page.quotations[sentence.quotations[-1]].outer_end)
    return max(ends)


def _stop_before_cue(reporter: Reporter, report: Report) -> int:
    cue = report.cue or 0
    syntax = reporter.syntax
    if report.subject is None or syntax.words[cue] == "according":
        return syntax.starts[cue]
    return min(syntax.starts[cue], syntax.starts[syntax.left(report.subject)])


def _behind_cue(reporter: Reporter, cue: int, quotation: int) -> int:
    """First character behind the cue, the person told, and "that"."""
    syntax = reporter.syntax
    tokens = [i for i in reporter.sentence.tokens if cue < i and syntax.starts[i] < quotation]
    that = next((n for n, i in enumerate(tokens) if syntax.words[i] == "that" and syntax.tags[i] == "IN"), None)
    if that is not None:
        tokens = tokens[that + 1 :]
    while tokens and syntax.words[tokens[0]] in _SKIPPED:
        tokens = tokens[1:]
    return syntax.starts[tokens[0]] if tokens else quotation


def _stop_behind_cue(reporter: Reporter, cue: int, quotation: int) -> int:
    """End of the cue's complement that holds the quotation; of the sentence where none does."""
    syntax = reporter.syntax
    limit = _sentence_end(reporter)
    for child in syntax.children[cue]:
        last = syntax.ends[syntax.right(child)]
        if child > cue and syntax.starts[syntax.left(child)] <= quotation < last:
            return min(last, limit)
    return limit
