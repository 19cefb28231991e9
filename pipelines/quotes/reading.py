"""An article read for its quotes, step by step: reported clauses, kinds, speakers.

Each step lists what there is to decide, with a row of numbers for the model, and takes the chances the model gives.
Training goes the same way, with chances from models that have not seen the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.quotes.above import Above
from pipelines.quotes.announced import Announced
from pipelines.quotes.clauses import clause
from pipelines.quotes.complement_features import ComplementFeatures
from pipelines.quotes.complements import Complements, reporting
from pipelines.quotes.cues import BASES
from pipelines.quotes.descriptions import Describer
from pipelines.quotes.draft import Draft
from pipelines.quotes.kind_features import KindFeatures
from pipelines.quotes.kinds import Kinds
from pipelines.quotes.referents import Referents
from pipelines.quotes.reports import Report, Reporter
from pipelines.quotes.sentences import sentences
from pipelines.quotes.speaker_features import SpeakerFeatures
from pipelines.quotes.speakers import Speakers
from pipelines.quotes.syntax import syntax
from pipelines.quotes.tokens import classes
from pipelines.quotes.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.entities.mention import ArticleEntities
    from pipelines.language.page import Page
    from pipelines.quotes.complements import Complement
    from pipelines.quotes.speakers import Speaker

Rows = list[list[float]]
# A clause that the model thinks less likely is none.
CLAUSE_AT = 0.2
# One inside another must be surer, both of them.
NESTED_AT = 0.5
# One around a label must be surer too.
AROUND_LABEL_AT = 0.6
# A stretch in marks that the model thinks less likely to be speech is a label.
SPEECH_AT = 0.5
# Where nobody is likelier to speak than this, nobody is named.
SPEAKER_AT = 0.2
# A thing that is likelier speaks all the same.
THING_AT = 0.6
# A clause of which marks hold more is the quotation itself.
_MARKED = 0.85
_ALIKE = 0.75
# A dateline that stands in the text: LAGOS (Halyard) — | PARIS, March 3 -
_DATELINE = re.compile(r"\s*[A-Z][A-Z.’' -]+(?:, [\w. -]{2,30}){0,2}(?: \([^()\n]{1,40}\))?\s*(?:--|[–—-])\s+")
_SHAKY = frozenset("would could might may should can must will".split())
# Said nothing about it.
_EMPTY = frozenset(("nothing", "little"))
# What things do as well as people.
_SHOWING = frozenset(
    "show reveal indicate suggest signal imply reflect express underline underscore highlight find see feel know "
    "understand consider expect require raise release see seek send view want cite present prefer".split()
)
_NOT_REPORTED = frozenset("i we you me us".split())


class Reading:
    """One article on its way to quotes."""

    def __init__(self, page: Page, entities: ArticleEntities) -> None:
        self.page, self.entities = page, entities
        self.syntax = syntax(page)
        self.classes = classes(self.syntax, entities)
        dateline = _DATELINE.match(page.text)
        self.body = dateline.end() if dateline else 0
        self.describer = Describer(page, self.syntax, entities)
        self.speakers = Speakers(page, self.syntax, entities, self.describer)
        self.reporters = [Reporter(page, self.syntax, sentence) for sentence in sentences(page, self.syntax)]
        self.above = Above(page, self.syntax, self.speakers, self.reporters)
        self.referents = Referents(self.above, entities)
        self.places = [(n, at) for n, r in enumerate(self.reporters) for at in range(len(r.sentence.quotations))]
        self._place = {self.reporters[n].sentence.quotations[at]: k for k, (n, at) in enumerate(self.places)}
        self.drafts: list[Draft] = []
        self.clauses: list[tuple[Complement, int, float]] = []
        self.complements, self.complement_rows = self._complements()
        self.reports = [self.reporters[n].candidates(at) for n, at in self.places]

    def _complements(self) -> tuple[list[tuple[int, Complement]], Rows]:
        """What may be a reported clause, with the sentence it stands in, and a row for each."""
        found: list[tuple[int, Complement]] = []
        rows: Rows = []
        for n, reporter in enumerate(self.reporters):
            cues = reporting(reporter)
            if not cues:
                continue
            made = Complements(reporter)
            features = ComplementFeatures(made, self.classes, cues)
            for cue in cues:
                of_cue = made.of(cue)
                rows.extend(features.rows(of_cue))
                found.extend((n, c) for c in of_cue)
        return found, rows

    def take_clauses(self, chances: Sequence[float]) -> None:
        """Keep the likeliest clause on each side of each cue, surest first, none cutting into another.

        None holds who reports it either: said a resident surnamed Holt.
        """
        best: dict[tuple[int, bool], int] = {}
        for i, (_, c) in enumerate(self.complements):
            if c.cue.subject is not None and c.start <= self.syntax.starts[c.cue.subject] < c.end:
                continue
            side = (c.cue.token, c.start >= self.syntax.starts[c.cue.token])
            if chances[i] >= CLAUSE_AT and (side not in best or chances[i] > chances[best[side]]):
                best[side] = i
        kept: list[int] = []
        for i in sorted(best.values(), key=lambda i: (-chances[i], i)):
            if all(self._agree(i, j, chances) for j in kept):
                kept.append(i)
        self.clauses = [(self.complements[i][1], self.complements[i][0], float(chances[i])) for i in sorted(kept)]

    def _agree(self, i: int, j: int, chances: Sequence[float]) -> bool:
        """Whether two clauses lie apart, or one with its cue inside the other, both sure."""
        one, other = self.complements[i][1], self.complements[j][1]
        if one.end <= other.start or other.end <= one.start:
            return True
        inner, outer = (one, other) if one.end - one.start < other.end - other.start else (other, one)
        nested = outer.start <= self.syntax.starts[inner.cue.token] and inner.end <= outer.end
        same = (one.start, one.end) == (other.start, other.end)
        return nested and not same and outer.start <= inner.start and min(chances[i], chances[j]) >= NESTED_AT

    def kind_rows(self) -> Rows:
        """A row for each quotation, by place."""
        features = KindFeatures(self.page, self.syntax, self.classes)
        rows: Rows = []
        last = None
        for (n, at), reports in zip(self.places, self.reports, strict=True):
            reporter = self.reporters[n]
            kind = Kinds(reporter).of(at, next(iter(reports), None))
            index = reporter.sentence.quotations[at]
            rows.append(features.row(reporter, at, reports, kind, last, self._clause_of(index)[1:]))
            last = kind
        return rows

    def _clause_of(self, index: int) -> tuple[Complement | None, float, float]:
        """The surest clause around a quotation, its chance, and the share of it in these marks."""
        quotation = self.page.quotations[index]
        best: tuple[Complement | None, float, float] = (None, 0.0, 0.0)
        for c, _, chance in self.clauses:
            if c.start <= quotation.start and quotation.end <= c.end and chance > best[1]:
                best = (c, chance, (quotation.end - quotation.start) / (c.end - c.start))
        return best

    def take_kinds(self, chances: Sequence[float]) -> None:
        """Make the drafts: each quotation with its kind and what its sentence says of its speaker, and each clause."""
        drafts = []
        for (n, at), reports, chance in zip(self.places, self.reports, chances, strict=True):
            reporter = self.reporters[n]
            quotation = reporter.quotation(at)
            report = next(iter(reports), None)
            kinds = Kinds(reporter)
            kind = kinds.of(at, report)
            if kinds.is_name(at) or chance < SPEECH_AT:
                kind = "scare"
            elif kind == "scare":
                kind = kinds.of_speech(at, report)
            index = reporter.sentence.quotations[at]
            draft = Draft(quotation.start, quotation.end, kind, n, kind, quotation=index, speech=float(chance))
            if kind != "scare" and report is not None:
                draft.rule, draft.report = report.rule, report
                draft.speaker = self._speaker(report)
                draft.clause = clause(reporter, at, report) if kind == "mixed" else None
            drafts.append(draft)
        announced = Announced(self.page, self.above, self.entities).drafts()
        found = [d for d in (*drafts, *self._reported(drafts)) if not any(_overlap(d, a) for a in announced)]
        self.drafts = sorted([*found, *announced], key=lambda draft: (draft.start, draft.end))
        Turns(self.page, self.above, self.referents).complete(self.drafts)

    def _speaker(self, report: Report) -> Speaker | None:
        if report.subject is None or report.unnamed:
            return None
        if self.syntax.starts[report.subject] >= self.body:
            return self.speakers.at(report.subject)
        cue = self.syntax.starts[report.cue] if report.cue is not None else 0
        people = [m for m in self.entities.within(self.body, max(self.body, cue)) if m.label == "PERSON"]
        return self.speakers.at(self.syntax.token_from(people[-1].end) - 1) if people else None

    def _reported(self, marked: list[Draft]) -> list[Draft]:
        """Drafts of the clauses without speech in marks; one that holds such speech becomes the clause of that."""
        found = []
        for c, n, chance in self.clauses:
            near = [d for d in marked if d.kind != "scare" and d.start < c.end and c.start < d.end]
            inside = [d for d in near if c.start <= d.start and d.end <= c.end]
            if len(inside) < len(near):
                continue
            report = Report("indirect", 0.0, c.cue.token, c.cue.subject)
            if not inside:
                labelled = any(d.kind == "scare" and c.start <= d.start and d.end <= c.end for d in marked)
                empty = self.syntax.words[self.syntax.token_from(c.start)] in _EMPTY
                if empty or (labelled and (chance < AROUND_LABEL_AT or not self._has_verb(c))):
                    continue
                speaker, start = self._speaker(report), max(c.start, self.body)
                told = speaker is not None and self._is_stated(n, c.cue.token, speaker)
                if speaker is not None and told and not self._is_idle((start, c.end), c.cue.token, speaker):
                    found.append(Draft(start, c.end, "indirect", n, "indirect", report, speaker, speech=chance))
                continue
            pairs = [self.page.quotations[d.quotation] for d in inside if d.quotation is not None]
            share = sum(min(q.outer_end, c.end) - max(q.outer_start, c.start) for q in pairs) / (c.end - c.start)
            if share <= _MARKED and (len(inside) > 1 or share < _ALIKE):
                for draft in inside:
                    draft.kind, draft.clause = "mixed", (c.start, c.end)
        return found

    def _is_idle(self, clause: tuple[int, int], cue: int, speaker: Speaker) -> bool:
        """Whether a clause is a single word, nothing but who says it, or what a thing shows: talks, a wall."""
        start, end = clause
        single = " " not in self.page.text[start:end].removeprefix("that ")
        shown = BASES.get(self.syntax.words[cue]) in _SHOWING and not self.speakers.can_speak(speaker)
        return single or shown or (speaker.start <= start and end <= speaker.end)

    def _has_verb(self, c: Complement) -> bool:
        tokens = range(self.syntax.token_from(c.start), self.syntax.token_from(c.end))
        return any(self.syntax.is_finite(i) for i in tokens)

    def _is_stated(self, sentence: int, cue: int, speaker: Speaker) -> bool:
        """Whether the words are said, not denied, asked or only possible, and not by the writer or to the reader."""
        syntax = self.syntax
        if syntax.words[self.reporters[sentence].sentence.tokens[-1]] == "?":
            return False
        if self.page.text[speaker.start : speaker.end].lower() in _NOT_REPORTED:
            return False
        return not any(
            syntax.deps[c] == "neg" or (syntax.deps[c] == "aux" and syntax.words[c] in _SHAKY)
            for c in syntax.children[cue]
        )

    def speaker_rows(self) -> tuple[list[tuple[Draft, list[int]]], Rows, SpeakerFeatures]:
        """The quotations that are speech with those who may say them, and a row for each of the latter."""
        features = SpeakerFeatures(self.above, self.entities, self.classes, self.drafts, self.clauses)
        asked, rows = [], []
        for draft in self.drafts:
            if draft.quotation is None or draft.kind == "scare":
                continue
            k = self._place[draft.quotation]
            around, chance, _ = self._clause_of(draft.quotation)
            subject = around.cue.subject if around else None
            found = features.candidates(draft, self.reports[k], subject)
            rows.extend(features.rows(draft, self.places[k][1], self.reports[k], found, (subject, chance)))
            asked.append((draft, found))
        return asked, rows, features

    def take_speakers(
        self, asked: list[tuple[Draft, list[int]]], chances: Sequence[float], features: SpeakerFeatures
    ) -> None:
        """Give each quotation its likeliest speaker, and each the chance that it is right."""
        at = 0
        for draft, found in asked:
            of_draft = chances[at : at + len(found)]
            at += len(found)
            best = self._likeliest(found, of_draft)
            if draft.rule == "continued" and draft.speaker is not None:
                draft.sure = max(of_draft, default=0.0)
                continue
            if best is None or of_draft[best] < SPEAKER_AT:
                draft.speaker, draft.sure = None, 1.0 - float(of_draft[best]) if best is not None else 1.0
                continue
            draft.sure = float(of_draft[best])
            if found[best] != features.key_of(draft.speaker):
                self._rename(draft, found[best], features)

    def _likeliest(self, found: list[int], chances: Sequence[float]) -> int | None:
        """Index of the likeliest of those who can speak; of things only where all are such."""
        order = sorted(range(len(found)), key=lambda i: (-chances[i], i))
        for i in order:
            if chances[i] < SPEAKER_AT:
                break
            speaker = self.speakers.at(found[i])
            if speaker is not None and (chances[i] >= THING_AT or self.speakers.can_speak(speaker)):
                return i
        return order[0] if order else None

    def _rename(self, draft: Draft, key: int, features: SpeakerFeatures) -> None:
        """Put another speaker in place of the one the rules took, with the cue that goes with it."""
        speaker = self.speakers.at(key)
        if speaker is None:
            draft.speaker = None
            return
        index = draft.quotation if draft.quotation is not None else -1
        around = self._clause_of(index)[0]
        reports = self.reports[self._place[index]]
        draft.speaker, draft.rule = speaker, "ranked"
        draft.report = next((r for r in reports if r.subject is not None and features.key(r.subject) == key), None)
        if draft.report is None and around is not None and around.cue.subject is not None:
            same = features.key(around.cue.subject) == key
            draft.report = Report("indirect", 0.0, around.cue.token, around.cue.subject) if same else None


def _overlap(one: Draft, other: Draft) -> bool:
    return one.start < other.end and other.start < one.end
