"""Who holds a role and which organisations are of a kind, by what the text says beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities, Mention, Said
    from pipelines.language.page import Page
    from pipelines.locations.gazetteer import Gazetteer

# Words that make another role of a role.
RANKS = frozenset(
    "former ex vice deputy assistant prime first shadow opposition then late associate senior junior".split()
)
_TITLES = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "capt": "captain",
    "maj": "major",
    "adm": "admiral",
    "prof": "professor",
    "dr": "doctor",
    "justice": "judge",
}
# Titles that belong to the name.
_CROWNED = frozenset("king queen prince princess pope emperor emir sultan sheikh".split())
_NOT_A_ROLE = frozenset(("mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady", "rev"))
# Nouns that end like those of people.
_NO_PERSON = frozenset(
    "address business paper newspaper letter order number offer center computer power chapter".split()
)
_TAIL = re.compile(r"\s+(?:of|for|at|in|with|from|to)\s+")
_WORD = re.compile(r"[^\W\d_](?:[\w.’'-]*\w)?\.?")
_SMALL = frozenset(("the", "a", "an", "and", "of", "'s", "’s", "-"))
# A kind of organisation, and the words of a name that tell it besides the kind's own.
_KINDS = {
    "company": frozenset("inc corp corporation company co ltd limited plc llc ag gmbh holdings motors".split()),
    "airline": frozenset(("airline", "airlines", "airways")),
    "bank": frozenset(("bank", "banco", "banque", "bancorp")),
    "newspaper": frozenset("times post herald tribune gazette guardian daily journal telegraph newspaper".split()),
    "club": frozenset(("club", "fc", "f.c")),
} | {
    kind: frozenset((kind,))
    for kind in (
        "ministry court party university agency council commission committee union association foundation institute "
        "hospital school college church department board federation league authority bureau tribunal airport "
        "parliament museum carmaker automaker retailer charity watchdog startup manufacturer publisher broadcaster "
        "regulator lender".split()
    )
}
_SAME = {"firm": "company", "corporation": "company", "paper": "newspaper", "automaker": "carmaker"}
_DOES_BUSINESS = frozenset("airline bank carmaker retailer startup manufacturer publisher broadcaster lender".split())
_ORGANISED = frozenset(("ORG", "FAC"))
_APPOSITION = re.compile(
    r",\s+(?:an?|the)\s+(?P<what>(?:[\w’'-]+\s+){0,4}?(?P<kind>[a-z]+))(?=[,.;]|\s+(?:that|which|based|of|in)\b)"
)
_MALE = re.compile(r".*(?:(?<!hu)(?<!ger)(?<!ro)(?<!sha)(?<=[a-z])man|king|prince|actor|father|priest|emperor)$")
_FEMALE = re.compile(r".*(?:woman|queen|princess|actress|mother|nun|empress|duchess)$")


@dataclass(frozen=True, slots=True)
class Holder:
    """What the text says of a group: the noun, the words before and behind it, and where in the text it says so."""

    group: int
    noun: str
    words: frozenset[str]
    start: int
    end: int

    def fits(self, words: frozenset[str]) -> bool:
        """Whether a phrase of the same noun, with these words, can mean it."""
        return self.words & RANKS == words & RANKS and words <= self.words


def people(entities: ArticleEntities, gazetteer: Gazetteer) -> list[Holder]:
    """The roles and titles beside the names of people, by place."""
    found: list[Holder] = []
    for mention in entities.in_text:
        if mention.group is None or mention.kind != "name" or mention.label != "PERSON":
            continue
        if mention.role is not None:
            found += _of_role(mention.group, mention.role, mention.nationality, gazetteer)
        first, _, rest = mention.text.partition(" ")
        if rest and first.casefold() in _CROWNED:
            found.append(
                Holder(mention.group, first.casefold(), frozenset(), mention.start, mention.start + len(first))
            )
        if mention.title is not None and (title := mention.title.text.rstrip(".").casefold()) not in _NOT_A_ROLE:
            noun = _TITLES.get(title, title)
            found.append(Holder(mention.group, noun, frozenset(), mention.title.start, mention.title.end))
    return found


def _of_role(group: int, role: Said, nationality: Said | None, gazetteer: Gazetteer) -> Iterator[Holder]:
    """A role: "deputy foreign minister of Kenya" is a minister, with the words deputy, foreign and Kenya's."""
    head = _TAIL.split(role.text, maxsplit=1)[0]
    before = _WORD.findall(head)
    if before and before[-1].casefold() not in _NO_PERSON:
        told = [*before[:-1], *_WORD.findall(role.text[len(head) :]), *([nationality.text] if nationality else [])]
        yield Holder(group, before[-1].casefold(), words(told, gazetteer), role.start, role.end)


def organisations(page: Page, entities: ArticleEntities, gazetteer: Gazetteer) -> list[Holder]:
    """The kinds that the names of organisations, and the words beside them, tell; by place."""
    found: list[Holder] = []
    for mention in entities.in_text:
        if mention.group is None or mention.kind != "name" or mention.label not in _ORGANISED:
            continue
        parts = [part.casefold().rstrip(".") for part in _WORD.findall(mention.text)]
        told = words(_WORD.findall(mention.text), gazetteer)
        kinds = {kind for kind, signs in _KINDS.items() if not signs.isdisjoint(parts)}
        beside = _beside(page, mention)
        if beside:
            kinds.add(beside[0])
            told |= words(beside[1], gazetteer)
        if not kinds.isdisjoint(_DOES_BUSINESS):
            kinds.add("company")
        found += [Holder(mention.group, kind, told, mention.start, mention.end) for kind in sorted(kinds)]
    return found


def _beside(page: Page, mention: Mention) -> tuple[str, list[str]] | None:
    """The kind that stands right before a name or in the apposition behind it, and the words with it."""
    at = page.token_at(mention.start).i
    if at and (noun := kind(page.doc[at - 1].lower_)) in _KINDS and page.doc[at - 1].tag_ == "NN":
        first = at - 1
        while first and page.doc[first - 1].tag_ in ("JJ", "NN", "NNP", "HYPH"):
            first -= 1
        return noun, [page.doc[i].text for i in range(first, at - 1)]
    found = _APPOSITION.match(page.text, mention.end)
    if found and (noun := kind(found["kind"])) in _KINDS:
        return noun, found["what"].split()[:-1]
    return None


def kind(noun: str) -> str:
    """The kind of organisation that a noun means."""
    return _SAME.get(noun, noun)


def words(told: Iterable[str], gazetteer: Gazetteer) -> frozenset[str]:
    """Words that tell one holder of a role from another; an adjective of a country and its name are the same."""
    return frozenset(_word(word, gazetteer) for word in told if word.casefold() not in _SMALL)


def _word(word: str, gazetteer: Gazetteer) -> str:
    word = re.sub(r"['’]s?$", "", word)
    if not word[:1].isupper():
        return word.casefold()
    place = gazetteer.demonym(word) or gazetteer.abbreviation(word)
    if place is None:
        place = next((place for place in gazetteer.candidates(word) if place.is_country), None)
    return place.country_code or word.casefold() if place is not None else word.casefold()


def sex(noun: str) -> str | None:
    """The sex that a noun tells: male, female or None."""
    if _FEMALE.match(noun):
        return "female"
    return "male" if _MALE.match(noun) else None
