"""From the word that is the subject of a report to who speaks: a person, an organisation, or a voice left unnamed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pipelines.quotes.cues import DOCUMENTS, TELLING
from pipelines.quotes.roles import is_role, role_class

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities, Mention
    from pipelines.language.page import Page
    from pipelines.quotes.descriptions import Describer
    from pipelines.quotes.syntax import Syntax

_BODIES = frozenset(("ORG", "GPE", "FAC"))
_OWNER = frozenset(("poss",))
_DETERMINERS = frozenset("the a an this that his her their its our my".split())
_DEFINITE = frozenset("the this that his her their its our my your".split())
_PRONOUNS = frozenset(("PRP", "DT", "EX"))
_RELATIVE = frozenset(("WP", "WDT"))
# Those of the pronouns that stand for people without a name.
_SOME = frozenset(("all", "some", "those"))
# How many arcs of "and" the verb of a relative pronoun may be away from the first verb of its clause.
_JOINED = 3
# Arcs from a name to the noun that it describes, and how many tokens may lie between.
_DESCRIBING = frozenset(("compound", "amod", "nmod"))
_NEAR = 4
# Words for people that name no role.
_PEOPLE = frozenset(
    """
    all another both couple critics crowd dozens each everybody everyone few folks friends group hundreds many most none
    nobody one others pair people person persons some several thousands those two three four five six seven ten who
    allies backers camp challenger children colleague colleagues crew detractors enemies families family foe foes guests
    heir households humans insiders kids kin leaders leadership loyalists majority men minority neighbors neighbours
    opponent opponents participant participants partisans partners peers public respondents rival rivals seniors side
    siblings sides skeptics sceptics son sons sister brother sisters brothers daughter daughters wife husband uncle aunt
    cousin nephew niece grandson granddaughter spouse relatives relative staff staffers team teenagers users women
    youth youths authorities
    """.split()
)
_PHRASE_STOPS = frozenset(", ( ) “ ” \" ‘ ’ ' – — ; : [ ]".split())
# How many tokens may stand between a role and the name behind it.
_COMPLEMENT = 14


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as far as the text tells.

    Attributes:
        start: first character of the mention that stands for the speaker beside the quotation.
        end: character after its last.
        kind: name, pronoun or nominal.
        group: index of the group in the article's entities; None where the speaker is not known by name.
        anonymous: a person or people left unnamed.
        others: groups of those who say the same words with the speaker.
    """

    start: int
    end: int
    kind: Literal["name", "pronoun", "nominal"]
    group: int | None = None
    anonymous: bool = False
    others: tuple[int, ...] = ()


class Speakers:
    """Finds speakers in one article."""

    def __init__(self, page: Page, syntax: Syntax, entities: ArticleEntities, describer: Describer) -> None:
        self.page, self.syntax, self.entities, self.describer = page, syntax, entities, describer
        self._bearers: dict[tuple[str, ...], int | None] = {}

    def at(self, token: int) -> Speaker | None:
        """The speaker whose head word is a token; None where the word can't speak or stands inside marks."""
        speaker = self._at(token)
        return None if speaker is None or self._is_marked(speaker) else speaker

    def again(self, speaker: Speaker) -> Speaker:
        """A speaker as its mention alone tells."""
        return self.at(self.syntax.token_from(speaker.end) - 1) or speaker

    def _is_marked(self, speaker: Speaker) -> bool:
        at = bisect_right(self._mark_starts, speaker.end - 1) - 1
        return at >= 0 and self.page.quotations[at].outer_end > speaker.start

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [quotation.outer_start for quotation in self.page.quotations]

    def _at(self, token: int) -> Speaker | None:
        token = self._described_by(token)
        mention = self._mention(token) or self._named_beside(token)
        if mention is not None and mention.label != "PERSON" and mention.kind == "name":
            bearer = self._bearer_of_role(mention)
            if bearer is not None:
                return self._nominal(bearer)
        if mention is None or mention.label != "PERSON":
            surname = self._by_surname(token)
            if surname is not None:
                return surname
        if mention is not None:
            return self._from_mention(mention, token)
        return self._unnamed(token)

    def _unnamed(self, token: int) -> Speaker | None:
        """The speaker where no name stands: a pronoun, a noun, or a number or adjective that stands for people."""
        if self.syntax.tags[token] in _RELATIVE:
            return self._relative(token)
        if self.syntax.tags[token] in _PRONOUNS:
            some = self.syntax.words[token] in _SOME
            return Speaker(self.syntax.starts[token], self.syntax.ends[token], "pronoun", anonymous=some)
        if self.syntax.is_noun(token) or self.syntax.tags[token] in ("CD", "JJ", "JJS", "JJR"):
            return self._nominal(token)
        return None

    def _relative(self, token: int) -> Speaker:
        """Who, which: whoever the noun in front of the clause is, the nearest that can be: Wanda Holt, who said."""
        start, end = self.syntax.starts[token], self.syntax.ends[token]
        verb = self.syntax.heads[token]
        for _ in range(_JOINED):
            if self.syntax.deps[verb] == "conj":
                verb = self.syntax.heads[verb]
        noun = self.syntax.heads[verb] if self.syntax.deps[verb] in ("relcl", "acl") else token - 1
        noun = noun if self.syntax.words[noun] != "," else noun - 1
        meant = self._at(noun) if 0 <= noun < token and self.syntax.is_noun(noun) else None
        if meant is None:
            return Speaker(start, end, "pronoun")
        return replace(meant, start=start, end=end, kind="pronoun", others=())

    def _described_by(self, token: int) -> int:
        """The noun in front of which an adjective stands, or itself: the British insurer | the major parties."""
        head = self.syntax.heads[token]
        beside = self.syntax.tags[token].startswith("JJ") and self.syntax.deps[token] in _DESCRIBING
        return head if beside and token < head <= token + _NEAR and self.syntax.is_noun(head) else token

    def _mention(self, token: int) -> Mention | None:
        return next(self.entities.within(*self._word(token)), None)

    def _by_surname(self, token: int) -> Speaker | None:
        """A name that was not recognised here, but is the last or the first part of one person's name elsewhere.

        Whatever it is tagged: Will and From are names too.
        """
        start, end = self._word(token)
        if not self.page.text[start].isupper():
            return None
        group = self._surnames.get(self.page.text[start:end])
        return Speaker(start, end, "name", group) if group is not None else None

    def _bearer_of_role(self, mention: Mention) -> int | None:
        """The noun for a person that a name only describes, or ends with: the Greens leader | US prosecutors."""
        last = self.syntax.token_from(mention.end) - 1
        if is_role(self.syntax.words[last]) and self.syntax.is_noun(last):
            return last
        head = self.syntax.heads[last]
        beside = self.syntax.deps[last] in _DESCRIBING and last < head <= last + _NEAR
        return head if beside and self.syntax.is_noun(head) and is_role(self.syntax.words[head]) else None

    def _word(self, token: int) -> tuple[int, int]:
        """The word around a token, with what hyphens join to it."""
        first = last = token
        while (
            first > 1
            and self.syntax.words[first - 1] == "-"
            and self.syntax.ends[first - 2] == self.syntax.starts[first - 1]
        ):
            first -= 2
        return self.syntax.starts[first], self.syntax.ends[last]

    @cached_property
    def _surnames(self) -> dict[str, int]:
        """Last and first words of full names, each where only one person of the article has it."""
        bearers: dict[str, set[int]] = {}
        for group, entity in enumerate(self.entities.groups):
            words = entity.name.split()
            if entity.label == "PERSON" and len(words) > 1:
                for word in (words[0], words[-1]):
                    bearers.setdefault(word, set()).add(group)
        return {word: min(groups) for word, groups in bearers.items() if len(groups) == 1}

    def _named_beside(self, token: int) -> Mention | None:
        """A name in apposition to a noun: the mayor, Wanda Holt | spokesman Wanda Holt | the company, Fjordbygg."""
        for child in self.syntax.children[token]:
            if child > token and self.syntax.deps[child] in ("appos", "nmod"):
                mention = self._named(child)
                beside = mention is not None and mention.start <= self.syntax.ends[token] + 2
                if mention is not None and (mention.label == "PERSON" or beside):
                    return mention
        if not is_role(self.syntax.words[token]) or token + 2 >= len(self.syntax):
            return None
        after_comma = self.syntax.words[token + 1] == ","
        mention = self._named(token + 2 if after_comma else token + 1)
        return mention if mention is not None and mention.label == "PERSON" else None

    def _named(self, token: int) -> Mention | None:
        """The name of a person or an organisation that a token belongs to."""
        mention = self._mention(token)
        able = mention is not None and mention.kind == "name" and mention.label in ("PERSON", "ORG")
        return mention if able else None

    def _from_mention(self, mention: Mention, token: int) -> Speaker | None:
        if mention.kind == "pronoun":
            return Speaker(mention.start, mention.end, "pronoun", mention.group)
        if mention.label == "PERSON" or mention.label in _BODIES:
            return Speaker(mention.start, mention.end, mention.kind, mention.group, others=self._others(token))
        if mention.label == "NORP":
            return Speaker(mention.start, mention.end, "nominal", anonymous=True)
        return Speaker(mention.start, mention.end, mention.kind, mention.group)

    def _others(self, token: int) -> tuple[int, ...]:
        found = []
        for child in self.syntax.children[token]:
            if self.syntax.deps[child] == "conj":
                mention = self._mention(child)
                if mention is not None and mention.label == "PERSON" and mention.group is not None:
                    found.append(mention.group)
                found.extend(self._others(child))
        return tuple(found)

    def _named_behind(self, token: int) -> Mention | None:
        """A person's name set off behind a noun and its complement: the head of the museum, Wanda Holt, said."""
        at = token + 1
        stop = min(at + _COMPLEMENT, len(self.syntax) - 1)
        if at >= stop or not is_role(self.syntax.words[token]):
            return None
        while at < stop and self.syntax.words[at] != "," and not self.syntax.spaces[at]:
            if self.syntax.is_finite(at):
                return None
            at += 1
        mention = self._named(at + 1) if at < stop and self.syntax.words[at] == "," else None
        if mention is None or mention.label != "PERSON":
            return None
        return mention if self.page.text.startswith(",", mention.end) else None

    def _named_by_all(self, token: int) -> Mention | None:
        """A person whose role begins with a noun that is none: immigration and human rights attorney Wanda Holt."""
        if is_role(self.syntax.words[token]) or self.syntax.words[token] in _PEOPLE:
            return None
        for child in self.syntax.children[token]:
            if child > token and self.syntax.deps[child] == "conj":
                mention = self._mention(child)
                roles = range(token + 1, child)
                if mention is not None and mention.kind == "name" and mention.label == "PERSON":
                    return mention if any(is_role(self.syntax.words[i]) for i in roles) else None
        return None

    def _nominal(self, token: int) -> Speaker | None:
        token = self._joined(token)
        owner = self.syntax.child(token, _OWNER) if self.syntax.words[token] in DOCUMENTS else None
        owned = self._at(owner) if owner is not None and owner < token else None
        if owned is not None and owned.kind != "pronoun" and (owned.group is not None or owned.anonymous):
            return owned
        named = self._named_behind(token) or self._named_by_all(token)
        if named is not None:
            return self._from_mention(named, token)
        start, end = self.phrase(token)
        if self._is_unknown_name(start, token):
            return Speaker(start, end, "name")
        group = self._described(token)
        return Speaker(start, end, "nominal", group, anonymous=group is None and self._is_person(token))

    def _is_unknown_name(self, start: int, token: int) -> bool:
        """Whether a noun is a name that was not recognised: no role, and without an article."""
        first = self.syntax.token_from(start)
        proper = all(self.syntax.tags[i].startswith("NNP") for i in range(first, token + 1))
        word = self.syntax.words[token]
        return proper and not is_role(word) and word not in _PEOPLE and role_class(word) is None

    def _joined(self, token: int) -> int:
        """The last noun that hyphens join to a noun: vice-president."""
        starts, ends, words = self.syntax.starts, self.syntax.ends, self.syntax.words
        while token + 2 < len(self.syntax) and words[token + 1] == "-" and self.syntax.is_noun(token + 2):
            if ends[token] != starts[token + 1] or ends[token + 1] != starts[token + 2]:
                break
            token += 2
        return token

    def phrase(self, token: int) -> tuple[int, int]:
        """Span of a noun with what stands in front of it: two senior officials."""
        first, low = token, self.syntax.left(token)
        while first > 1 and self.syntax.words[first - 1] == "-":
            first -= 2
            low = min(low, self.syntax.left(first))
        if low == first and first > 0 and self.syntax.words[first - 1] in _DETERMINERS:
            low -= 1
        while first > 0 and first - 1 >= low and not self._ends_phrase(first - 1):
            first -= 1
        return self.syntax.starts[first], self.syntax.ends[token]

    def is_one(self, speaker: Speaker) -> bool:
        """Whether a speaker is a single person: a resident or he, not residents."""
        last = self.syntax.token_from(speaker.end) - 1
        return self.syntax.tags[last] == "NN" or self.syntax.words[last] in ("he", "she")

    def can_speak(self, speaker: Speaker) -> bool:
        """Whether a noun is somebody, or something that is said, written or found out."""
        if speaker.kind != "nominal" or speaker.group is not None or speaker.anonymous:
            return True
        word = self.syntax.words[self.syntax.token_from(speaker.end) - 1]
        return word in TELLING or word.removesuffix("s") in TELLING or role_class(word) is not None

    def _ends_phrase(self, i: int) -> bool:
        return self.syntax.spaces[i] or self.syntax.words[i] in _PHRASE_STOPS

    def _is_person(self, token: int) -> bool:
        """Whether a noun, or a number that stands for one, is people: what merely shows or reveals is none.

        The former and the latter have been named before.
        """
        word = self.syntax.words[token]
        if word in ("former", "latter"):
            return False
        return word in _PEOPLE or is_role(word) or self.syntax.tags[token] in ("CD", "JJ", "JJS", "JJR")

    def _described(self, token: int) -> int | None:
        """The one person of the article whose role the definite noun names: "the mayor", "the prime minister"."""
        start, end = self.phrase(token)
        first = self.syntax.token_from(start)
        if self.syntax.words[first] not in _DEFINITE or self.syntax.tags[token] not in ("NN", "NNP"):
            return None
        if not is_role(self.syntax.words[token]):
            return None
        wanted = _words(self.page.text[self.syntax.ends[first] : end])
        if not wanted:
            return None
        return self._bearer(tuple(wanted))

    def _bearer(self, wanted: tuple[str, ...]) -> int | None:
        if wanted not in self._bearers:
            people = (g for g, entity in enumerate(self.entities.groups) if entity.label == "PERSON")
            found = [group for group in people if _runs_in(wanted, self.describer.roles(group))]
            self._bearers[wanted] = found[0] if len(found) == 1 else None
        return self._bearers[wanted]


def _words(text: str) -> list[str]:
    return text.lower().replace("-", " ").split()


def _runs_in(wanted: tuple[str, ...], roles: list[str]) -> bool:
    """Whether the words stand one after the other in one of the roles."""
    return any(f" {' '.join(wanted)} " in f" {' '.join(_words(role))} " for role in roles)
