"""Whether a printed string is the name of a person."""

from __future__ import annotations

import re

from pipelines.articles.vocabulary import words

# What stands in a byline without being a person: desks, agencies, roles and the words around them.
_NOT_PERSON = words(
    """
    admin administrator afp agence agencies agency agentur ap ansa apa associated belga bloomberg board borad
    bureau channel content contributor contributors correspondent correspondents cnn desk digital dpa dts editor
    editorial editors efe epd foreign guest ians information international journal kna lusa magazine media ndtv
    network news newsdesk newsroom office online partner post presse press pti radio reporter reporters reuters
    redaktion redaction rédaction redacción redacao redação redazione report reports service services sid
    sponsored sport sports staff studio studios tass team television the times today tribune tv unknown upi web
    wire wires writer writers xinhua zeitung gazette herald guardian bbc company inc ltd gmbh corporation
    university institute release immediate for no comments advertise advertisement e-paper a an is has was how
    what why our more all new foundation author autor auteur getty images government ministry police published
    updated posted share follow contact email
    """
)
_PARTICLES = words(
    """
    de da do dos das del della di du des la le van von der den ter ten zu zum zur al el bin bint ibn ben y e und
    af av st mc o d l i
    """
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[.'’`-][^\W\d_]*)*\.?", re.UNICODE)
_VOWEL = re.compile(r"[AEIOUY]")
_TITLE = re.compile(r"^(?:mr|mrs|ms|dr|prof|professor|sir|dame)\.?\s+", re.IGNORECASE)
_POSTNOMINAL = re.compile(r",?\s+(?:ph\.?d|md|m\.d|jr|sr|esq|mba|rn)\.?$", re.IGNORECASE)
_UNCASED_ROLE = re.compile(r"\s*(?:기자|특파원|記者|记者)$")


def person(text: str, *, sure: bool = False) -> str | None:
    """The name without title and degree if the text is a person's name, else None.

    Two to five words that begin with a capital (particles excepted), none of them a word of desks and agencies.

    Args:
        text: a candidate, as printed.
        sure: the source says that it is a person: a single word and scripts without capitals pass too.
    """
    name = " ".join(text.split()).strip(" ,;:|·•*-–—")
    name = _POSTNOMINAL.sub("", _TITLE.sub("", _UNCASED_ROLE.sub("", name))).strip(" ,")
    tokens = name.split(" ")
    if not name or len(name) > 60 or len(tokens) > 6 or (len(tokens) < 2 and not sure):
        return None
    if not all(_TOKEN.fullmatch(token) for token in tokens) or any(_is_not_person(token) for token in tokens):
        return None
    if tokens[-1].endswith(".") and len(tokens[-1]) > 3:
        return None
    if len(tokens) == 1 and (len(name) < 2 or name.islower() or (name.isupper() and len(name) <= 4)):
        return None
    cased = [token for token in tokens if token.lower() not in _PARTICLES]
    if not cased or not all(token[0].isupper() or (sure and not token[0].islower()) for token in cased):
        return None
    return name


def _is_not_person(token: str) -> bool:
    """A word of desks and agencies, also as part of a compound, or an abbreviation such as MDR."""
    parts = re.split(r"[-.'’]", token.lower())
    abbreviated = (
        len(token) >= 3 and token.isupper() and not _VOWEL.search(token) and token.isascii() and "." not in token
    )
    return abbreviated or any(part in _NOT_PERSON for part in parts)
