"""What the text says of a person beside the name: "a 40-year-old homemaker from the Moscow suburbs".

Two places are read: the apposition behind the name, and the role words in front of it. What is found once holds for
all quotations of the person in the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.quotes.roles import is_role, role_class

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities, Mention
    from pipelines.language.page import Page
    from pipelines.quotes.syntax import Syntax

_LONGEST = 24  # tokens
_DETERMINERS = frozenset("a an the another one his her their its our my".split())
_LEADS = frozenset("former ex-president acting then retired senior chief deputy vice co-founder co-author".split())
_STOPS = frozenset((",", ".", ";", ":", ")", "(", "–", "—", "--", "!", "?", "…", "“", "”", '"', "―"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PREPOSITIONS = frozenset(("IN", "TO", "WDT", "WP", "WRB"))
_ROLE_TAGS = frozenset("NN NNS NNP NNPS JJ JJS HYPH POS AFX VBG CD".split())
_TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady rev sen sens rep reps gov gen lt col sgt capt cpl maj hon st mx".split()
)
_AGE = re.compile(r"(?<!\w)(\d{1,3})[-– ]year[-– ]olds?\b")
_BARE_AGE = re.compile(r",\s+(?:aged\s+)?(\d{1,3})(?=[,.;)]|\s+(?:of|from)\b)|\s+\((\d{1,3})\)|\s+aged\s+(\d{1,3})\b")
_OLDEST = 119
_ARTICLE = re.compile(r"(?:an?|the|one|another|his|her|their|its|our|my)\s+", re.IGNORECASE)
_AGE_WORDS = re.compile(r"\d{1,3}[-– ]year[-– ]old(?:\s+|$)")
_ORIGIN = re.compile(r"\s+(?:from|who|living|based)\s.*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Description:
    """What the text says of a person, verbatim with its span, and what follows from it."""

    text: str | None
    start: int | None
    end: int | None
    role: str | None
    role_class: str | None
    age: int | None


class Describer:
    """Finds descriptions of the people and organisations of one article, each once."""

    def __init__(self, page: Page, syntax: Syntax, entities: ArticleEntities) -> None:
        self.page, self.syntax, self.entities = page, syntax, entities
        self._known: dict[int, Description] = {}

    def of_group(self, group: int) -> Description:
        """Description of a group: the first place where one of its names has one; age and title from any."""
        if group not in self._known:
            self._known[group] = self._describe(group)
        return self._known[group]

    def of_phrase(self, start: int, end: int) -> Description:
        """Description that a nominal speaker is by itself: "two officials", "a resident of the street"."""
        text = self.page.text[start:end]
        return Description(text, start, end, plain_role(text), role_class(text), age_of(text))

    def _describe(self, group: int) -> Description:
        mentions = [m for m in self.entities.in_text if m.group == group and m.kind == "name"]
        spans = (span for mention in mentions if (span := self._beside(mention)))
        start, end = next(spans, (None, None))
        age = next((age for mention in mentions if (age := self._age(mention)) is not None), None)
        fallback = self._fallback_class(group, mentions)
        if start is None or end is None:
            return Description(None, None, None, None, fallback, age)
        text = self.page.text[start:end]
        found = fallback if fallback == "organisation" else role_class(text) or fallback
        own = age_of(text)
        return Description(text, start, end, plain_role(text), found, age if own is None else own)

    def _fallback_class(self, group: int, mentions: list[Mention]) -> str | None:
        if self.entities.groups[group].label != "PERSON":
            return "organisation"
        titles = [m.title.text.lower().strip(". ") for m in mentions if m.title]
        return next((found for title in titles if title not in ("mr", "ms") and (found := role_class(title))), None)

    def _age(self, mention: Mention) -> int | None:
        if mention.age and mention.age.text.isdigit():
            return int(mention.age.text)
        found = _BARE_AGE.match(self.page.text, mention.end)
        age = int(next(g for g in found.groups() if g)) if found else None
        return age if age is not None and age <= _OLDEST else None

    def _beside(self, mention: Mention) -> tuple[int, int] | None:
        return self._behind(mention) or self._before(mention)

    def _behind(self, mention: Mention) -> tuple[int, int] | None:
        """The apposition behind a name: a baker from the valley."""
        at = self.syntax.token_from(mention.end)
        bare = _BARE_AGE.match(self.page.text, mention.end)
        if bare:
            at = self.syntax.token_from(bare.end())
        if not 0 < at < len(self.syntax) - 1 or self.syntax.words[at] not in (",", "–", "—"):
            return None
        first = at + 1
        last = self._end_of_phrase(first)
        if last is None or not self._is_description(first, last):
            return None
        return self.syntax.starts[first], self.syntax.ends[last]

    def _end_of_phrase(self, first: int) -> int | None:
        """Last token of the noun phrase that begins here; None where a verb shows that it is the next clause."""
        relative = self.syntax.tags[first] in ("WP", "WDT")
        for i in range(first, min(first + _LONGEST, len(self.syntax))):
            if self.syntax.words[i] in _STOPS or self.syntax.spaces[i]:
                return i - 1 if i > first else None
            if self.syntax.tags[i] in ("WP", "WDT", "WP$"):
                relative = True
            if self.syntax.tags[i] in _FINITE and not relative:
                return None
        return None

    def _is_description(self, first: int, last: int) -> bool:
        words, tags = self.syntax.words, self.syntax.tags
        head = first
        for i in range(first, last + 1):
            if tags[i] in _PREPOSITIONS:
                break
            head = i
        nouns = [i for i in range(first, head + 1) if tags[i].startswith("NN")]
        if not nouns:
            return False
        aged = any("year-old" in words[i] or words[i] == "year" for i in range(first, head + 1))
        if words[first] in _DETERMINERS:
            return aged or tags[nouns[-1]] in ("NN", "NNS") or any(is_role(words[i]) for i in nouns)
        return aged or words[first] in _LEADS or is_role(words[nouns[-1]]) or is_role(words[nouns[0]])

    def _before(self, mention: Mention) -> tuple[int, int] | None:
        """The role words in front of a name: political analyst X | the mayor, X | director of the museum X."""
        name = self.syntax.token_from(mention.start)
        last = self.syntax.token_from(mention.end) - 1
        if not 0 < name <= last:
            return None
        first, end = self._run_before(name)
        top = next((i for i in range(name, last + 1) if not name <= self.syntax.heads[i] <= last), last)
        noun = self.syntax.heads[top]
        if self.syntax.deps[top] == "appos" and noun < name and self._is_noun_beside(noun, name):
            first, end = self.syntax.left(noun), name - 1
        while first <= end and (self.syntax.words[end] in _STOPS or self.syntax.words[end].strip(".") in _TITLES):
            end -= 1
        while first <= end and self._leads_nowhere(first):
            first += 1
        if first > end or end - first > _LONGEST or not self._names_role(first, end):
            return None
        return self.syntax.starts[first], self.syntax.ends[end]

    def _is_noun_beside(self, noun: int, name: int) -> bool:
        """Whether nothing but the noun's own complements and a comma stand between the noun and the name."""
        between = range(noun + 1, name)
        return self.syntax.tags[noun] in ("NN", "NNP") and not any(
            self.syntax.tags[i] in _FINITE or self.syntax.spaces[i] or self.syntax.words[i] in (".", ";", ":", "“", '"')
            for i in between
        )

    def _run_before(self, name: int) -> tuple[int, int]:
        """The unbroken run of nouns and adjectives that ends right before a name."""
        first = name
        while first > 0 and self.syntax.tags[first - 1] in _ROLE_TAGS and not self.syntax.spaces[first - 1]:
            first -= 1
        return first, name - 1

    def _leads_nowhere(self, i: int) -> bool:
        tag = self.syntax.tags[i]
        return tag in ("CC", "RB", "IN", "CD", "VBG", "POS", "HYPH") or self.syntax.words[i] in _STOPS

    def _names_role(self, first: int, end: int) -> bool:
        words = [self.syntax.words[i] for i in range(first, end + 1)]
        return any(is_role(word) or is_role(word.rsplit("-", 1)[-1]) for word in words)


def age_of(text: str) -> int | None:
    """Age in years that a description states: "a 40-year-old homemaker"."""
    found = _AGE.search(text)
    return int(found[1]) if found and int(found[1]) <= _OLDEST else None


def plain_role(text: str) -> str | None:
    """The description without article, age and origin: "homemaker"."""
    lead = _ARTICLE.match(text)
    role = text[lead.end() :] if lead else text
    aged = _AGE_WORDS.match(role)
    role = role[aged.end() :] if aged else role
    return _ORIGIN.sub("", role).strip(" ,") or None
