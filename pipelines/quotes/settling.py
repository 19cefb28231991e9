"""Paragraphs that are nothing but a quotation and have no speaker yet: they go on with whoever spoke close above.

They are settled last, when the speakers beside them are known.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.quotes.draft import Draft
    from pipelines.quotes.reading import Reading

# How far back, in paragraphs, the last speaker may stand.
_BACK = 2
# How much less sure a speaker taken from above is than one found beside the words.
_LESS = 0.7


def settle(reading: Reading) -> None:
    """Complete the drafts of an article in place, in order, so that each may lean on the one before."""
    spoken = [draft for draft in reading.drafts if draft.kind != "scare"]
    for last, draft in pairwise(spoken):
        if draft.speaker is None and last.speaker is not None and _goes_on(reading, last, draft):
            draft.speaker, draft.rule, draft.sure = last.speaker, "paragraph before", _LESS * last.sure


def _goes_on(reading: Reading, last: Draft, draft: Draft) -> bool:
    alone = draft.kind == "direct" and not reading.reporters[draft.sentence].sentence.tokens
    page = reading.page
    return alone and page.paragraph_at(draft.start) - page.paragraph_at(last.start) <= _BACK
