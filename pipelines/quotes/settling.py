"""Speakers whose words are known but not their name: the pronoun, the definite noun and the lone paragraph left over.

They are settled last, when the speakers beside them are known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.quotes.roles import is_role

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.quotes.draft import Draft
    from pipelines.quotes.reading import Reading
    from pipelines.quotes.speakers import Speaker

_SEX = {"he": "male", "she": "female"}
_DEFINITE = frozenset(("the", "its", "their"))
# How far back, in paragraphs, a name may stand.
_BACK = 2
# How much less sure a settled speaker is than one found beside the words.
_LESS = 0.7


class Settling:
    """Settles what is left open in one article, in place."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.page, self.entities = reading, reading.page, reading.entities
        self.spoken = [draft for draft in reading.drafts if draft.kind != "scare"]

    def settle(self) -> None:
        """Walk over what is spoken, by place, so that each may lean on the one before."""
        for at, draft in enumerate(self.spoken):
            if draft.speaker is None:
                self._continue(at, draft)
            elif draft.speaker.group is None:
                self._name(at, draft, draft.speaker)

    def _paragraph(self, char: int) -> int:
        return self.page.paragraph_at(char)

    def _continue(self, at: int, draft: Draft) -> None:
        """A paragraph that is nothing but a quotation goes on with whoever spoke last, close above."""
        last = self.spoken[at - 1] if at else None
        alone = draft.kind == "direct" and not self.reading.reporters[draft.sentence].sentence.tokens
        if last is None or last.speaker is None or not alone:
            return
        if self._paragraph(draft.start) - self._paragraph(last.start) <= _BACK:
            draft.speaker, draft.rule, draft.sure = last.speaker, "paragraph before", _LESS * last.sure

    def _name(self, at: int, draft: Draft, speaker: Speaker) -> None:
        words = self.page.text[speaker.start : speaker.end].lower().split()
        if speaker.kind == "pronoun" and words[0] in _SEX:
            group = self._person(at, draft, lambda group: self._fits(group, _SEX[words[0]]))
        elif speaker.kind == "nominal" and speaker.anonymous and self._is_definite(speaker, words):
            group = self._person(at, draft, lambda group: self._may_be(group, words))
        else:
            return
        if group is not None:
            draft.speaker = replace(speaker, group=group, anonymous=False)
            draft.sure *= _LESS

    def _fits(self, group: int, sex: str) -> bool:
        return self.entities.groups[group].gender in (None, sex)

    def _is_definite(self, speaker: Speaker, words: list[str]) -> bool:
        """Whether the words mean one known person: the former governor, its administrator."""
        return words[0] in _DEFINITE and self.reading.speakers.is_one(speaker) and is_role(words[-1])

    def _may_be(self, group: int, words: list[str]) -> bool:
        """Whether the text says elsewhere that a person has such a role."""
        return any(words[-1] in role.lower().split() for role in self.reading.describer.roles(group))

    def _person(self, at: int, draft: Draft, fits: Callable[[int], bool]) -> int | None:
        """The person who spoke last close above, or else the only one named there, if it fits."""
        here = self._paragraph(draft.start)
        last = self.spoken[at - 1] if at else None
        if last is not None and last.speaker is not None and here - self._paragraph(last.start) <= _BACK:
            group = last.speaker.group
            if group is not None and self.entities.groups[group].label == "PERSON" and fits(group):
                return group
        start = self.page.paragraphs[max(0, here - _BACK)][0]
        named = {m.group for m in self.entities.within(start, draft.start) if m.label == "PERSON" and m.kind == "name"}
        fitting = sorted(group for group in named if group is not None and fits(group))
        return fitting[0] if len(fitting) == 1 else None
