"""What a model is told of a stretch between marks, to say whether it is speech or a label."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipelines.quotes.cues import CUES, LABELLING, NAMING
from pipelines.quotes.kinds import Kinds
from pipelines.quotes.vocabulary import TAG, WORD, cue_number

if TYPE_CHECKING:
    from pipelines.language.marks import Quotation
    from pipelines.language.page import Page
    from pipelines.quotes.draft import Kind
    from pipelines.quotes.reports import Report, Reporter
    from pipelines.quotes.syntax import Syntax

COLUMNS = (
    "words chars closed continues single opens_paragraph closes_paragraph place paragraph heading capital titled upper "
    "verbs finite pronouns first_person final_mark comma_inside mark_before word_before tag_before second_before "
    "word_after tag_after second_tag_after labelling naming kind alone rule score second_score unnamed cue sort "
    "subject subject_class sentence_cues sentence_quotations at paragraph_quotations index quotations marked_share "
    "same_marked same_plain class_inside all_name first_tag last_tag clause clause_share last_kind terms_apart"
).split()
CATEGORICAL = ("rule", "word_before", "word_after", "cue")
_RULES = (
    "after,before,colon,according,trailing,among,label,dash,naming,indirect,continued,same paragraph,subject before,"
    "later in paragraph,paragraph before,colon above"
).split(",")
RULE = {rule: n for n, rule in enumerate(_RULES, start=1)}
KIND = {"direct": 1, "mixed": 2, "scare": 3, "indirect": 4}
SORT = {"say": 1, "call": 2, "express": 3}
_FIRST_PERSON = frozenset("i we my our me us you your".split())
_PRONOUN_TAGS = frozenset(("PRP", "PRP$"))
_SINGLE = "'‘’‚‛"


class KindFeatures:
    """Numbers for the quotations of one article.

    Args:
        page: the article.
        syntax: its parse.
        classes: what each token is part of, as `tokens.classes` says.
    """

    def __init__(self, page: Page, syntax: Syntax, classes: list[int]) -> None:
        self.page, self.syntax, self.classes = page, syntax, classes
        self.texts = Counter(self._plain(q) for q in page.quotations)
        self.in_paragraph = Counter(page.paragraph_at(q.start) for q in page.quotations)
        self.lower = page.text.lower()
        self.share = sum(q.end - q.start for q in page.quotations) / max(1, len(page.text))

    def _plain(self, quotation: Quotation) -> str:
        return self.page.text[quotation.start : quotation.end].strip(" ,.").lower()

    def row(
        self,
        reporter: Reporter,
        at: int,
        reports: list[Report],
        kind: Kind,
        last: Kind | None,
        clause: tuple[float, ...],
    ) -> list[float]:
        """One row, values in the order of `COLUMNS`.

        Args:
            reporter: of the sentence that holds the quotation.
            at: which of the sentence's quotations it is.
            reports: what may report it, best first.
            kind: what the rules take it for.
            last: what the rules take the quotation before it for.
            clause: chance of the surest reported clause around it, and the share of that in these marks.
        """
        syntax, quotation = self.syntax, reporter.quotation(at)
        index = reporter.sentence.quotations[at]
        first = syntax.token_from(quotation.start)
        stop = max(first + 1, min(len(syntax), syntax.token_from(quotation.end)))
        return [
            *self._shape(quotation, first, stop),
            *self._around(reporter, at),
            KIND[kind],
            Kinds(reporter).stands_alone(at),
            *self._report(reports),
            len(reporter.cues),
            len(reporter.sentence.quotations),
            at,
            self.in_paragraph[reporter.sentence.paragraph],
            index,
            len(self.page.quotations),
            self.share,
            *self._inside(quotation, first, stop),
            *clause,
            KIND[last] if last else 0,
            # Some annotators count terms inside a report as its speaker's words; nobody is asked to do as they do.
            1,
        ]

    def _shape(self, quotation: Quotation, first: int, stop: int) -> list[float]:
        text, syntax = self.page.text, self.syntax
        words = text[quotation.start : quotation.end].split()
        start, end = self.page.paragraphs[self.page.paragraph_at(quotation.start)]
        long = [w for w in words if len(w) > 3]
        lower = syntax.words[first:stop]
        return [
            len(words),
            quotation.end - quotation.start,
            quotation.closed,
            quotation.continues,
            text[quotation.outer_start] in _SINGLE,
            quotation.outer_start - start <= 1,
            end - quotation.outer_end <= 1,
            (quotation.start - start) / (end - start),
            self.page.paragraph_at(quotation.start),
            text[start:end].rstrip()[-1:] not in ".!?:;,…”\"’'»)",
            text[quotation.start].isupper(),
            sum(w[0].isupper() for w in long) / max(1, len(long)),
            sum(w.isupper() for w in words) / max(1, len(words)),
            sum(syntax.is_verb(i) for i in range(first, min(stop, len(syntax)))),
            sum(syntax.is_finite(i) for i in range(first, min(stop, len(syntax)))),
            sum(tag in _PRONOUN_TAGS for tag in syntax.tags[first:stop]),
            sum(word in _FIRST_PERSON for word in lower),
            ".?!,…—–".find(text[quotation.end - 1]) + 1,
            lower.count(","),
        ]

    def _around(self, reporter: Reporter, at: int) -> list[float]:
        tokens, k = reporter.sentence.tokens, reporter.sentence.before[at]
        before = tokens[k - 1] if k else -1
        after = tokens[k] if k < len(tokens) else -1
        word = self.syntax.words[before] if k else ""
        return [
            ":,—–-.(".find(word) + 1 if word else 0,
            WORD.get(word, 0),
            self._tag(before),
            self._tag(tokens[k - 2]) if k > 1 else 0,
            WORD.get(self.syntax.words[after], 0) if after >= 0 else 0,
            self._tag(after),
            self._tag(tokens[k + 1]) if k + 1 < len(tokens) else 0,
            word in LABELLING,
            word in NAMING,
        ]

    def _report(self, reports: list[Report]) -> list[float]:
        report = reports[0] if reports else None
        if report is None:
            return [0, -5, -5, 0, 0, 0, 0, 0]
        word = self.syntax.words[report.cue] if report.cue is not None else ""
        return [
            RULE[report.rule],
            report.score,
            reports[1].score if len(reports) > 1 else -5,
            report.unnamed,
            cue_number(word, noun=False),
            SORT.get(CUES.get(word, ""), 0),
            report.subject is not None,
            self.classes[report.subject] if report.subject is not None else 0,
        ]

    def _inside(self, quotation: Quotation, first: int, stop: int) -> list[float]:
        plain = self._plain(quotation)
        inside = self.classes[first:stop]
        last = min(stop, len(self.syntax)) - 1
        return [
            self.texts[plain],
            min(9, self.lower.count(plain) - self.texts[plain]) if plain else 0,
            max(inside, default=0),
            all(inside),
            self._tag(min(first, len(self.syntax) - 1)),
            self._tag(last),
        ]

    def _tag(self, i: int) -> int:
        return TAG.get(self.syntax.tags[i], 0) if i >= 0 else 0
