"""Quotes in the headline: what its marks hold, what it reports without marks, and who says so.

A headline is read by its form, without a parse, after the text below it.  Words in marks that the text quotes too are
that quote: its speaker, or nobody where the text has them as a label.  Otherwise a headline names a speaker only in
the forms of `headline_forms`, and only one whom the text knows; what is neither is a label without a speaker.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipelines.frames import QUOTES
from pipelines.quotes.descriptions import age_of, plain_role
from pipelines.quotes.headline_echoes import Echoes
from pipelines.quotes.headline_forms import claims
from pipelines.quotes.headline_voices import Voices
from pipelines.quotes.headline_words import Line, Word
from pipelines.quotes.roles import role_class

if TYPE_CHECKING:
    from pipelines.language.marks import Quotation
    from pipelines.quotes.draft import Kind
    from pipelines.quotes.headline_echoes import Echo
    from pipelines.quotes.headline_forms import Claim
    from pipelines.quotes.reading import Reading
    from pipelines.quotes.speakers import Speaker

Row = dict[str, Any]

# How often a row of each sort was right, as read in 850 headlines: 649 of PolNeAR's training half that open an article,
# and 203 of news from many countries. Rounded down, since most sorts came up fewer than twenty times; "part" is
# what the text quotes, in the midst of a clause that reports nothing.
SURE = {
    "echo and form": 0.97,
    "behind": 0.95,
    "label": 0.95,
    "before": 0.93,
    "clause": 0.93,
    "echo": 0.9,
    "foot": 0.88,
    "beside": 0.88,
    "alone": 0.75,
    "scare": 0.75,
    "part": 0.7,
}
_EMPTY: Row = dict.fromkeys(name for name in QUOTES.names if name != "article_id")
# A stretch that holds so much of what is reported is all of it.
_WHOLE = 0.85
_LABEL_WORDS = 2
_SHORT_WORD = 3
# A word or two of a longer quote than this may be anybody's.
_SHORT_QUOTE = 6
# Nobody is named by the text's own row if it is less sure; for a word or two it must be surer.
_SURE_SPEAKER, _SURE_OF_FEW = 0.7, 0.8
# Verbs whose object is what somebody else said.
_DENYING = frozenset("deny reject respond".split())
_EDGES = ".,!?;: "
_SET_OFF = frozenset((":", "–", "—", "-", "|", ";"))


def headline_rows(reading: Reading) -> list[Row]:
    """Rows of the quotes frame for the headline of an article whose text has been read, by place.

    Args:
        reading: the article, its drafts settled.

    Returns:
        Rows without `article_id`; all offsets are half-open code points into the title, and those of the speaker's
        description are missing where only the text has it.
    """
    title = reading.page.title
    if not title:
        return []
    return _Headline(reading, Line(title)).rows()


class _Headline:
    def __init__(self, reading: Reading, line: Line) -> None:
        self.reading, self.line, self.title = reading, line, line.title
        self.voices, self.echoes = Voices(line, reading), Echoes(reading)

    def rows(self) -> list[Row]:
        found = claims(self.line, self.voices)
        rows = [self._marked(quotation, self._claim_of(quotation, found)) for quotation in self.line.quotations]
        spoken = [(row["start_char"], row["end_char"]) for row in rows if row["kind"] != "scare"]
        for claim in found:
            start, end = self._span(claim)
            free = not any(a < end and start < b for a, b in spoken)
            told = any(c.isalnum() for c in self.title[start:end])
            if claim.stated and told and free and not self._is_label(start, end):
                rows.append(self._indirect(claim, start, end))
        return sorted(rows, key=lambda row: (row["start_char"], row["end_char"]))

    def _claim_of(self, quotation: Quotation, found: list[Claim]) -> Claim | None:
        for claim in found:
            start, end = self.line.span(*claim.words)
            if start <= quotation.outer_start and quotation.outer_end <= end:
                return claim
        return None

    def _span(self, claim: Claim) -> tuple[int, int]:
        """The words reported, without a joining comma or colon at their edges."""
        start, end = self.line.span(*claim.words)
        while end > start and self.title[end - 1] in ",;: –—-|":
            end -= 1
        while start < end and self.title[start] in ",;: |":
            start += 1
        return start, end

    def _is_label(self, start: int, end: int) -> bool:
        """Whether marks hold all of what is reported: then they are the row, if only a label's."""
        held = sum(min(q.outer_end, end) - max(q.outer_start, start) for q in self.line.quotations if q.end > start)
        return held > _WHOLE * (end - start)

    def _marked(self, quotation: Quotation, claim: Claim | None) -> Row:
        text = self.title[quotation.start : quotation.end]
        echo = self.echoes.of(text)
        if echo is not None and (claim is None or _has_capitals(text)) and self._is_faint(text, echo):
            echo = None
        if echo is not None and echo.draft.kind == "scare":
            return self._row(quotation.start, quotation.end, "scare", echo.confidence)
        denied = claim is not None and (self._is_denied(quotation, claim) or self._is_quoted(claim, echo))
        if claim is None or denied or (echo is None and self._is_name(quotation, claim)):
            return self._alone(quotation, text, echo)
        start, end = self._span(claim)
        whole = quotation.outer_end - quotation.outer_start > _WHOLE * (end - start)
        kind: Kind = "direct" if whole and (claim.sort != "call" or claim.form == "beside") else "mixed"
        clause = (start, end) if kind == "mixed" else None
        speaker, sure = self._settled(claim, echo)
        row = self._row(quotation.start, quotation.end, kind, sure, clause)
        return row | self._cue(claim) | self._speaker(claim.speaker, speaker)

    def _is_denied(self, quotation: Quotation, claim: Claim) -> bool:
        """Whether words are another's to whom the speaker objects: denies “cover-up”, not: rejects it as “silly”."""
        told = self.line.cue(claim.cue) if claim.cue is not None else None
        if claim.cue is None or told is None or claim.form != "before" or told[0] not in _DENYING:
            return False
        between = [i for i in range(claim.cue + 1, claim.words[1]) if self.line.words[i].end <= quotation.outer_start]
        return not any(self.line.lower[i] in ("as", ":") or self.line.cue(i) for i in between)

    def _is_quoted(self, claim: Claim, echo: Echo | None) -> bool:
        """Whether the text has somebody else say what a headline's subject only judges, quotes or stands beside."""
        told = self.line.cue(claim.cue) if claim.cue is not None else None
        said = echo.draft.speaker if echo is not None and not echo.disputed else None
        if told is None or said is None or said.group is None or claim.speaker.group is None:
            return False
        aside = claim.form == "beside" or claim.sort == "call" or told[0] == "quote"
        return aside and said.group != claim.speaker.group

    def _is_mere_name(self, quotation: Quotation, text: str) -> bool:
        """Whether the marks hold a name of the text, or what stands where a title does: X’s ‘The Long Ferry’."""
        names = (m for m in self.reading.entities.mentions if m.in_title and m.kind == "name")
        owned = self._before(quotation).endswith(("'s", "s'")) and text[0].isupper()
        return owned or any((m.start, m.end) == (quotation.start, quotation.end) for m in names)

    def _is_faint(self, text: str, echo: Echo) -> bool:
        """Whether the text says the words only in passing: a name with its capitals, or a word or two of many."""
        draft = echo.draft
        said = self.reading.page.text[draft.start : draft.end]
        few = len(text.split()) <= _LABEL_WORDS and len(said.split()) > _SHORT_QUOTE
        return not echo.whole and (few or (_has_capitals(text) and text.strip(".,!?") in said))

    def _before(self, quotation: Quotation) -> str:
        return self.title[: quotation.outer_start].rstrip().lower().replace("’", "'")

    def _settled(self, claim: Claim, echo: Echo | None) -> tuple[Speaker, float]:
        """Who speaks, by the headline's form and by the text; the text knows better but where a name has a verb."""
        told = claim.speaker
        said = echo.draft.speaker if echo is not None else None
        if echo is None or said is None or echo.disputed:
            return told, SURE[claim.form]
        if said.group is not None and said.group == told.group:
            return told, SURE["echo and form"]
        if told.kind == "name" and claim.cue is not None and not self._are_namesakes(told, said):
            return told, SURE["beside"]
        if said.group is None and told.group is not None:
            return told, SURE[claim.form]
        return replace(told, group=said.group, others=said.others, anonymous=said.anonymous), SURE["echo"]

    def _are_namesakes(self, told: Speaker, said: Speaker) -> bool:
        """Whether the headline's name is one word that both persons bear: the text knows who of them it is."""
        name = self.title[told.start : told.end].casefold()
        groups = [speaker.group for speaker in (told, said) if speaker.group is not None]
        bearers = [g for g in groups if name in self.reading.entities.groups[g].name.casefold().split()]
        return len(bearers) > 1

    def _alone(self, quotation: Quotation, text: str, echo: Echo | None) -> Row:
        """A stretch that no form of the headline reports: what the text makes of it."""
        if echo is None:
            if self._is_apart(quotation) and self.line.is_own(Word(quotation.start, quotation.end, text)):
                return self._row(quotation.start, quotation.end, "direct", SURE["alone"])
            return self._row(quotation.start, quotation.end, "scare", SURE["scare"])
        kind: Kind = echo.draft.kind if echo.draft.kind == "direct" and self._is_apart(quotation) else "mixed"
        few = kind == "mixed" and len(text.split()) <= _LABEL_WORDS
        sure = min(SURE["part" if kind == "mixed" else "echo"], echo.confidence)
        row = self._row(quotation.start, quotation.end, kind, sure)
        said = echo.draft.speaker
        if said is None or echo.disputed or echo.confidence < (_SURE_OF_FEW if few else _SURE_SPEAKER):
            return row
        return row | self._who(said)

    def _is_apart(self, quotation: Quotation) -> bool:
        """Whether a stretch stands by itself, and not in the middle of a clause."""
        at = next((i for i, word in enumerate(self.line.words) if word.start == quotation.outer_start), 0)
        begins = at == 0 or self.line.lower[at - 1] in _SET_OFF
        return begins and (at + 1 >= len(self.line.words) or not self.line.words[at + 1].is_word)

    def _is_name(self, quotation: Quotation, claim: Claim) -> bool:
        """Whether what stands in marks is a title or a term, whoever speaks: the ‘Long Ferry’ crew."""
        if claim.form in ("label", "foot", "beside") and self._fills(quotation, claim):
            return claim.form == "beside" and self._is_term(quotation)
        if self._is_mere_name(quotation, self.title[quotation.start : quotation.end]):
            return True
        text = self.title[quotation.start : quotation.end]
        if self.line.in_sentence_case:
            return _has_capitals(text) and not text.endswith(("!", "?", "."))
        judged = claim.sort == "call" and quotation.outer_end >= self._span(claim)[1]  # Calls Plan ‘Weak’
        few = len(text.split()) <= _LABEL_WORDS
        return (
            not judged and claim.form != "label" and few and _has_capitals(text) and not self._fills(quotation, claim)
        )

    def _is_term(self, quotation: Quotation) -> bool:
        """Whether the text uses a word or two without marks: ‘Ghost Wards’: Mayor Warns Hospitals."""
        text = self.title[quotation.start : quotation.end].strip(_EDGES)
        if len(text.split()) > _LABEL_WORDS:
            return False
        return re.search(rf"\b{re.escape(text)}\b", self.reading.page.text, re.IGNORECASE) is not None

    def _fills(self, quotation: Quotation, claim: Claim) -> bool:
        start, end = self._span(claim)
        return quotation.outer_end - quotation.outer_start > _WHOLE * (end - start)

    def _indirect(self, claim: Claim, start: int, end: int) -> Row:
        row = self._row(start, end, "indirect", SURE["clause"])
        return row | self._cue(claim) | self._speaker(claim.speaker, claim.speaker)

    def _row(self, start: int, end: int, kind: Kind, sure: float, clause: tuple[int, int] | None = None) -> Row:
        quote_id = f"{self.reading.page.article_id}:title:{start}-{end}"
        told = {"in_title": True, "start_char": start, "end_char": end, "quote_id": quote_id, "turn_id": quote_id}
        told |= {"text": self.title[start:end], "kind": kind, "is_anonymous": False, "confidence": round(sure, 2)}
        return (
            _EMPTY | told | {"clause_start": clause[0] if clause else None, "clause_end": clause[1] if clause else None}
        )

    def _cue(self, claim: Claim) -> Row:
        if claim.cue is None:
            return {}
        words = 2 if self.line.lower[claim.cue] == "according" else 1
        start, end = self.line.span(claim.cue, claim.cue + words)
        return {"cue": self.title[start:end], "cue_start": start, "cue_end": end}

    def _speaker(self, beside: Speaker, speaker: Speaker) -> Row:
        """The words of the headline that stand for the speaker, and who that is."""
        text = self.title[beside.start : beside.end]
        row = {"speaker_text": text, "speaker_start": beside.start, "speaker_end": beside.end}
        row |= {"speaker_kind": beside.kind} | self._who(speaker)
        if speaker.group is None and beside.kind == "nominal":
            row |= {"speaker_description": text, "description_start": beside.start, "description_end": beside.end}
            row |= {
                "speaker_role": plain_role(text),
                "speaker_role_class": role_class(text),
                "speaker_age": age_of(text),
            }
        return row

    def _who(self, speaker: Speaker) -> Row:
        """Who speaks, and what the text makes of that person; the words that say so stand in the text."""
        if speaker.group is None:
            return {"is_anonymous": speaker.anonymous}
        groups = self.reading.entities.groups
        told = self.reading.describer.of_group(speaker.group)
        return {
            "speaker": groups[speaker.group].name,
            "speaker_id": groups[speaker.group].entity_id,
            "other_speakers": [groups[other].name for other in speaker.others] or None,
            "speaker_role": told.role,
            "speaker_role_class": told.role_class,
            "speaker_age": told.age,
        }


def _has_capitals(text: str) -> bool:
    """Whether the first word and all long ones begin with capitals, as those of titles do."""
    found = text.split()
    long = [word for word in found if len(word) > _SHORT_WORD] or found
    return found[0][0].isupper() and all(word[0].isupper() for word in long)
