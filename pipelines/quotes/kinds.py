"""Whether what stands between marks is speech, a part of speech, or a name, a title, a word held at arm's length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quotes.cues import CUES, LABELLING, NAMING

if TYPE_CHECKING:
    from pipelines.quotes.draft import Kind
    from pipelines.quotes.reports import Report, Reporter

_ENDINGS = frozenset(".,?!…—–-")
_OPENERS = frozenset("and but so or then also yet because for while".split())
_PUNCTUATION = frozenset(", ; : – — - -- . ! ? … ... ( ) ' ’ ‘ [ ] ” “ \"".split())
# Parts of speech in front of a title: on “…”, CNN's “…”, the “…” show.
_TITLE_TAGS = frozenset(("IN", "POS", "NN", "NNP", "DT"))
# A report that scores less is too far from a few words in marks to hold for them.
_WEAK = 5.5
_TITLE_WORDS = 2
_SHORT_WORD = 3
# A stretch of so many words or fewer that nobody reports is a label.
_LABEL_WORDS = 4
# A whole sentence in marks has at least so many words; “Enough!” is rather a sign.
_SENTENCE_WORDS = 3


class Kinds:
    """Decides for the quotations of one sentence."""

    def __init__(self, reporter: Reporter) -> None:
        self.reporter, self.sentence, self.syntax = reporter, reporter.sentence, reporter.syntax

    def of(self, at: int, report: Report | None) -> Kind:
        """Kind of the n-th quotation, given the best report of it."""
        quotation = self.reporter.quotation(at)
        words = len(self.reporter.page.text[quotation.start : quotation.end].split())
        before = self._before(at)
        if self._is_named(at, before, report, words):
            return "scare"
        if report is None:
            if self.stands_alone(at):
                return "direct"
            if self._opens(at) and self._ends_a_sentence(at) and words >= _SENTENCE_WORDS:
                return "direct"
            return "scare" if words <= _LABEL_WORDS else "mixed"
        return "direct" if self._is_direct(at, before, report, words) else "mixed"

    def of_speech(self, at: int, report: Report | None) -> Kind:
        """Kind of the n-th quotation where it is known to be speech."""
        quotation = self.reporter.quotation(at)
        words = len(self.reporter.page.text[quotation.start : quotation.end].split())
        if report is None:
            return "direct" if self._opens(at) and self._ends_a_sentence(at) else "mixed"
        return "direct" if self._is_direct(at, self._before(at), report, words) else "mixed"

    def is_name(self, at: int) -> bool:
        """Whether the word right before it announces a name that nobody gives it: titled “…”, so-called “…”."""
        return self._before(at) in NAMING and not self._is_active(at)

    def stands_alone(self, at: int) -> bool:
        """Whether the quotation is a sentence by itself: whole, and nothing but marks around it."""
        quotation = self.reporter.quotation(at)
        alone = all(self.syntax.words[i] in _PUNCTUATION for i in self.sentence.tokens)
        words = len(self.reporter.page.text[quotation.start : quotation.end].split())
        return alone and (words > _LABEL_WORDS or self._ends_a_sentence(at))

    def _before(self, at: int) -> str:
        k = self.sentence.before[at]
        return self.syntax.words[self.sentence.tokens[k - 1]] if k else ""

    def _opens(self, at: int) -> bool:
        """Whether only small joining words and other quotations stand before it in its sentence."""
        k = self.sentence.before[at]
        return all(self.syntax.words[i] in _PUNCTUATION | _OPENERS for i in self.sentence.tokens[:k])

    def _ends_a_sentence(self, at: int) -> bool:
        quotation = self.reporter.quotation(at)
        return not quotation.closed or self.reporter.page.text[quotation.end - 1] in _ENDINGS

    def _is_named(self, at: int, before: str, report: Report | None, words: int) -> bool:
        """Whether the words around make it a name: titled “…”, the word “…”, referred to as “…” by nobody."""
        if report is None:
            return self._is_title(at) or before in LABELLING or self.is_name(at)
        if report.rule in ("colon", "label", "dash"):
            return False
        if report.unnamed:
            return words <= _LABEL_WORDS or report.rule == "naming" or self._sort(report) == "call"
        return (
            self._is_title(at)
            or (words <= _LABEL_WORDS and report.score < _WEAK)
            or self.is_name(at)
            or (before in LABELLING and (report.rule == "trailing" or self._sort(report) == "express"))
        )

    def _is_title(self, at: int) -> bool:
        """Whether it is the title of a work or a broadcast: long words with capitals behind such as on, in, 's."""
        quotation = self.reporter.quotation(at)
        k = self.sentence.before[at]
        words = self.reporter.page.text[quotation.start : quotation.end].rstrip(",.").split()
        if k == 0 or len(words) < _TITLE_WORDS or self._ends_like_speech(quotation.end):
            return False
        long = [word for word in words if len(word) > _SHORT_WORD]
        capitals = bool(long) and all(not word[0].islower() for word in long) and words[0][0].isupper()
        token = self.sentence.tokens[k - 1]
        return capitals and (self.syntax.tags[token] in _TITLE_TAGS or self.syntax.words[token] in LABELLING)

    def _ends_like_speech(self, end: int) -> bool:
        return self.reporter.page.text[end - 1] in "?!"

    def _is_active(self, at: int) -> bool:
        """Whether the naming word has a subject: he called it “…”."""
        k = self.sentence.before[at]
        cue = next((c for c in self.reporter.cues if c.position == k - 1), None)
        return cue is not None and cue.subject is not None and not cue.unnamed

    def _sort(self, report: Report) -> str | None:
        return CUES.get(self.syntax.words[report.cue]) if report.cue is not None else None

    def _goes_on(self, at: int, report: Report) -> bool:
        """Whether it is the second half of a quotation that only the cue and its subject part: “…,” he said, “…”."""
        if at == 0 or report.cue is None:
            return False
        return self.syntax.starts[report.cue] > self.reporter.quotation(at - 1).end

    def _is_direct(self, at: int, before: str, report: Report, words: int) -> bool:
        text = self.reporter.page.text
        quotation = self.reporter.quotation(at)
        if before == "that":
            return False
        if before in (":", "):") or report.rule in ("label", "dash"):
            return True
        if self._opens(at):
            return self._ends_a_sentence(at) or (report.rule == "after" and words > _LABEL_WORDS)
        capital = text[quotation.start].isupper()
        k = self.sentence.before[at]
        if before == ",":
            return capital or words > _LABEL_WORDS or self._goes_on(at, report)
        follows_cue = report.cue is not None and self.sentence.tokens[k - 1] == report.cue
        return capital and self._ends_a_sentence(at) and (follows_cue or words > _LABEL_WORDS)
