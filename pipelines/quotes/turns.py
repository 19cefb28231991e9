"""Speakers of quotations that nothing in their own sentence reports, and the parts that make one turn.

A quotation that stands by itself goes on with whoever speaks beside it: earlier in the paragraph, later in it, in the
paragraph before, or in the paragraphs that an unclosed mark joins.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.language.page import Page
    from pipelines.quotes.above import Above
    from pipelines.quotes.draft import Draft
    from pipelines.quotes.referents import Referents
    from pipelines.quotes.sentences import Sentence
    from pipelines.quotes.speakers import Speaker

# How many parts of speech ahead the one may be whose speaker is named.
_AHEAD = 8
# The longest line, in tokens, that signs a quotation: – Wanda Holt, mayor of Northgate.
_SIGNATURE = 12
# Words of a line that credits whoever wrote the page.
_CREDITED = frozenset("by with from agencies reporting editing writing".split())
_DASHES = frozenset("– — - -- ―".split())


class Turns:
    """Completes the drafts of one article, in place."""

    def __init__(self, page: Page, above: Above, referents: Referents) -> None:
        self.page, self.above, self.referents = page, above, referents
        self.sentences = above.sentences

    def complete(self, drafts: list[Draft]) -> None:
        """Give each draft that has none a speaker where its neighbours show one, and each its turn."""
        spoken = [draft for draft in drafts if draft.kind != "scare"]
        for at, draft in enumerate(spoken):
            self.referents.resolve(spoken, at)
            if draft.report is None:
                self._from_neighbours(spoken, at)
        self._from_continuation(spoken)
        self._join(drafts, spoken)

    def _from_neighbours(self, spoken: list[Draft], at: int) -> None:
        draft = spoken[at]
        found = self._signed_below(draft) or self._earlier_in_paragraph(spoken, at)
        found = found or self._later_in_paragraph(spoken, at) or self._paragraph_before(spoken, at)
        if found:
            draft.rule, draft.speaker = found

    def _signed_below(self, draft: Draft) -> tuple[str, Speaker] | None:
        """The person's name behind a dash, all there is in the paragraph below one that is only the quotation.

        An agency is credited in the same way, and so is who helped: – Reuters | – Additional reporting by Wanda Holt.
        """
        if draft.quotation is None or self.sentences[draft.sentence].tokens:
            return None
        below = self.sentences[draft.sentence + 1] if draft.sentence + 1 < len(self.sentences) else None
        if below is None or below.paragraph == self.above.paragraph(draft) or not self._is_signature(below):
            return None
        syntax = self.above.syntax
        named = (self.above.speakers.at(i) for i in below.tokens if syntax.is_noun(i))
        found = next((s for s in named if s is not None and s.kind == "name"), None)
        if found is None or found.group is None or self.referents.entities.groups[found.group].label != "PERSON":
            return None
        return "dash", found

    def _is_signature(self, sentence: Sentence) -> bool:
        """Whether a sentence is a dash and few words, none of them a verb or what credits a writer."""
        syntax, tokens = self.above.syntax, sentence.tokens
        if sentence.quotations or not 0 < len(tokens) <= _SIGNATURE or syntax.words[tokens[0]] not in _DASHES:
            return False
        return not any(syntax.is_finite(i) or syntax.words[i] in _CREDITED for i in tokens)

    def _earlier_in_paragraph(self, spoken: list[Draft], at: int) -> tuple[str, Speaker] | None:
        """Who speaks, or acts, in the sentence before, if it stands in the same paragraph."""
        here = spoken[at].sentence
        paragraph = self.above.paragraph(spoken[at])
        last = spoken[at - 1] if at and self.above.paragraph(spoken[at - 1]) == paragraph else None
        if last is not None and last.speaker is not None and last.sentence >= here - 1:
            return "same paragraph", last.speaker
        if here and self.sentences[here - 1].paragraph == paragraph:
            subject = self.above.acting(here - 1)
            if subject is not None:
                return "subject before", subject
        if last is not None and last.speaker is not None:
            return "same paragraph", last.speaker
        return None

    def _later_in_paragraph(self, spoken: list[Draft], at: int) -> tuple[str, Speaker] | None:
        """Who is said to speak the next quotation of the paragraph."""
        for draft in spoken[at + 1 : at + _AHEAD]:
            if self.above.paragraph(draft) != self.above.paragraph(spoken[at]):
                return None
            if draft.report is not None:
                return ("later in paragraph", draft.speaker) if draft.speaker else None
        return None

    def _paragraph_before(self, spoken: list[Draft], at: int) -> tuple[str, Speaker] | None:
        """Who speaks last in the paragraph before; with a colon at its end, the subject of its last sentence."""
        above = self.above.sentence_above(spoken[at].sentence)
        if above is None:
            return None
        last = self.above.last_said(spoken, at)
        introduced = self.above.acting(above) if self.above.ends_in_colon(above) else None
        if introduced is not None:
            return "colon above", introduced
        if last is None or last.speaker is None:
            return None
        if last.quotation is not None and self.page.quotations[last.quotation].continues:
            return "continued", last.speaker
        return ("paragraph before", last.speaker) if last.sentence >= above else None

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
        if last.kind != "direct" or draft.kind != "direct" or self.above.paragraph(last) != self.above.paragraph(draft):
            return False
        same_cue = draft.report is not None and last.report is not None and draft.report.cue == last.report.cue
        goes_on = draft.report is None and draft.rule == "same paragraph" and draft.sentence <= last.sentence + 1
        return same_cue or goes_on
