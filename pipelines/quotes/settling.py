"""The last look at the speakers of an article, in order, when those of the neighbours are known.

A pronoun or a role is whoever spoke before; parts that stand beside the same mention have the same speaker; a paragraph
that is nothing but a quotation and has no speaker yet goes on with whoever spoke close above.
"""

from __future__ import annotations

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
    for at, draft in enumerate(spoken):
        last = reading.above.last_said(spoken, at)
        if draft.speaker is not None:
            if draft.speaker.kind == "pronoun":
                draft.speaker = reading.speakers.again(draft.speaker)
            reading.referents.resolve(spoken, at, settled=True)
        elif last is not None and last.speaker is not None and _goes_on(reading, last, draft):
            draft.speaker, draft.rule, draft.sure = last.speaker, "paragraph before", _LESS * last.sure
    _share_mentions(spoken)


def _share_mentions(spoken: list[Draft]) -> None:
    """Let quotations that lean on a mention have the speaker of the one that it reports."""
    reported = {
        (draft.speaker.start, draft.speaker.end): draft.speaker for draft in spoken if draft.report and draft.speaker
    }
    for draft in spoken:
        if draft.speaker is not None and draft.report is None:
            draft.speaker = reported.get((draft.speaker.start, draft.speaker.end), draft.speaker)


def _goes_on(reading: Reading, last: Draft, draft: Draft) -> bool:
    alone = draft.kind == "direct" and not reading.reporters[draft.sentence].sentence.tokens
    page = reading.page
    return alone and page.paragraph_at(draft.start) - page.paragraph_at(last.start) <= _BACK
