"""What the words of a name and its form tell: a company by its last word, two people joined by a hyphen, mere terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.entities import facts, wikidata
from pipelines.entities.first_names import genders
from pipelines.entities.names import fold, organisation_key, person_parts

if TYPE_CHECKING:
    from pipelines.entities.mention import Mention
    from pipelines.language.page import Page
    from pipelines.locations.gazetteer import Gazetteer

_BUSINESS = re.compile(
    r" (?:Inc|Corp|Ltd|Group|Bank|University|Council|Ministry|Committee|Association|Institute|Foundation|Agency|"
    r"Company|"
    r"College|Hospital|Commission|Department|Marine|Maritime|Shipping|Airlines|Airways|Aviation|Energy|Holdings|"
    r"Partners|Authority|Society|Motors|Industries|Logistics|Ventures|Insurance|Pharmaceuticals|Pharma|Systems|"
    r"Technologies|Petroleum|Telecom|Media|Studios|Pictures|Electric|Foods|Breweries|Mining|Minerals|Resources|"
    r"Securities|Investments|Financial|Consulting|Federation|Union|Party)$"
)
_BUILDING = re.compile(r" (?:Station|Stadium|Airport|Arena|Avenue|Square|Memorial|Palace|Towers|Dam|Barracks)$")
_PAIR = re.compile(r"(?P<one>[^\W\d_][\w'’]*)[-‐‑–](?P<two>[^\W\d_][\w'’]*)")
_BETWEEN_TWO = re.compile(
    r"\s+(?:phone\s+)?(?:calls?|summits?|talks|meetings?|relations|deals?|pacts?|wars?|borders?|feud|rivalry|debates?|"
    r"ticket|axis|era|alliance|accords?|conflict|friendship|trade|row|handshake|agreement|treaty|ties|showdown|duel)\b"
)
_TERM = re.compile(r"(?P<words>(?:[a-z][a-z-]*\s+){1,5}[a-z][a-z-]*)\s*[(\[](?P<short>[A-Z]{2,6})s?[)\]]")


def by_wording(page: Page, mentions: list[Mention], gazetteer: Gazetteer | None) -> list[Mention]:
    """The mentions with the labels that their own words tell; pairs taken apart, and mere terms left out.

    Args:
        page: the article.
        mentions: names in the text, by place.
        gazetteer: tells countries, in pairs of which the article names neither alone; None to do without.
    """
    terms = _terms(page.text)
    kept = [_relabelled(page, m) for m in mentions if not (m.label == "ORG" and m.text in terms)]
    forms = {form: m.label for m in kept for form in _forms(m)}
    return [part for m in kept for part in _apart(page, m, forms, gazetteer)]


def is_between_two(text: str, end: int) -> bool:
    """Whether what stands behind a name takes two: a call, a summit, a border."""
    return _BETWEEN_TWO.match(text, end) is not None


def _terms(text: str) -> frozenset[str]:
    """Short forms of what is written small: "internally displaced persons (IDPs)" are no organisation."""
    return frozenset(found["short"] for found in _TERM.finditer(text) if _initials_of(found["words"], found["short"]))


def _initials_of(words: str, short: str) -> bool:
    last = re.split(r"[\s-]+", words)[-len(short) :]
    return "".join(word[0] for word in last).upper() == short


def _relabelled(page: Page, mention: Mention) -> Mention:
    if mention.label == "PRODUCT" and wikidata.knows("ORG", organisation_key(mention.text)):
        return replace(mention, label="ORG", label_method="alias")
    if mention.label != "PERSON" or person_parts(mention.text)[0] in genders():
        return mention
    if facts.age(page, mention) or facts.title(page, mention):
        return mention
    if _BUSINESS.search(mention.text):
        return replace(mention, label="ORG", label_method="wording")
    return replace(mention, label="FAC", label_method="wording") if _BUILDING.search(mention.text) else mention


def _forms(mention: Mention) -> Iterator[str]:
    if not _PAIR.search(mention.text):
        yield fold(mention.text)
        if mention.label == "PERSON":
            yield person_parts(mention.text)[-1]


def _apart(page: Page, mention: Mention, forms: dict[str, str], gazetteer: Gazetteer | None) -> Iterator[Mention]:
    """A pair as its two names: both known alone, or what follows is between two."""
    pair = _PAIR.fullmatch(mention.text)
    labels = [forms.get(fold(pair[side])) for side in ("one", "two")] if pair else []
    capital = pair is not None and pair["one"][0].isupper() and pair["two"][0].isupper()
    if pair is None or not capital or not (all(labels) or is_between_two(page.text, mention.end)):
        yield mention
        return
    for side, label in zip(("one", "two"), labels, strict=True):
        start, end = (mention.start + at for at in pair.span(side))
        told = label or _country(pair[side], gazetteer) or ("PERSON" if mention.label == "ORG" else mention.label)
        yield replace(mention, start=start, end=end, text=pair[side], label=told, label_method="pair")


def _country(name: str, gazetteer: Gazetteer | None) -> str | None:
    found = gazetteer.candidates(name) if gazetteer else ()
    return "GPE" if any(place.is_country for place in found) else None
