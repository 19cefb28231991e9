"""Nominal mentions: "the Russian president", "the analyst", "the company", and whom of the article they stand for.

A definite noun phrase stands for a person where the text says of exactly one person named before that they are what
its noun says, and nothing in the phrase speaks against it; for an organisation where exactly one of its kind was named
before.  What could be another, named or not ("an analyst" in between), stays out: a wrong one is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.entities import facts, holders
from pipelines.entities.holders import Holder
from pipelines.entities.mention import ArticleEntities, Mention
from pipelines.entities.pronouns import SEX

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.language.page import Page
    from pipelines.locations.gazetteer import Gazetteer

_INDEFINITE = frozenset(("a", "an", "another"))
_MODIFIERS = frozenset(("JJ", "JJS", "NN", "NNP", "HYPH", "VBN", "AFX"))
_NOUNS = frozenset(("NN", "NNP"))
_LONGEST = 6  # tokens
# What comes after a noun that is told by more than its modifiers, or is no noun of its own.
_GOES_ON = frozenset(("of", "who", "whose", "whom", "which", "-", "elect"))
_NOT_AFTER = frozenset(("NN", "NNS", "NNP", "NNPS", "HYPH", "CD", "WDT", "WP"))
# Offices that one person at a time holds, whom a whole article goes on calling so.
_OFFICES = frozenset(
    "president premier chancellor king queen pope mayor governor minister ambassador judge senator coach "
    "sheriff commissioner prince emperor monarch chairman chairwoman pontiff archbishop bishop director".split()
)
_FAR, _NEAR, _OF_KIND = 8, 1, 3  # paragraphs since the last mention
_COMMERCIAL = frozenset(("company", "firm"))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase: its tokens from the determiner to the noun, the noun, and whether it begins with "the"."""

    first: int
    last: int
    noun: str
    definite: bool

    def span(self, page: Page) -> tuple[int, int]:
        """First character of the determiner, and the one after the noun."""
        noun = page.doc[self.last]
        return page.doc[self.first].idx, noun.idx + len(noun)

    def words(self, page: Page, gazetteer: Gazetteer) -> frozenset[str]:
        """The words between determiner and noun."""
        return holders.words((page.doc[i].text for i in range(self.first + 1, self.last)), gazetteer)


def with_nominals(page: Page, entities: ArticleEntities, gazetteer: Gazetteer) -> ArticleEntities:
    """The entities with the nominal mentions among the others, in order of place, title first."""
    found = [*entities.mentions, *resolve(page, entities, gazetteer)]
    return ArticleEntities(tuple(sorted(found, key=lambda m: (not m.in_title, m.start))), entities.groups)


def resolve(page: Page, entities: ArticleEntities, gazetteer: Gazetteer) -> list[Mention]:
    """Mentions of kind nominal in the text, in order, each with the group it stands for.

    Args:
        page: the parsed article.
        entities: its names and pronouns, in groups.
        gazetteer: tells which country an adjective means.
    """
    people = holders.people(entities, gazetteer)
    kinds = holders.organisations(page, entities, gazetteer)
    phrases = list(_phrases(page))
    people += [
        Holder(group, phrase.noun, phrase.words(page, gazetteer), *phrase.span(page))
        for phrase in phrases
        if (group := _told_by_verb(page, entities, phrase)) is not None
    ]
    article = _Article(page, entities, people, kinds, gazetteer)
    article.hear_of([phrase for phrase in phrases if not phrase.definite])
    return [found for phrase in phrases if phrase.definite and (found := article.mention(phrase)) is not None]


def _phrases(page: Page) -> Iterator[_Phrase]:
    doc = page.doc
    for i in page.tokens_of(("the", *_INDEFINITE)):
        j = i + 1
        while j < len(doc) and j - i <= _LONGEST and doc[j].tag_ in _MODIFIERS:
            j += 1
        noun = doc[j - 1]
        if j - 1 == i or noun.tag_ not in _NOUNS or noun.is_upper:
            continue
        definite = doc[i].lower_ not in _INDEFINITE
        if j < len(doc) and (doc[j].tag_ in _NOT_AFTER or (definite and _goes_on(doc[j], noun))):
            continue
        yield _Phrase(i, j - 1, noun.lower_, definite)


def _goes_on(after: Token, noun: Token) -> bool:
    """Whether a noun is told by more than the words before it: the president of Kenya, the officer who fired."""
    return after.lower_ in _GOES_ON or (after.dep_ == "prep" and after.head.i == noun.i)


def _told_by_verb(page: Page, entities: ArticleEntities, phrase: _Phrase) -> int | None:
    """The group that is said to be what the phrase says: "X is an analyst"."""
    noun = page.doc[phrase.last]
    if noun.dep_ == "attr" and facts.is_person_noun(phrase.noun):
        for child in noun.head.children:
            if child.dep_ == "nsubj":
                named = (m for m in entities.within(child.idx, child.idx + len(child)) if m.kind == "name")
                return next((m.group for m in named if m.label == "PERSON"), None)
    return None


class _Article:
    """What the phrases of one article are held against."""

    def __init__(
        self,
        page: Page,
        entities: ArticleEntities,
        people: list[Holder],
        kinds: list[Holder],
        gazetteer: Gazetteer,
    ) -> None:
        self.page, self.entities, self.gazetteer = page, entities, gazetteer
        self.people, self.kinds = _by_noun(people), _by_noun(kinds)
        self.told = sorted((holder.start, holder.end) for holder in [*people, *kinds])
        self.unnamed: dict[str, list[int]] = defaultdict(list)
        self.places: dict[int, list[int]] = defaultdict(list)
        self.organisations: list[tuple[int, int]] = []
        for mention in entities.in_text:
            if mention.group is not None:
                self.places[mention.group].append(mention.start)
                if mention.label == "ORG" and mention.kind == "name":
                    self.organisations.append((mention.start, mention.group))

    def hear_of(self, phrases: list[_Phrase]) -> None:
        """Take phrases with "a" that no name stands beside for people and organisations without a name."""
        for phrase in phrases:
            if phrase.noun in self.people or holders.kind(phrase.noun) in self.kinds:
                start, end = phrase.span(self.page)
                if not any(a < end and start < b for a, b in self.told):
                    self.unnamed[phrase.noun].append(start)

    def mention(self, phrase: _Phrase) -> Mention | None:
        """The mention that a phrase is; None where it is none, or not sure."""
        noun = self.page.doc[phrase.last]
        start, end = phrase.span(self.page)
        found = None if self._goes_on_a_list(phrase) else _apposed(self.page, self.entities, phrase.noun, end)
        if found is None and (phrase.noun in self.people or holders.kind(phrase.noun) in self.kinds):
            words = phrase.words(self.page, self.gazetteer)
            found = self._person(phrase, words) or self._organisation(phrase, words)
        if found is None or noun.dep_ == "attr" or (phrase.first and self.page.doc[phrase.first - 1].lower_ == "as"):
            return None
        if any(m.kind == "name" for m in self.entities.within(noun.idx, end)):
            return None
        group, method = found
        label = self.entities.groups[group].label
        nominal = Mention(start, end, self.page.text[start:end], label, "nominal", label_method="nominal")
        return nominal.in_group(group, method)

    def _goes_on_a_list(self, phrase: _Phrase) -> bool:
        """Whether another noun and a comma stand before the phrase: "the president, the director, X, and I"."""
        before = self.page.doc[max(0, phrase.first - 2) : phrase.first]
        listed = len(before) > 1 and before[1].text == "," and before[0].tag_ in ("NN", "NNS", "NNP")
        return listed and before[0].ent_type_ not in ("DATE", "TIME", "GPE")

    def _person(self, phrase: _Phrase, words: frozenset[str]) -> tuple[int, str] | None:
        start, end = phrase.span(self.page)
        known = self.people.get(phrase.noun, ())
        for holder in known:
            if start <= holder.start and holder.end <= end:
                return holder.group, "apposition"
        fitting = {holder.group for holder in known if holder.start < start and holder.fits(words)}
        if len(fitting) > 1:
            fitting = {group for group in fitting if self._paragraphs_since(group, start) == 0}
        if len(fitting) != 1:
            return None
        (group,) = fitting
        farthest = _FAR if phrase.noun in _OFFICES else _NEAR
        if self._paragraphs_since(group, start) > farthest or self._another(phrase.noun, group, start):
            return None
        gender = self.entities.groups[group].gender
        if gender and any(sex not in (None, gender) for sex in self._sexes(phrase)):
            return None
        return None if self._beside(group, phrase.last) else (group, "role")

    def _sexes(self, phrase: _Phrase) -> list[str | None]:
        """What the noun tells of the sex, and the pronoun in "the minister and her staff"."""
        told = [holders.sex(phrase.noun)]
        following = self.page.doc[phrase.last + 1 : phrase.last + 3]
        if len(following) > 1 and following[0].lower_ == "and":
            told.append(SEX.get(following[1].lower_))
        return told

    def _organisation(self, phrase: _Phrase, words: frozenset[str]) -> tuple[int, str] | None:
        start, noun = phrase.span(self.page)[0], holders.kind(phrase.noun)
        fitting = {h.group for h in self.kinds.get(noun, ()) if h.start < start}
        if len(fitting) != 1:
            return None
        (group,) = fitting
        if not any(h.group == group and h.fits(words) for h in self.kinds[noun]):
            return None
        before = bisect_left(self.organisations, (start, -1))
        commercial = noun in _COMMERCIAL
        if commercial and (not before or self.organisations[before - 1][1] != group):
            return None
        if self._paragraphs_since(group, start) > (_NEAR if commercial else _OF_KIND):
            return None
        if self._another(phrase.noun, group, start) or self._beside(group, phrase.last):
            return None
        return group, "kind of organisation"

    def _last(self, group: int, start: int) -> int | None:
        """Where a group was last mentioned before a place."""
        at = bisect_left(self.places[group], start)
        return self.places[group][at - 1] if at else None

    def _paragraphs_since(self, group: int, start: int) -> int:
        last = self._last(group, start)
        return 10**6 if last is None else self.page.paragraph_at(start) - self.page.paragraph_at(last)

    def _another(self, noun: str, group: int, start: int) -> bool:
        """Whether one without a name was brought up since the group was last mentioned."""
        return any((self._last(group, start) or 0) < place < start for place in self.unnamed[noun])

    def _beside(self, group: int, noun: int) -> bool:
        """Whether the group is named under the same verb: "the president met X" speaks of two."""
        doc, sentences = self.page.doc, self.page.sentences
        for mention in self.entities.in_text:
            if mention.group == group and mention.kind != "pronoun":
                token = self.page.token_at(mention.end - 1)
                if sentences[token.i] == sentences[noun] and token.head.i == doc[noun].head.i:
                    return True
        return False


def _apposed(page: Page, entities: ArticleEntities, noun: str, end: int) -> tuple[int, str] | None:
    """The person whose name stands between commas behind the noun: "the director, X, said"."""
    if not page.text.startswith(", ", end) or not facts.is_person_noun(noun):
        return None
    for mention in entities.within(end + 2, end + 3):
        if mention.start == end + 2 and mention.kind == "name" and mention.label == "PERSON":
            closed = page.text.startswith(",", mention.end) and not page.text.startswith(", and ", mention.end)
            return (mention.group, "apposition") if closed and mention.group is not None else None
    return None


def _by_noun(told: list[Holder]) -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for holder in told:
        found[holder.noun].append(holder)
    return found
