"""The parts of a name, and whether two names can be one person's or one organisation's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from pipelines.entities.first_names import genders, is_nickname

MALE_TITLES = frozenset("mr sir lord king prince emperor baron count father brother sheikh".split())
FEMALE_TITLES = frozenset("mrs ms miss madam dame lady queen princess empress baroness countess sister".split())
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        "dr prof professor rev reverend hon honourable honorable sen senator rep representative gov governor gen "
        "general col colonel lt lieutenant sgt sergeant capt captain cmdr maj major adm admiral cpl president premier "
        "chancellor "
        "minister secretary judge justice ambassador archbishop bishop cardinal pope imam rabbi ayatollah pastor mayor "
        "congressman congresswoman councillor commissioner inspector detective officer coach chairman chairwoman "
        "spokesman spokeswoman prime vice deputy chief first former foreign crown mullah maulana mufti ranger sheriff "
        "constable superintendent brigadier marshal commander commodore corporal chairperson councilwoman "
        "councilman alderman comrade".split()
    )
)
SUFFIXES = frozenset("jr sr ii iii iv phd md esq mp".split())
KUNYA = frozenset("umm um oum abu abou".split())
PATRONYMIC = re.compile(r".{3,}(?:ovich|evich|ovna|evna|ichna|ovych|yovych|ivna)$")
LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|corp|corporation|(?:co\.?,?\s)?ltd|co|company|pty\.? ltd|pjsc|jsc|"
    r"ltd|limited|plc|llc|llp|group|holdings|ag|sa|nv|bv|gmbh|spa|oyj|ab)\.?$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"^(?:www\.)?(?P<stem>[\w-]{3,})\.(?:com?|org|net|info|io|news|(?:co|com|org|net|gov|ac)\.[a-z]{2}|[a-z]{2})$",
    re.IGNORECASE,
)
ABBREVIATIONS = {
    "us": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "uae": "united arab emirates",
    "eu": "european union",
    "un": "united nations",
    "washington dc": "washington",
    "republic of korea": "south korea",
    "korea republic": "south korea",
    "dprk": "north korea",
    "peoples republic of china": "china",
    "prc": "china",
    "russian federation": "russia",
    "burma": "myanmar",
    "holland": "netherlands",
    "czechia": "czech republic",
    "cote divoire": "ivory coast",
    "drc": "democratic republic of congo",
    "dr congo": "democratic republic of congo",
    "democratic republic of the congo": "democratic republic of congo",
    "swaziland": "eswatini",
    "turkiye": "turkey",
    "timor leste": "east timor",
    "cabo verde": "cape verde",
    "kiev": "kyiv",
    "kharkov": "kharkiv",
    "odessa": "odesa",
    "lvov": "lviv",
    "bombay": "mumbai",
    "calcutta": "kolkata",
    "madras": "chennai",
    "bangalore": "bengaluru",
    "rangoon": "yangon",
    "peking": "beijing",
    "canton": "guangzhou",
    "saigon": "ho chi minh city",
}
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "ı": "i"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, without accents, full stops and typographic apostrophes; white space and hyphens to one blank."""
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[\s\-‐-―]+", " ", re.sub(r"[.,'’‘`\"“”]", "", text)).strip()


@lru_cache(maxsize=65536)
def person_parts(name: str) -> tuple[str, ...]:
    """Folded parts of a person's name without titles before and suffixes after; never empty for a name with letters.

    A kunya is one part: "Umm Hassan" is the mother of Hassan, and no Hassan is short for her.
    """
    parts = _with_kunyas([part for part in (fold(word) for word in name.split()) if part])
    while len(parts) > 1 and parts[0] in TITLES:
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return tuple(parts)


def _with_kunyas(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1] in KUNYA:
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def title_gender(title: str) -> str | None:
    """The sex that a title tells: Mr, Ms, Queen."""
    words = {fold(word) for word in title.split()}
    return "male" if words & MALE_TITLES else "female" if words & FEMALE_TITLES else None


def name_gender(parts: tuple[str, ...]) -> str | None:
    """The sex that a first name tells; a name of one part counts as a first name, too."""
    if len(parts) > 1 and PATRONYMIC.match(parts[1]):
        return "female" if parts[1].endswith("a") else "male"
    return genders().get(parts[0]) if parts else None


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` can be another form of `full`, a name of at least as many parts.

    Equal; a lone first or last name; first and last name around middle ones; an initial for a first name; a first
    name with a patronymic.
    """
    if short == full:
        return True
    if len(short) == 1:
        return short[0] in (full[0], full[-1]) or (len(full) > 2 and short[0] in " ".join(full[1:]).split())
    if len(short) == 2 and PATRONYMIC.match(short[1]) and short[0] == full[0]:
        return not (len(full) > 2 and PATRONYMIC.match(full[1])) or full[1] == short[1]
    if short[-1] == full[-1]:
        return _first_agrees(short[0], full[0]) or set(short) <= set(full)
    return set(short) <= set(full)


def _first_agrees(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0]) or is_nickname(one, other)


@lru_cache(maxsize=65536)
def organisation_key(name: str) -> str:
    """Folded name without article, legal form and domain ending; common abbreviations of countries written out."""
    key = fold(LEGAL_FORM.sub("", _DOMAIN.sub(r"\g<stem>", name)))
    key = key.removeprefix("the ")
    return ABBREVIATIONS.get(key, key)


def initials(name: str) -> str:
    """Initials of the capitalised words, or capitals of a lone one: European Central Bank to ECB, TinyWorks to TW."""
    if name.isalnum() and name[1:] != name[1:].lower() and not name.isupper():
        return "".join(c for c in name if c.isupper())
    return "".join(word[0] for word in re.split(r"[\s\-]+", name) if word[:1].isupper())


def stands_for(short: str, name: str) -> bool:
    """Whether a form in brackets can be short for a name: of its initials in any order, or with the same beginning.

    Acronyms are often those of another language: UAAR for a Union of Rationalist Atheists and Agnostics.
    """
    letters = [c for c in short if c.isupper()]
    if len(letters) < 2 or len(name.split()) < 2:
        return False
    wanted = Counter(word[0] for word in fold(name).split())
    return not Counter("".join(letters).casefold()) - wanted or short[0].casefold() == fold(name)[:1]


def slug(text: str) -> str:
    """A readable identifier: folded, anything but letters and digits to a hyphen."""
    return re.sub(r"[^\w]+", "-", fold(text)).strip("-")
