"""Speakers of quotations that nothing in their own sentence reports, and the parts that make one turn.

A quotation that stands by itself goes on with whoever speaks beside it: earlier in the paragraph, later in it, in the
paragraph before, or in the paragraphs that an unclosed mark joins.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.quotes.reports import subject_of
from pipelines.quotes.syntax import SUBJECT

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities
    from pipelines.language.page import Page
    from pipelines.quotes.draft import Draft
    from pipelines.quotes.reports import Reporter
    from pipelines.quotes.sentences import Sentence
    from pipelines.quotes.speakers import Speaker, Speakers
    from pipelines.quotes.syntax import Syntax

_HE_SHE = {"he": "male", "she": "female"}
# How many parts of speech ahead the one may be whose speaker is named.
_AHEAD = 8
# A heading ends in no stop and is short.
_HEADING_WORDS = 12


class Turns:
    """Completes the drafts of one article, in place."""

    def __init__(
        self,
        page: Page,
        syntax: Syntax,
        entities: ArticleEntities,
        speakers: Speakers,
        reporters: list[Reporter],
    ) -> None:
        self.page, self.syntax, self.entities = page, syntax, entities
        self.speakers, self.reporters = speakers, reporters
        self.sentences = [reporter.sentence for reporter in reporters]

    def complete(self, drafts: list[Draft]) -> None:
        """Give each draft that has none a speaker where its neighbours show one, and each its turn."""
        spoken = [draft for draft in drafts if draft.kind != "scare"]
        for at, draft in enumerate(spoken):
            self._resolve_pronoun(spoken, at)
            if draft.report is None:
                self._from_neighbours(spoken, at)
        self._from_continuation(spoken)
        self._join(drafts, spoken)

    def _resolve_pronoun(self, spoken: list[Draft], at: int) -> None:
        """A he or she behind a whole quotation is who spoke last, if that was just before and the sex fits.

        This is surer than the nearest name of the sex: who is talked about in between does not take over.
        """
        draft, speaker = spoken[at], spoken[at].speaker
        if speaker is None or speaker.kind != "pronoun":
            return
        sex = _HE_SHE.get(self.page.text[speaker.start : speaker.end].lower())
        whole = draft.kind == "direct" and draft.rule == "after"
        if sex is None or not (whole or speaker.group is None):
            return
        before = self._spoke_before(spoken, at)
        if before is None:
            return
        if before.group is None:
            if before.anonymous and self.speakers.is_one(before):
                draft.speaker = replace(speaker, group=None, anonymous=True)
            return
        if self._is_person(before.group) and self.entities.groups[before.group].gender in (None, sex):
            draft.speaker = replace(speaker, group=before.group)

    def _is_person(self, group: int) -> bool:
        """Whether a group is a person by its label, or by a role beside its name that only persons have."""
        return self.entities.groups[group].label == "PERSON" or bool(self.speakers.describer.roles(group))

    def _spoke_before(self, spoken: list[Draft], at: int) -> Speaker | None:
        """Who speaks last in front of a quotation: in its paragraph or in the one before."""
        here = spoken[at].sentence
        last = spoken[at - 1] if at else None
        if last is not None and last.speaker is not None and last.sentence >= here - 1:
            return last.speaker
        same = here > 0 and self.sentences[here - 1].paragraph == self.sentences[here].paragraph
        above = here - 1 if same else self._sentence_above(here)
        if above is None:
            return None
        if last is not None and last.speaker is not None and last.sentence >= above:
            return last.speaker
        reporting = self._reporting_subject(above)
        if reporting is not None or not same:
            return reporting
        acting = self._subject(above)
        return acting if acting is not None and acting.group is not None else None

    def _from_neighbours(self, spoken: list[Draft], at: int) -> None:
        draft = spoken[at]
        found = self._earlier_in_paragraph(spoken, at) or self._later_in_paragraph(spoken, at)
        found = found or self._paragraph_before(spoken, at)
        if found:
            draft.rule, draft.speaker = found

    def _paragraph(self, draft: Draft) -> int:
        return self.sentences[draft.sentence].paragraph

    def _earlier_in_paragraph(self, spoken: list[Draft], at: int) -> tuple[str, Speaker] | None:
        """Who speaks, or acts, in the sentence before, if it stands in the same paragraph."""
        here = spoken[at].sentence
        paragraph = self._paragraph(spoken[at])
        last = spoken[at - 1] if at and self._paragraph(spoken[at - 1]) == paragraph else None
        if last is not None and last.speaker is not None and last.sentence >= here - 1:
            return "same paragraph", last.speaker
        if here and self.sentences[here - 1].paragraph == paragraph:
            subject = self._subject(here - 1)
            if subject is not None:
                return "subject before", subject
        if last is not None and last.speaker is not None:
            return "same paragraph", last.speaker
        return None

    def _later_in_paragraph(self, spoken: list[Draft], at: int) -> tuple[str, Speaker] | None:
        """Who is said to speak the next quotation of the paragraph."""
        for draft in spoken[at + 1 : at + _AHEAD]:
            if self._paragraph(draft) != self._paragraph(spoken[at]):
                return None
            if draft.report is not None:
                return ("later in paragraph", draft.speaker) if draft.speaker else None
        return None

    def _paragraph_before(self, spoken: list[Draft], at: int) -> tuple[str, Speaker] | None:
        """Who speaks last in the paragraph before; with a colon at its end, the subject of its last sentence."""
        above = self._sentence_above(spoken[at].sentence)
        if above is None:
            return None
        last = spoken[at - 1] if at and spoken[at - 1].speaker is not None else None
        introduced = self._subject(above) if self._ends_in_colon(above) else None
        if introduced is not None:
            return "colon above", introduced
        if last is None or last.speaker is None:
            return None
        if last.quotation is not None and self.page.quotations[last.quotation].continues:
            return "continued", last.speaker
        return ("paragraph before", last.speaker) if last.sentence >= above else None

    def _sentence_above(self, sentence: int) -> int | None:
        """The last sentence of the paragraph before, headings passed over."""
        for paragraph in range(self.sentences[sentence].paragraph - 1, -1, -1):
            above = self._last_of.get(paragraph)
            if above is not None and not self._is_heading(self.sentences[above]):
                return above
        return None

    @cached_property
    def _last_of(self) -> dict[int, int]:
        """For each paragraph its last sentence."""
        return {sentence.paragraph: n for n, sentence in enumerate(self.sentences)}

    def _is_heading(self, sentence: Sentence) -> bool:
        start, end = self.page.paragraphs[sentence.paragraph]
        line = self.page.text[start:end].rstrip()
        return line[-1] not in ".!?:;,…”\"’'»)" and len(line.split()) <= _HEADING_WORDS

    def _ends_in_colon(self, sentence: int) -> bool:
        tokens = self.sentences[sentence].tokens
        return bool(tokens) and self.syntax.words[tokens[-1]] == ":"

    def _reporting_subject(self, sentence: int) -> Speaker | None:
        cues = [c for c in self.reporters[sentence].cues if c.subject is not None and c.free]
        return self.speakers.at(cues[-1].subject) if cues and cues[-1].subject is not None else None

    def _subject(self, sentence: int) -> Speaker | None:
        """The subject of a sentence's main verb, if it is one who can speak."""
        tokens = self.sentences[sentence].tokens
        inside = set(tokens)
        for i in tokens:
            main = self.syntax.is_verb(i) and (self.syntax.heads[i] == i or self.syntax.heads[i] not in inside)
            if main and self.syntax.child(i, SUBJECT) is not None:
                subject, _ = subject_of(self.syntax, i)
                speaker = self.speakers.at(subject) if subject is not None else None
                if speaker is not None and (speaker.group is not None or speaker.anonymous):
                    return speaker
        return None

    def _from_continuation(self, spoken: list[Draft]) -> None:
        """Parts that an unclosed mark joins have one speaker: whoever the words of the last part's sentence name."""
        for at in range(len(spoken) - 2, -1, -1):
            draft, following = spoken[at], spoken[at + 1]
            continues = draft.quotation is not None and self.page.quotations[draft.quotation].continues
            if continues and draft.report is None and following.report is not None and following.speaker is not None:
                draft.speaker, draft.rule, draft.report = following.speaker, "continued", following.report

    def _join(self, drafts: list[Draft], spoken: list[Draft]) -> None:
        """Set the turn of each draft: the first part of a split quotation, or of one that runs over paragraphs."""
        number = {id(draft): n for n, draft in enumerate(drafts)}
        for n, draft in enumerate(drafts):
            draft.turn = n
        for last, draft in pairwise(spoken):
            if self._is_one_turn(last, draft):
                draft.turn = last.turn if last.turn is not None else number[id(last)]

    def _is_one_turn(self, last: Draft, draft: Draft) -> bool:
        if last.quotation is None or draft.quotation is None or draft.quotation != last.quotation + 1:
            return False
        if self.page.quotations[last.quotation].continues:
            return True
        if last.kind != "direct" or draft.kind != "direct" or self._paragraph(last) != self._paragraph(draft):
            return False
        same_cue = draft.report is not None and last.report is not None and draft.report.cue == last.report.cue
        goes_on = draft.report is None and draft.rule == "same paragraph" and draft.sentence <= last.sentence + 1
        return same_cue or goes_on
