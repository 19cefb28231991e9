"""Speech without marks: turns of an interview behind a name and a colon, and paragraphs that a colon announces.

Q: Why now?                        MARIT SOLHEIM: Because nobody else would.
The mayor wrote in a letter:       (and the paragraph below it)
Chairwoman Marit Solheim:          (likewise)
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipelines.quotes.draft import Draft
from pipelines.quotes.reports import Report
from pipelines.quotes.speakers import Speaker

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities
    from pipelines.language.page import Page
    from pipelines.quotes.above import Above

_LABEL = re.compile(
    r"\s*((?:[QA]|Question|Answer|[A-Z][\w.’'-]*(?: [\w.’'-]+){0,6})(?: \([^()\n]{1,40}\))?)\s?:(?=\s|$)\s*"
)
_ASKED, _ANSWERED = frozenset(("q", "question")), frozenset(("a", "answer"))
_MARKS = frozenset('“”"«»„‘')
_FINAL = '.!?…)”"'
# So many labelled paragraphs, by so many who speak, make a transcript.
_FEWEST, _VOICES = 3, 2
# Fewer words behind a label are a heading or a fact: Director: Marit Solheim.
_WORDS, _WORDS_OF_TURN = 4, 2
_REPORTING = frozenset("said says wrote writes reads read added stated states declared posted tweeted".split())
# How sure such a row is to be speech and its speaker right: what they are was tried on few articles.
_SPEECH, _SURE = 0.95, 0.95


class _Label(NamedTuple):
    paragraph: int
    start: int
    end: int
    behind: int


class Announced:
    """Finds the speech without marks of one article."""

    def __init__(self, page: Page, above: Above, entities: ArticleEntities) -> None:
        self.page, self.above, self.entities = page, above, entities

    def drafts(self) -> list[Draft]:
        """Drafts of kind direct, none overlapping, by place."""
        found: dict[int, Draft] = {}
        for label in self._labels:
            speaker = self._speaker(label)
            if speaker is None:
                continue
            paragraph = label.paragraph + (label.behind >= self._end(label.paragraph))
            draft = self._draft(paragraph, label.behind, speaker)
            if draft is not None:
                found[paragraph] = draft
        for paragraph in range(1, len(self.page.paragraphs)):
            draft = self._below_colon(paragraph) if paragraph not in found else None
            if draft is not None:
                found[paragraph] = draft
        return [found[paragraph] for paragraph in sorted(found)]

    def _end(self, paragraph: int) -> int:
        start, end = self.page.paragraphs[paragraph]
        return start + len(self.page.text[start:end].rstrip())

    @cached_property
    def _labels(self) -> list[_Label]:
        found = []
        for paragraph, (start, end) in enumerate(self.page.paragraphs):
            match = _LABEL.match(self.page.text, start, end)
            if match:
                found.append(_Label(paragraph, *match.span(1), match.end()))
        return found

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(self._word(label) for label in self._labels)

    def _word(self, label: _Label) -> str:
        return self.page.text[label.start : label.end].lower()

    @cached_property
    def _is_transcript(self) -> bool:
        again = any(n > 1 for n in self._names.values())
        return again and len(self._labels) >= _FEWEST and len(self._names) >= _VOICES

    def _speaker(self, label: _Label) -> Speaker | None:
        """Who a label names; nobody where it names none, outside a transcript."""
        word = self._word(label)
        if word in _ASKED | _ANSWERED:
            if not self._is_transcript:
                return None
            group = self._protagonist if word in _ANSWERED else None
            return Speaker(label.start, label.end, "nominal", group, anonymous=group is None)
        group = self._person(label)
        if group is not None:
            return Speaker(label.start, label.end, "name", group)
        alike = self._names[word] > 1 or self.page.text[label.start : label.end].isupper()
        return Speaker(label.start, label.end, "name") if alike and self._is_transcript else None

    def _person(self, label: _Label) -> int | None:
        """The person whose name ends the label, or whose last name is the label."""
        word = self._word(label).split(" (")[0]
        ends = label.start + len(word)
        inside = [m for m in self.entities.within(label.start, ends) if m.label == "PERSON" and m.kind == "name"]
        if inside:
            return inside[-1].group if inside[-1].end >= ends else None
        people = [(n, e.name.lower()) for n, e in enumerate(self.entities.groups) if e.label == "PERSON"]
        whole = [n for n, name in people if word.endswith(name)]
        last = [n for n, name in people if name.split()[-1] == word.split()[-1] and len(word.split()) == 1]
        found = whole or last
        return found[0] if len(found) == 1 else None

    @cached_property
    def _protagonist(self) -> int | None:
        """The person an interview is with: named more often than any other."""
        people = Counter(m.group for m in self.entities.mentions if m.label == "PERSON" and m.group is not None)
        first = people.most_common(2)
        return first[0][0] if first and (len(first) == 1 or first[0][1] > first[1][1]) else None

    def _draft(self, paragraph: int, start: int, speaker: Speaker) -> Draft | None:
        """What a paragraph says from a character on, if it is speech without marks."""
        if paragraph >= len(self.page.paragraphs):
            return None
        text, end = self.page.text, self._end(paragraph)
        while start < end and text[start].isspace():
            start += 1
        said = text[start:end]
        if (
            len(said.split()) < (_WORDS_OF_TURN if self._is_transcript else _WORDS)
            or said[0] in _MARKS
            or said[-1] not in _FINAL
        ):
            return None
        sentence = self._sentence_at(paragraph)
        report = Report("label", 6.0, None, self.above.syntax.token_from(speaker.end) - 1)
        return Draft(start, end, "direct", sentence, "label", report, speaker, speech=_SPEECH, sure=_SURE)

    def _sentence_at(self, paragraph: int) -> int:
        return self._first_of[paragraph]

    @cached_property
    def _first_of(self) -> dict[int, int]:
        """For each paragraph its first sentence."""
        return {s.paragraph: n for n, s in reversed(list(enumerate(self.above.sentences)))}

    def _below_colon(self, paragraph: int) -> Draft | None:
        """A paragraph without marks under one that ends in "said:", "reads:" with somebody to say it."""
        start, end = self.page.paragraphs[paragraph - 1]
        if not self.page.text[start:end].rstrip().endswith(":"):
            return None
        above = self.above.sentence_above(self._sentence_at(paragraph))
        if above is None or self.above.sentences[above].paragraph != paragraph - 1:
            return None
        reporter = self.above.reporters[above]
        cues = [c for c in reporter.cues if self.above.syntax.words[c.token] in _REPORTING and c.subject is not None]
        speaker = self.above.speakers.at(cues[-1].subject) if cues and cues[-1].subject is not None else None
        draft = self._draft(paragraph, self.page.paragraphs[paragraph][0], speaker) if speaker else None
        if draft is not None:
            draft.report = Report("colon", 6.0, cues[-1].token, cues[-1].subject)
            draft.rule = "colon above"
        return draft
