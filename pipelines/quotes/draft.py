"""A quotation on its way to a row: what it is, what reports it, who says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipelines.quotes.reports import Report
    from pipelines.quotes.speakers import Speaker

Kind = Literal["direct", "mixed", "indirect", "scare"]


@dataclass(slots=True)
class Draft:
    """What is known so far of one span.

    Attributes:
        start: first character of the span.
        end: character after its last.
        kind: direct, mixed, indirect or scare.
        sentence: index of the sentence that holds it.
        rule: name of the rule that found its speaker, or that decided that it has none.
        report: the candidate chosen, or None where nothing in its sentence reports it.
        speaker: who says it, or None.
        quotation: index into `page.quotations`; None where no marks stand around the span.
        turn: index, among the drafts, of the first part of the same turn.
        clause: span of the whole reported clause of a mixed quotation.
        speech: chance that it is speech.
        sure: chance that its speaker is right.
    """

    start: int
    end: int
    kind: Kind
    sentence: int
    rule: str
    report: Report | None = None
    speaker: Speaker | None = None
    quotation: int | None = None
    turn: int | None = None
    clause: tuple[int, int] | None = None
    speech: float = 1.0
    sure: float = 1.0

    @property
    def chance(self) -> float:
        """What the models give for the row to be right, both what it is and who says it, before calibration."""
        return 1.0 - self.speech if self.kind == "scare" else self.speech * self.sure
