"""What the text around a name says it is: a person or a place, whatever label the model gave it.

Signs are counted over all occurrences of a name in the article.  A name is relabelled only where signs of one kind
stand against none of the other: the model is right more often than a weak sign.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.entities import facts, wikidata
from pipelines.entities.first_names import genders
from pipelines.entities.names import fold, organisation_key, person_parts

if TYPE_CHECKING:
    from pipelines.entities.mention import Mention
    from pipelines.language.page import Page
    from pipelines.locations.gazetteer import Gazetteer

MOVABLE = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "NORP", "LAW"))
# Smaller places are too often surnames.
POPULOUS = 10_000
OFTEN = 3
_IN = re.compile(r"\b(?:in|near|outside|across|throughout|around)\s+$", re.IGNORECASE)
_NEAR = re.compile(r"\b(?:in|at|near|outside|across|from|to|of|around|for|between|and|towards?)\s+$", re.IGNORECASE)
_NATURE = re.compile(
    r"\s+(?:river|sea|bay|strait|valley|mountains?|coast|province|region|district|county|island)s?\b", re.IGNORECASE
)
_COUNTRY = re.compile(r",\s+(?P<after>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)")
_SAID = re.compile(r"\s+(?:said|says|told|added|asked|replied|insisted|recalled|explained|argued|joked|laughed)\b")
_SAYS = re.compile(r"\b(?:said|says|added|asked|replied|insisted|recalled|explained|argued|joked)\s+$")
_WHO = re.compile(r",?\s+(?:who|whose)\b")
_ALIVE = re.compile(
    r"(?:['’]s)?\s+(?:and\s+his|and\s+her|who|family|government|administration|son|"
    r"daughter|wife|husband|lawyers?|supporters|went|came|took|won|met|made|called|wants?|wanted|himself|herself|"
    r"became|arrived|died|left|death|execution|hanging|trial|body|rule|regime|arrest|(?:was|were|is|had\s+been)\s+(?:born|"
    r"arrested|hanged|executed|killed|elected|jailed|sentenced|buried|convicted|charged|appointed|married|re-elected))\b"
)
_SURNAME = re.compile(r"(?:[oe]va?|sky|enko|vich|shvili|[ie]an|sen|son|ez|oglu|zadeh|pour|singh|khan|wala|uddin)$")
_THE = re.compile(r"\b(?:the|The)\s+$")
_COMPANY = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co|Group|Bank|University|Council|Ministry|Party|Committee|Association|Institute|Foundation|"
    r"Board|Agency|Company|School|College|Hospital|Court|Club|Union|Service|Times|Post|News|Commission|Department|"
    r"Office|Center|Centre|Marine|Airlines|Energy|Holdings|Partners|Authority|Society|Church|Army|Police)\b"
)


@dataclass(slots=True)
class Signs:
    """How often the text marks a name as a person's, and as a place's; how often it stands at all, and acts or owns."""

    person: int = 0
    place: int = 0
    count: int = 0
    alive: int = 0


def relabelled(page: Page, mentions: list[Mention], gazetteer: Gazetteer | None) -> list[Mention]:
    """The mentions with the labels that the signs around them tell.

    Args:
        page: the article.
        mentions: names in the text.
        gazetteer: what places are called; None to move no name to the places.
    """
    signs: dict[str, Signs] = defaultdict(Signs)
    for mention in mentions:
        if mention.label in MOVABLE:
            _count(page, mention, signs[fold(mention.text)])
    lone = Counter(fold(m.text) for m in mentions if m.label == "PERSON" and " " not in m.text)
    mentions = [_as_full_name(part, lone) for m in mentions for part in _without_person(m, lone)]
    full = {parts[-1] for m in mentions if m.label == "PERSON" and len(parts := person_parts(m.text)) > 1}
    return [_relabelled(page, m, signs[fold(m.text)], full, gazetteer) for m in mentions]


def _count(page: Page, mention: Mention, signs: Signs) -> None:
    before, after = page.text[max(0, mention.start - 24) : mention.start], page.text[mention.end : mention.end + 40]
    signs.count += 1
    signs.alive += bool(_SAID.match(after) or _SAYS.search(before) or _ALIVE.match(after))
    known = person_parts(mention.text)[:1] and person_parts(mention.text)[0] in genders()
    signs.person += bool(facts.age(page, mention) or facts.title(page, mention))
    signs.person += bool(_WHO.match(after) and not _NEAR.search(before))
    signs.person += bool(facts.role_before(page, mention) or facts.is_described(page, mention))
    signs.person += bool(known and len(mention.text.split()) > 1 and (_SAID.match(after) or _SAYS.search(before)))
    signs.place += bool(_IN.search(before) and not facts.is_described(page, mention))


def _relabelled(page: Page, mention: Mention, signs: Signs, full: set[str], gazetteer: Gazetteer | None) -> Mention:
    if mention.label not in MOVABLE:
        return mention
    if mention.label != "PERSON":
        personal = signs.person and not signs.place and _looks_personal(mention)
        return replace(mention, label="PERSON", label_method="context") if personal else mention
    if signs.person or fold(mention.text) in full:
        return mention
    if _is_known_organisation(mention):
        return replace(mention, label="ORG", label_method="alias")
    if _is_thing(mention, signs):
        return replace(mention, label="PRODUCT", label_method="context")
    return _as_place(page, mention, signs, gazetteer) if len(mention.text.split()) < 3 else mention


def _is_thing(mention: Mention, signs: Signs) -> bool:
    """Whether one word, often named, does nothing that people do."""
    key = fold(mention.text)
    lone = " " not in mention.text and key not in genders() and key not in wikidata.personal_words()
    return lone and not _SURNAME.search(key) and signs.count >= OFTEN and signs.alive == 0


def _as_place(page: Page, mention: Mention, signs: Signs, gazetteer: Gazetteer | None) -> Mention:
    if _is_river(page, mention):
        return replace(mention, label="LOC", label_method="article")
    if gazetteer and _is_place(page, mention, signs, gazetteer):
        return replace(mention, label="GPE", label_method="gazetteer")
    return mention


def is_at(page: Page, mention: Mention) -> bool:
    """Whether a word of place stands before the name: in, near, from."""
    return _NEAR.search(page.text[max(0, mention.start - 24) : mention.start]) is not None


def _without_person(mention: Mention, lone: Counter[str]) -> Iterator[Mention]:
    """An organisation that ends in a person's full name, cut before it: "Northern College student Ana Ruiz"."""
    words = mention.text.split(" ")
    name = " ".join(words[-2:])
    if mention.label != "ORG" or len(words) < 4 or not lone[fold(words[-1])] or _COMPANY.search(name):
        yield mention
        return
    start = mention.end - len(name)
    head = mention.text[: -len(name)].rstrip()
    yield replace(mention, end=mention.start + len(head), text=head)
    yield replace(mention, start=start, text=name, label="PERSON", label_method="last name")


def _as_full_name(mention: Mention, lone: Counter[str]) -> Mention:
    """Two words of which the last is a person elsewhere in the article are that person's full name."""
    words = mention.text.split()
    if mention.label not in ("FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "ORG") or len(words) != 2:
        return mention
    if _looks_personal(mention) and lone[fold(words[-1])]:
        return replace(mention, label="PERSON", label_method="last name")
    return mention


def _looks_personal(mention: Mention) -> bool:
    words = mention.text.split()
    capital = all(word[0].isupper() and not word.isupper() for word in words)
    return capital and len(words) <= 4 and not _COMPANY.search(mention.text) and mention.label not in ("GPE", "NORP")


def _is_known_organisation(mention: Mention) -> bool:
    """Whether the table of aliases knows the name as an organisation's, and its first word is nobody's first name."""
    return fold(mention.text.split()[0]) not in genders() and wikidata.knows("ORG", organisation_key(mention.text))


def _is_river(page: Page, mention: Mention) -> bool:
    """Whether it is a river or the like: the Humber, but neither the Humber family nor the Humber plan."""
    if _NATURE.match(page.text, mention.end):
        return True
    if len(mention.text.split()) > 1 or not _THE.search(page.text[max(0, mention.start - 5) : mention.start]):
        return False
    following = page.token_at(mention.end - 1).i + 1
    return following < len(page.doc) and not page.doc[following].tag_.startswith(("NN", "JJ", "POS", "VBN", "HYPH"))


def _is_place(page: Page, mention: Mention, signs: Signs, gazetteer: Gazetteer) -> bool:
    places = gazetteer.candidates(mention.text)
    big = [place for place in places if place.population >= POPULOUS or place.feature_code in ("PCLI", "ADM1")]
    if not big:
        return False
    before, after = page.text[max(0, mention.start - 24) : mention.start], page.text[mention.end : mention.end + 40]
    holder = _COUNTRY.match(after)
    held = holder is not None and any(
        place.feature_code in ("PCLI", "ADM1") for place in gazetteer.candidates(holder["after"])
    )
    if signs.place or held:
        return True
    parts = person_parts(mention.text)
    personal = len(parts) == 1 and parts[0] in genders()
    return not personal and not gazetteer.stopped(mention.text) and _NEAR.search(before) is not None
