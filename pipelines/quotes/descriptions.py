"""What the text says of a person beside the name: "a 40-year-old homemaker from the Moscow suburbs".

Two places are read: the apposition behind the name, and the role words in front of it. What is found once holds for
all quotations of the person in the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.quotes.cues import CUES, DOCUMENTS
from pipelines.quotes.roles import is_role, role_class
from pipelines.quotes.syntax import SUBJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipelines.entities.mention import ArticleEntities, Mention
    from pipelines.language.page import Page
    from pipelines.quotes.syntax import Syntax

_LONGEST = 24  # tokens
_DETERMINERS = frozenset("a an the another one his her their its our my".split())
_INDEFINITE = frozenset(("a", "an", "another"))
_LEADS = frozenset("former ex-president acting then retired senior chief deputy vice co-founder co-author".split())
_STOPS = frozenset((",", ".", ";", ":", ")", "(", "–", "—", "--", "!", "?", "…", "“", "”", '"', "―"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PREPOSITIONS = frozenset(("IN", "TO", "WDT", "WP", "WRB"))
_ROLE_TAGS = frozenset("NN NNS NNP NNPS JJ JJS HYPH POS AFX VBG CD".split())
_COMPLEMENTS = frozenset("of for from at in with to".split())
_PREDICATE = frozenset(("attr",))
_NAMED = frozenset(("surnamed", "named", "called"))
_BE = frozenset(("is", "was", "been", "'s", "’s"))
# A role's own words, its adjectives with it: the deputy chief executive officer.
_ROLE_WORDS = 6
_TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady rev sen sens rep reps gov gen lt col sgt capt cpl maj hon st mx".split()
)
_NO_BEGINNING = frozenset("CC RB IN CD VBG POS HYPH".split())
_AGE = re.compile(r"(?<!\w)(\d{1,3})[-– ]year[-– ]olds?\b")
_BARE_AGE = re.compile(r",\s+(?:aged\s+)?(\d{1,3})(?=[,.;)]|\s+(?:of|from)\b)|\s+\((\d{1,3})\)|\s+aged\s+(\d{1,3})\b")
# The age stands for its bearer only where no noun follows it.
_BY_AGE = re.compile(
    r"\b[Tt]he (?:[a-z]+ )?\d{1,3}[- ]year[- ]old\b"
    r"(?=[,.;:]| (?:was|is|has|had|who|from|and|to|of)\b| [a-z]+(?:ed|s)\b)"
)
_NEAR = 300
# Organisations of soldiers.
_FORCES = frozenset("army navy fleet marines brigade battalion regiment corps command forces militia guards".split())
_OLDEST = 119
_ARTICLE = re.compile(r"(?:an?|the|one|another|his|her|their|its|our|my)\s+", re.IGNORECASE)
_AGE_WORDS = re.compile(r"\d{1,3}[-– ]year[-– ]old(?:\s+|$)")
_NO_ROLE = re.compile(r"(?:of|from|in|with|who|whose|which|that)\b", re.IGNORECASE)
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
        self._roles: dict[int, list[str]] = {}
        self._by_group: dict[int, list[Mention]] = {}
        self._called: dict[int, tuple[int, int]] = {}

    def of_group(self, group: int) -> Description:
        """Description of a group: the first place where one of its names has one; age and title from any."""
        if group not in self._known:
            self._known[group] = self._describe(group)
        return self._known[group]

    def call(self, group: int, start: int, end: int) -> None:
        """Keep what a group is called where it speaks, "the minister": its description where no name has one."""
        self._called.setdefault(group, (start, self.end_of_complement(end)))
        self._known.pop(group, None)

    def roles(self, group: int) -> list[str]:
        """Everything that stands beside the names of a group and says what it is."""
        if group not in self._roles:
            spans = {
                s for m in self._names(group) for s in (self._behind(m), self._before(m), self._phrase_before(m)) if s
            }
            self._roles[group] = [self.page.text[start:end] for start, end in sorted(spans)]
        return self._roles[group]

    def _names(self, group: int) -> list[Mention]:
        if not self._by_group:
            for mention in self.entities.in_text:
                if mention.kind == "name" and mention.group is not None:
                    self._by_group.setdefault(mention.group, []).append(mention)
        return self._by_group.get(group, [])

    def of_phrase(self, start: int, end: int) -> Description:
        """Description that a nominal speaker is by itself: "two officials", "a resident of the street"."""
        if self.page.text[start:end].split()[-1].lower() in DOCUMENTS:
            return Description(None, None, None, None, "other", None)
        end = self.end_of_complement(end)
        text = self.page.text[start:end]
        return Description(text, start, end, plain_role(text), role_class(text), age_of(text))

    def end_of_complement(self, end: int) -> int:
        """End of what hangs on a noun by a preposition: a spokesman "for the department"."""
        at = self.syntax.token_from(end)
        if at >= len(self.syntax) or self.syntax.words[at] not in _COMPLEMENTS:
            return end
        for i in range(at, min(at + _LONGEST, len(self.syntax))):
            stops = self.syntax.words[i] in _STOPS or self.syntax.spaces[i]
            if stops or self.syntax.tags[i] in _FINITE or self.syntax.tags[i] == "RB":
                return self.syntax.ends[i - 1]
        return end

    def _describe(self, group: int) -> Description:
        mentions = self._names(group)
        spans = (span for mention in mentions if (span := self._beside(mention)))
        span = next(spans, None) or self._spoken_of.get(group) or self._called.get(group) or self._told(group)
        ages = (age for mention in mentions if (age := self._age(mention)) is not None)
        age = next(ages, None)
        if age is None and group in self._spoken_of:
            age = age_of(self.page.text[slice(*self._spoken_of[group])])
        fallback = self._fallback_class(group, mentions)
        if span is None:
            return Description(None, None, None, None, fallback, age)
        start, end = span
        text = self.page.text[start:end]
        person = self.entities.groups[group].label == "PERSON"
        found = (role_class(text) or fallback) if person else fallback
        own = age_of(text)
        return Description(text, start, end, plain_role(text), found, age if own is None else own)

    @cached_property
    def _spoken_of(self) -> dict[int, tuple[int, int]]:
        """Groups that the text calls by an age later on, "the 40-year-old", with the span of that.

        It is taken to mean the person named last before it, in the same place of the text.
        """
        found: dict[int, tuple[int, int]] = {}
        for match in _BY_AGE.finditer(self.page.text):
            near = [m for m in self.entities.within(match.start() - _NEAR, match.start()) if m.label == "PERSON"]
            if near and near[-1].group is not None:
                found.setdefault(near[-1].group, match.span())
        return found

    def _fallback_class(self, group: int, mentions: list[Mention]) -> str | None:
        entity = self.entities.groups[group]
        if entity.label != "PERSON":
            return "military" if _FORCES.intersection(entity.name.lower().split()) else "organisation"
        titles = [m.title.text.lower().strip(". ") for m in mentions if m.title]
        return next((found for title in titles if title not in ("mr", "ms") and (found := role_class(title))), None)

    def _age(self, mention: Mention) -> int | None:
        if mention.age and mention.age.text.isdigit():
            return int(mention.age.text)
        found = _BARE_AGE.match(self.page.text, mention.end)
        age = int(next(g for g in found.groups() if g)) if found else None
        return age if age is not None and age <= _OLDEST else None

    def _beside(self, mention: Mention) -> tuple[int, int] | None:
        return (
            self._behind(mention) or self._before(mention) or self._phrase_before(mention) or self._predicate(mention)
        )

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
        indefinite = self.syntax.words[first] in _INDEFINITE
        for i in range(first, min(first + _LONGEST, len(self.syntax))):
            if self.syntax.words[i] in _STOPS or self.syntax.spaces[i]:
                return i - 1 if i > first else None
            if self.syntax.tags[i] in ("WP", "WDT", "WP$"):
                relative = True
            if self.syntax.tags[i] in _FINITE and not relative:
                return i - 1 if indefinite and self.syntax.words[i] in CUES else None
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
            first, end = self._after_names(self.syntax.left(noun), noun), name - 1
        while first <= end and (self.syntax.words[end] in _STOPS or self.syntax.words[end].strip(".") in _TITLES):
            end -= 1
        while first <= end and self._leads_nowhere(first):
            first += 1
        if first > end or end - first > _LONGEST or not self._names_role(first, end):
            return None
        return self.syntax.starts[first], self.syntax.ends[end]

    def _phrase_before(self, mention: Mention) -> tuple[int, int] | None:
        """A role with its complement in front of a name, whatever the parser made of it: the owner of the mill, X."""
        name = self.syntax.token_from(mention.start)
        last = name - 1
        if last > 0 and self.syntax.words[last] == ",":
            last -= 1
        # "a homemaker from the Moscow suburbs" says nothing of Moscow.
        if last < 0 or self.syntax.tags[last] in _PREPOSITIONS or self.syntax.words[last] in _DETERMINERS:
            return None
        found = None
        for i in range(last, max(-1, last - _LONGEST), -1):
            if self.syntax.words[i] in _STOPS or self.syntax.spaces[i] or self.syntax.tags[i] in _FINITE:
                break
            if self.syntax.words[i] in _DETERMINERS and self._role_follows(i, last):
                found = i
        return None if found is None else (self.syntax.starts[found], self.syntax.ends[last])

    def _role_follows(self, determiner: int, last: int) -> bool:
        """Whether the noun of a determiner is a role, and a preposition or the name comes right behind it."""
        for i in range(determiner + 1, min(determiner + _ROLE_WORDS, last) + 1):
            if i == last or self.syntax.words[i + 1] in _COMPLEMENTS:
                return is_role(self.syntax.words[i])
            if self.syntax.tags[i] not in _ROLE_TAGS:
                return False
        return False

    def _predicate(self, mention: Mention) -> tuple[int, int] | None:
        """What somebody is said to be: X has been "a goalkeeper of the club" | X has a shop and is "its owner"."""
        name = self.syntax.token_from(mention.end) - 1
        if not 0 <= name < len(self.syntax) or self.syntax.deps[name] != "nsubj":
            return None
        verb = self.syntax.heads[name]
        joined = [c for c in self.syntax.children[verb] if self.syntax.deps[c] == "conj"]
        own = [c for c in joined if self.syntax.child(c, SUBJECT) is None]
        return next((span for v in (verb, *own) if (span := self._attribute(v)) is not None), None)

    def _attribute(self, verb: int) -> tuple[int, int] | None:
        """The role that a form of "be" gives its subject."""
        noun = self.syntax.child(verb, _PREDICATE)
        if noun is None or self.syntax.words[verb] not in _BE or not is_role(self.syntax.words[noun]):
            return None
        first = self.syntax.left(noun)
        if first <= verb or self.syntax.words[first] not in _DETERMINERS:
            return None
        return self.syntax.starts[first], self.end_of_complement(self.syntax.ends[noun])

    def _told(self, group: int) -> tuple[int, int] | None:
        """What the text tells of a person who has no role beside a name, the first of it.

        He is "the owner of the mill" | "a citizen" surnamed X | X "from the land council" | X, "who keeps the bees".
        """
        pronouns = (m for m in self.entities.in_text if m.kind == "pronoun" and m.group == group)
        names = self._names(group)
        asked: tuple[tuple[Callable[[Mention], tuple[int, int] | None], Iterable[Mention]], ...] = (
            (self._surnamed, names),
            (self._predicate, pronouns),
            (self._from, names),
            (self._who, names),
        )
        return next((span for ask, of in asked for mention in of if (span := ask(mention)) is not None), None)

    def _surnamed(self, mention: Mention) -> tuple[int, int] | None:
        """The role of whom only a name is given: a citizen surnamed X."""
        at = self.syntax.token_from(mention.start) - 2
        if at < 0 or self.syntax.words[at + 1] not in _NAMED or not is_role(self.syntax.words[at]):
            return None
        first = self.syntax.left(at)
        return self.syntax.starts[first], self.syntax.ends[at]

    def _from(self, mention: Mention) -> tuple[int, int] | None:
        """Where a person belongs: X "from the land council" | X "of the planning department"."""
        at = self.syntax.token_from(mention.end)
        at += at < len(self.syntax) and self.syntax.words[at] == ","
        if mention.label != "PERSON" or at + 2 >= len(self.syntax) or self.syntax.words[at] not in ("from", "of"):
            return None
        if not any(self.syntax.tags[i].startswith("NNP") for i in range(at + 1, min(at + 4, len(self.syntax)))):
            return None
        end = self.end_of_complement(self.syntax.ends[at - 1])
        return (self.syntax.starts[at], end) if end > self.syntax.ends[at] else None

    def _who(self, mention: Mention) -> tuple[int, int] | None:
        """A clause that tells who somebody is: X, "who keeps the bees of the abbey", said."""
        at = self.syntax.token_from(mention.end)
        if not 0 < at < len(self.syntax) - 1 or self.syntax.words[at] != "," or self.syntax.words[at + 1] != "who":
            return None
        for i in range(at + 2, min(at + 2 + _LONGEST, len(self.syntax))):
            if self.syntax.words[i] in _STOPS or self.syntax.spaces[i]:
                return self.syntax.starts[at + 1], self.syntax.ends[i - 1]
        return None

    def _after_names(self, first: int, noun: int) -> int:
        """First token behind another person's name: X and "her counterpart" Y."""
        inside = self.entities.within(self.syntax.starts[first], self.syntax.starts[noun])
        ends = [self.syntax.token_from(m.end) for m in inside if m.label == "PERSON" and m.kind == "name"]
        behind = [end for end in ends if end < len(self.syntax) and self.syntax.tags[end] != "POS"]
        return max([first, *behind])

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
        return tag in _NO_BEGINNING or self.syntax.words[i] in _STOPS or self.syntax.words[i] in ("this", "these")

    def _names_role(self, first: int, end: int) -> bool:
        words = [self.syntax.words[i] for i in range(first, end + 1)]
        return any(is_role(word) or is_role(word.rsplit("-", 1)[-1]) for word in words)


def age_of(text: str) -> int | None:
    """Age in years that a description states: "a 40-year-old homemaker"."""
    found = _AGE.search(text)
    return int(found[1]) if found and int(found[1]) <= _OLDEST else None


def plain_role(text: str) -> str | None:
    """The description without article, age and origin, "homemaker"; None where it is no noun, "who heads the union"."""
    lead = _ARTICLE.match(text)
    role = text[lead.end() :] if lead else text
    aged = _AGE_WORDS.match(role)
    role = role[aged.end() :] if aged else role
    if _NO_ROLE.match(role):
        return None
    return _ORIGIN.sub("", role).strip(" ,") or None
