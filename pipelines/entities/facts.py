"""What the text says about a person beside the name: title, role, age, nationality, origin, each with its span.

Only what stands next to the name is taken: the words right before it ("Russian political analyst X") and the
apposition after it ("X, a 40-year-old homemaker from the Moscow suburbs,").
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.entities.mention import Mention, Said

if TYPE_CHECKING:
    from pipelines.language.page import Page

_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Rev|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Judge|Justice|"
    r"Professor|General|Colonel|Major|Captain|Lieutenant|Sergeant|Admiral|Archbishop|Bishop|Cardinal|King|Queen|Prince|"
    r"Princess|Sheikh|Imam)\.?(?=\s+$)"
)
_AGE_AFTER = re.compile(
    r",?\s+(?:an?\s+|the\s+)?(?P<old>\d{1,3})[- ]year[- ]old\b"
    r"|,\s+(?:aged\s+)?(?P<bare>\d{1,3})(?=[,.;)])"
    r"|,\s+who\s+(?:is|was|turned)\s+(?P<who>\d{1,3})(?=[,.;])"
    r"|\s+\((?P<round>\d{1,3})\)"
)
_AGE_BEFORE = re.compile(r"(?P<old>\d{1,3})[- ]year[- ]old(?:\s+(?!from\b|of\b|in\b|at\b|and\b|with\b)[a-z]+){0,3}\s+$")
_APPOSITION = re.compile(
    r",\s+(?P<what>(?:(?:an?|the)\s+|(?=former|acting|then[- ]|[a-z]+\s+(?:of|at|for)\s))"
    r"[^,;:.–—“”\"()\n]{3,120}?)(?=[,;:.–—“”\"()\n]|$)"
)
_AGE_INSIDE = re.compile(r"(?:an?\s+)?\d{1,3}[- ]year[- ]old\s+")
_ORIGIN = re.compile(r"\s+from\s+(?P<where>(?:(?:the|a|an)\s+)?(?:[a-z]+\s+){0,4}[A-Z][\w’'-]+(?:\s+[\w’'-]+){0,3})$")
_ARTICLE = re.compile(r"(?:an?|the)\s+", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+(?:who|whose|which|that|where|when|said|says|told|has|had|is|was|were|will|would)\b")
_BEFORE_TAGS = frozenset(("JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "AFX"))
_OF_AGE = frozenset(("-", "year", "years", "old"))
_PERSON_NOUN = re.compile(
    r".*(?:er|or|ist|ian|man|woman|men|ant|ent|ive|eer|ary|ess|chief|head|star|mayor|king|queen|premier|pope|coach|"
    r"captain|general|colonel|judge|attorney|guard|official|professional|analyst|aide|expert|boss|icon|scientist|pilot|"
    r"nurse|heir|architect|surgeon|principal|chef|priest|poet|refugee|referee|employee|tailor|pensioner|herder|prince|ally|cleric|imam|sheikh|chair|spokesperson|critic|mechanic|clerk|cook|guide|deputy|envoy)$"
)


def described(page: Page, mention: Mention) -> Mention:
    """The mention with what stands beside it; unchanged where it names no person."""
    if mention.label != "PERSON":
        return mention
    before = role_before(page, mention)
    after = None if before else _apposition(page, mention)
    role, origin = _parted(after) if after else (before, None)
    nationality, role = _nationality(page, role)
    return replace(
        mention,
        title=title(page, mention),
        role=role,
        age=age(page, mention),
        nationality=nationality,
        origin=origin,
    )


def _said(page: Page, start: int, end: int) -> Said:
    return Said(page.text[start:end], start, end)


def title(page: Page, mention: Mention) -> Said | None:
    """An honorific or rank right before the name."""
    at = max(0, mention.start - 16)
    found = _TITLE.search(page.text[at : mention.start])
    return _said(page, at + found.start(), at + found.end()) if found else None


def age(page: Page, mention: Mention) -> Said | None:
    """The age in years, after the name or in the words before it."""
    found = _AGE_AFTER.match(page.text, mention.end)
    if found:
        group = found.lastgroup or "old"
        return _said(page, *found.span(group)) if int(found[group]) < 120 else None
    at = max(0, mention.start - 60)
    found = _AGE_BEFORE.search(page.text[at : mention.start])
    return _said(page, at + found.start("old"), at + found.end("old")) if found else None


def role_before(page: Page, mention: Mention) -> Said | None:
    """The unbroken run of adjectives and nouns before the name, where its last noun can be a person."""
    last = page.token_at(mention.start).i - 1
    first = last + 1
    while first > 0 and _continues(page, first - 1, mention):
        first -= 1
    while first <= last and page.doc[first].lower_ in _OF_AGE:
        first += 1
    if first > last or not _PERSON_NOUN.match(page.doc[last].lower_) or page.doc[last].tag_ in ("JJ", "HYPH", "NNS"):
        return None
    return _said(page, page.doc[first].idx, page.doc[last].idx + len(page.doc[last]))


def _continues(page: Page, i: int, mention: Mention) -> bool:
    token = page.doc[i]
    if token.is_space or token.ent_type_ == "PERSON" or _TITLE.match(f"{token.text} "):
        return False
    if page.paragraph_at(token.idx) != page.paragraph_at(mention.start):
        return False
    return token.tag_ in _BEFORE_TAGS or (token.tag_ == "POS" and page.doc[i - 1].tag_ == "NNP")


def is_person_noun(word: str) -> bool:
    """Whether a lower-case noun can name what a person is: analyst, mayor, baker."""
    return _PERSON_NOUN.match(word) is not None


def is_described(page: Page, mention: Mention) -> bool:
    """Whether an apposition after the name says what person it is."""
    said = _apposition(page, mention)
    return said is not None and _parted(said)[0] is not None


def _apposition(page: Page, mention: Mention) -> Said | None:
    found = _APPOSITION.match(page.text, mention.end)
    if not found:
        return None
    start, end = found.span("what")
    clause = _CLAUSE.search(page.text, start, end)
    return _said(page, start, (clause.start() if clause else end))


def _parted(said: Said) -> tuple[Said | None, Said | None]:
    """Role and origin of an apposition, without its article and the age: "homemaker", "the Moscow suburbs"."""
    start = said.start
    lead = _AGE_INSIDE.match(said.text) or _ARTICLE.match(said.text)
    text = said.text[lead.end() :] if lead else said.text
    start += lead.end() if lead else 0
    origin = _ORIGIN.search(text)
    where = None
    if origin:
        where = Said(origin["where"], start + origin.start("where"), start + origin.end("where"))
        text = text[: origin.start()]
    noun = text.split(" of ")[0].split(" for ")[0].split(" at ")[0].split(" in ")[0].split(" with ")[0].strip()
    if not noun or not _PERSON_NOUN.match(noun.split()[-1].lower()):
        return None, where
    return Said(text, start, start + len(text)), where


def _nationality(page: Page, role: Said | None) -> tuple[Said | None, Said | None]:
    """Nationality that the role begins with, and the role without it: "Russian" and "political analyst"."""
    if role is None:
        return None, None
    token = page.token_at(role.start)
    rest = role.text[len(token.text) :]
    if token.idx != role.start or token.ent_type_ != "NORP" or not rest.strip():
        return None, role
    skipped = len(rest) - len(rest.lstrip())
    start = role.start + len(token.text) + skipped
    return Said(token.text, role.start, role.start + len(token.text)), Said(rest.lstrip(), start, role.end)
