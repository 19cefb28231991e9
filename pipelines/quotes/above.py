"""What stands above a quotation: the sentence before it, headings passed over, and who speaks or acts there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.quotes.subjects import subject_of
from pipelines.quotes.syntax import SUBJECT

if TYPE_CHECKING:
    from pipelines.language.page import Page
    from pipelines.quotes.draft import Draft
    from pipelines.quotes.reports import Reporter
    from pipelines.quotes.sentences import Sentence
    from pipelines.quotes.speakers import Speaker, Speakers
    from pipelines.quotes.syntax import Syntax

# A heading ends in no stop and is short.
_HEADING_WORDS = 12
# How many drafts back the report may be that holds the last one.
_NESTED = 4
# Words that begin a clause of time or cause, and how many arcs of "and" a verb may be away from its first verb.
_WHEN = frozenset("after although as because before if once since though unless until when while".split())
_ARCS = 4


class Above:
    """Looks back from the sentences of one article."""

    def __init__(self, page: Page, syntax: Syntax, speakers: Speakers, reporters: list[Reporter]) -> None:
        self.page, self.syntax, self.speakers, self.reporters = page, syntax, speakers, reporters
        self.sentences = [reporter.sentence for reporter in reporters]

    def paragraph(self, draft: Draft) -> int:
        """Index of the paragraph that holds a draft."""
        return self.sentences[draft.sentence].paragraph

    def last_to_speak(self, spoken: list[Draft], at: int, *, unnamed: bool = False) -> Speaker | None:
        """Who speaks last in front of a quotation, or acts: in its paragraph or in the one before.

        Args:
            spoken: the drafts that are speech.
            at: the one asked for.
            unnamed: whether one who has no name counts by acting alone.
        """
        here = spoken[at].sentence
        last = self.last_said(spoken, at)
        if last is not None and last.speaker is not None and last.sentence >= here - 1:
            return last.speaker
        same = here > 0 and self.sentences[here - 1].paragraph == self.sentences[here].paragraph
        above = here - 1 if same else self.sentence_above(here)
        if above is None:
            return None
        if last is not None and last.speaker is not None and last.sentence >= above:
            return last.speaker
        reporting = self.reporting(above)
        if reporting is not None or not same:
            return reporting
        acting = self.acting(above)
        known = acting is not None and (acting.group is not None or (unnamed and self.speakers.is_one(acting)))
        return acting if known else None

    def last_said(self, spoken: list[Draft], at: int) -> Draft | None:
        """The last draft in front of one; what is reported inside another report gives way to that.

        Holt said the neighbours, who they say are many, agree: Holt has the word, not they.
        """
        last = spoken[at - 1] if at else None
        for draft in reversed(spoken[max(0, at - _NESTED) : max(0, at - 1)]):
            if last is not None and draft.kind == "indirect" and draft.start <= last.start and last.end <= draft.end:
                last = draft
        return last

    def sentence_above(self, sentence: int) -> int | None:
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

    def ends_in_colon(self, sentence: int) -> bool:
        """Whether a sentence announces what follows."""
        tokens = self.sentences[sentence].tokens
        return bool(tokens) and self.syntax.words[tokens[-1]] == ":"

    def reporting(self, sentence: int) -> Speaker | None:
        """The subject of the last word of saying in a sentence, what merely tells when or why passed over."""
        cues = [c for c in self.reporters[sentence].cues if c.subject is not None and c.free]
        cues = [c for c in cues if not self._is_aside(c.token)]
        return self.speakers.at(cues[-1].subject) if cues and cues[-1].subject is not None else None

    def _is_aside(self, cue: int) -> bool:
        """Whether a cue stands in a clause such as: after Holt and Otieno met and wrote a letter."""
        here = cue
        for _ in range(_ARCS):
            if self.syntax.deps[here] == "advcl":
                return any(self.syntax.words[c] in _WHEN and c < here for c in self.syntax.children[here])
            if self.syntax.deps[here] != "conj":
                return False
            here = self.syntax.heads[here]
        return False

    def acting(self, sentence: int) -> Speaker | None:
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
