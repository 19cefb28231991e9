"""A headline as words with places: no parse, for a line so short and so oddly set gives none that can be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.language.marks import quotations
from pipelines.quotes.cues import BASES, CUES

if TYPE_CHECKING:
    from pipelines.language.marks import Quotation
    from pipelines.quotes.cues import Sort

_FEWEST = 3
# The longest words that are cut short with a stop: Capt.
_LONGEST_SHORT = 4
_EDGES = "“”\"‘’'.,!?;:…"
# Stands in the place of every character between marks, and of the marks.
MARKED = "\ufffc"
_TOKEN = re.compile(rf"{MARKED}+|[\w$£€%#&+]+(?:(?:[-'’.,/&]|(?<=\d):(?=\d))\w+)*(?:['’](?=\s|$))?|[^\w\s]")
# What stands before a headline and belongs to the paper, with "_" for a blank: Opinion: | WATCH: | [Video].
_LABELS = (
    "opinion comment commentary column editorial analysis review letters? podcast video watch listen live live_updates "
    "(?:the_)?latest breaking(?:_news)? just_in exclusive updated? interview q&a profile obituary explainer explained "
    "fact[-_]check feature gallery photos? in_pictures pictured quiz recap preview factbox timeline special_report "
    "investigation long_read viewpoint perspective op-ed first_person newsletter (?:morning_)?briefing developing read "
    "must_read sponsored advertisement press_release newsmaker"
)
_LABEL = re.compile(
    rf"\s*[\[(]?(?:{'|'.join(_LABELS.split()).replace('_', ' ')})[\])]?\s*(?:[:|\]]|\s[–—-])\s*"
    r"|\s*(?-i:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|EXCLUSIVE|ANALYSIS|FACTBOX)(?: \d{1,2})?-(?=\w)",
    re.IGNORECASE,
)
# The outlet's name behind the headline.
_OUTLET = re.compile(r"(?<!\s)\s+[|•]\s[^|•]*$")
_HELPING = frozenset(
    """
    is are was were isn't aren't wasn't weren't will would can could must should shall might may won't wouldn't can't
    cannot couldn't mustn't shouldn't has have had hasn't haven't hadn't do does did don't doesn't didn't ain't
    """.split()
)
_AUXILIARIES = _HELPING | frozenset(
    """
    he's she's it's that's there's he'll she'll it'll they'll we'll i'll you'll they're we're you're i'm i've we've
    they've you've he'd she'd they'd we'd
    """.split()
)
_SUBJECTS = frozenset("he she they it we i you there nobody everyone".split())
_UTTERED = frozenset("i i'm i've i'll i'd we we're we've we'll my our me us you your you're let's".split())
_RELATIVES = frozenset("that who which whose whom".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark of punctuation or a stretch between quotation marks, with its place in the headline."""

    start: int
    end: int
    text: str

    @property
    def is_marked(self) -> bool:
        """Whether it is a stretch between quotation marks."""
        return self.text[0] == MARKED

    @property
    def is_word(self) -> bool:
        """Whether it is a word outside quotation marks."""
        return self.text[0].isalnum() or self.text[0] in "$£€#&+%"


class Line:
    """A headline taken apart. All offsets are half-open code points into the title.

    Attributes:
        title: the headline.
        quotations: its stretches between quotation marks.
        words: what the headline itself is made of, without the labels of the paper at its head and foot.
        lower: the same in small letters, with straight apostrophes.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.quotations: list[Quotation] = quotations(title)
        masked = list(title)
        for quotation in self.quotations:
            masked[quotation.outer_start : quotation.outer_end] = MARKED * (quotation.outer_end - quotation.outer_start)
        text = "".join(masked)
        start = 0
        while label := _LABEL.match(text, start):
            start = label.end()
        outlet = _OUTLET.search(text, start)
        stop = outlet.start() if outlet else len(text)
        self.words = [Word(*match.span(), match.group()) for match in _TOKEN.finditer(text, start, stop)]
        while self.words and self.words[-1].text in (".", "!", "…"):
            self.words.pop()
        self.lower = [word.text.lower().replace("’", "'") for word in self.words]

    @cached_property
    def is_question(self) -> bool:
        """Whether the headline asks something outside of marks."""
        return "?" in self.lower

    @cached_property
    def in_sentence_case(self) -> bool:
        """Whether most of its words begin small, so that a capital means a name."""
        plain = [word.text for word in self.words if word.text[0].isalpha() and len(word.text) > 3]
        return sum(word[0].islower() for word in plain) > len(plain) / 2

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters from one word up to, and without, another."""
        return self.words[first].start, self.words[last - 1].end

    def marked(self, first: int, last: int) -> bool:
        """Whether any stretch between marks stands among some words."""
        return any(word.is_marked for word in self.words[first:last])

    def is_own(self, word: Word) -> bool:
        """Whether a stretch between marks can only be somebody's own words: it says I, we or you."""
        spoken = self.title[word.start : word.end].lower().replace("’", "'").split()
        return len(spoken) >= _FEWEST and any(said.strip(_EDGES) in _UTTERED for said in spoken)

    def cue(self, at: int) -> tuple[str, Sort, bool] | None:
        """Verb, sort, and whether the form asks for several voices, where a word reports as headlines do: says, say."""
        form = self.lower[at]
        if form == "said":
            return "say", "say", False
        base = BASES.get(form)
        if base is None or (form != base and not form.endswith("s")):
            return None
        return base, CUES[form], form == base

    def lacks_subject(self, at: int) -> bool:
        """Whether a verb that needs a subject stands here without one: will be tested."""
        return self.lower[at] in _HELPING

    def ends_sentence(self, at: int) -> bool:
        """Whether a sentence ends with a mark inside the headline; a stop behind a short word may be its own: Gov."""
        if self.lower[at] not in (".", "!") or not 0 < at < len(self.words) - 1:
            return False
        last = self.words[at - 1]
        return last.is_marked or (len(last.text) > _LONGEST_SHORT and "." not in last.text)

    def has_verb(self, first: int, last: int) -> bool:
        """Whether some words hold a verb that needs no parse to be known: taxes will rise | it fell | he's gone.

        What a relative clause says does not count: a plan that will cut taxes.
        """
        for at in range(first, last):
            if self.lower[at] in _AUXILIARIES and (at == first or self.lower[at - 1] not in _RELATIVES):
                return True
        return first < last and (self.lower[first] in _SUBJECTS or self.lower[first] == "that")
