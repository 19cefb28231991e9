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
    updated posted share follow contact email teilen twittern senden kommentare kommentar kommentieren anzahl suche
    nachrichten aktuelle aktuelles drucken merken partager discussion commenter imprimer compartir comentar comentarios
    condividi commenta delen dela kommentera tweet print save copy link menu search subscribe abo abonnieren anmelden
    login newsletter podcast video videos foto fotos photo photos image bild bilder quelle source views read minutes
    whatsapp facebook twitter linkedin youtube tiktok instagram telegram pinterest reddit bluesky messenger
    our nostro nostra nuestro nuestra notre unser unsere unserem unserer ihre ihr dalla eigener eigene
    """
)
_PARTICLES = words(
    """
    de da do dos das del della dello di du des la le lo las los van von vom der den ter ten te zu zum zur al el bin bint
    ibn ben y e i und af av st mc o d l wa ole ould abu abd ul ur
    """
)
# Words that are names too where they do not come first.
_LATER = words("An No Has")
# The name of a person, and in capitals an agency.
_GIVEN = words("Sid")
# Two words that begin so name a newspaper rather than anybody.
_ARTICLES = words("Le La El Il Los Las Der Die Das Les The")
_TOKEN = re.compile(r"[^\W\d_]+(?:[.'’`-][^\W\d_]*)*\.?", re.UNICODE)
_VOWEL = re.compile(r"[AEIOUY]")
_TITLE = re.compile(r"^(?:mr|mrs|ms|dr|prof|professor|sir|dame)\.?\s+", re.IGNORECASE)
_POSTNOMINAL = re.compile(r",?\s+(?:ph\.?d|md|m\.d|jr|sr|esq|mba|rn)\.?$", re.IGNORECASE)
_UNCASED_ROLE = re.compile(r"^(?:本报|本報)?(?:記者|记者)\s*|\s*(?:기자|특파원|記者|记者)$")
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")


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
    if not all(_TOKEN.fullmatch(token) for token in tokens) or any(
        _is_not_person(token) and not (at and token in _LATER) for at, token in enumerate(tokens)
    ):
        return None
    if _is_phrase(tokens) or (len(tokens) == 1 and (len(name) < 2 or (name.isupper() and len(name) <= 4))):
        return None
    cased = [token for token in tokens if token.lower() not in _PARTICLES]
    if not cased or not all(_begins_as_name(token) or (sure and not token[0].islower()) for token in cased):
        return None
    return name


def _is_phrase(tokens: list[str]) -> bool:
    """Words with a genitive, of which two begin with an article, or that end as sentences do."""
    genitive = any(token.endswith(("'s", "’s")) for token in tokens)
    article = len(tokens) == 2 and tokens[0] in _ARTICLES
    return genitive or article or (tokens[-1].endswith(".") and len(tokens[-1]) > 3)


def _begins_as_name(token: str) -> bool:
    """A capital first, or after an article or another particle ("al-Khatib", "d'Arcy")."""
    before, _, after = re.sub(r"['’]", "-", token).partition("-")
    return token[0].isupper() or (before in _PARTICLES and after[:1].isupper())


def is_collective(text: str) -> bool:
    """Whether a text names desks, agencies or staff and nobody in person."""
    tokens = text.split()
    return bool(tokens) and all(_is_not_person(token) or token.lower() in _PARTICLES for token in tokens)


def _is_not_person(token: str) -> bool:
    """A word of desks and agencies, also as part of a compound, or an abbreviation such as MDR."""
    if _INITIAL.fullmatch(token) or token in _GIVEN:
        return False
    parts = re.split(r"[-.'’]", token.lower())
    abbreviated = (
        len(token) >= 3 and token.isupper() and not _VOWEL.search(token) and token.isascii() and "." not in token
    )
    return abbreviated or any(part in _NOT_PERSON for part in parts)
