"""The words of a byline that are people: names, what they are, and what stands beside them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.articles import byline_words as words
from pipelines.articles.persons import is_collective, person
from pipelines.articles.sections import section

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPECIAL = re.compile(r"\s(?=special to\s)", re.IGNORECASE)
_CJK = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
_MOST_WORDS = 4


def joined_section(part: str) -> str | None:
    """The part if it joins names of sections ("Arts & Culture", "UK Politics")."""
    pieces = re.split(r"\s(?:&|and|und|et|y|e)\s", part) if len(part) <= 40 else []
    if len(pieces) == 2 and all(section(piece) for piece in pieces):
        return part
    pieces = part.split() if len(part) <= 40 else []
    return part if len(pieces) == 2 and all(section(piece) for piece in pieces) else None


def names_outlet(part: str) -> bool:
    """Whether a part is the name of an agency or outlet and one of its sections ("BBC Sport")."""
    tokens = part.split()
    if len(tokens) > 3:
        return False
    known = [token for token in tokens if is_collective(token) and not _heads(token) and not section(token)]
    return bool(known) and all(token in known or section(token) for token in tokens)


def _plain(token: str) -> str:
    return token.strip(".,:'’").lower()


@lru_cache(maxsize=20_000)
def _heads(token: str) -> bool:
    """Whether a word, or a part of a compound, is a noun for what somebody is."""
    plain = _plain(token)
    return plain in words.ROLES or any(piece in words.ROLES for piece in plain.replace("/", "-").split("-"))


def _modifies(token: str) -> bool:
    return _plain(token) in words.MODIFIERS or _plain(token).endswith(("ische", "ischer", "liche", "licher"))


def _without_shouts(tokens: list[str]) -> list[str]:
    """Some words without those in capitals at the end, where others are not ("Ann Lee USA TODAY")."""
    kept = list(tokens)
    while len(kept) > 2 and len(kept[-1]) > 2 and kept[-1].isupper() and "." not in kept[-1]:
        kept.pop()
    return kept if not kept[-1].isupper() else tokens


def is_role(part: str) -> bool:
    """Whether a part is what somebody is: few words with a noun for it, none of them before it a name."""
    tokens = part.split()
    head = next((i for i, token in enumerate(tokens) if _heads(token)), None)
    if head is None or len(tokens) > 9:
        return part.lower().startswith("special to ") and len(tokens) <= 8
    last = max(i for i, token in enumerate(tokens) if _heads(token))
    after = " ".join(tokens[last + 1 :])
    if person(after) and not section(after):
        return False
    return not any(person(" ".join(tokens[:end])) for end in range(2, head + 1) if not _says_role(tokens[:end]))


def _says_role(tokens: list[str]) -> bool:
    """Whether some word before the noun of a role is one that stands there."""
    return any(_modifies(token) or section(token) or _heads(token) for token in tokens)


def readings(part: str, *, sure: bool, signed: bool) -> Iterator[tuple[str, str]]:
    """Ways to read a part as a name and a role, the likeliest first."""
    tokens = part.split()
    head = next((i for i, token in enumerate(tokens) if _heads(token)), None)
    special = _SPECIAL.search(part)
    if special and (name := named(part[: special.start()], sure=sure)):
        yield name, part[special.end() :]
    if head is None:
        shouted = _without_shouts(tokens)
        if len(shouted) < len(tokens) and (name := named(" ".join(shouted), sure=False)):
            yield name, ""
        if name := named(part, sure=sure):
            yield name, ""
        match = words.PLACE_AFTER.search(part) if signed else None
        if match and (name := named(part[: match.start()], sure=sure)):
            yield name, ""
        return
    # "Jane Doe Senior Health Reporter"
    start = head
    while start > 2 and (_modifies(tokens[start - 1]) or section(tokens[start - 1])):
        start -= 1
    if start >= 2 and (name := person(" ".join(tokens[:start]))) and not section(name):
        yield name, " ".join(tokens[start:])
    # "Senior Health Reporter Jane Doe"
    last = max(i for i, token in enumerate(tokens) if _heads(token))
    match = words.PLACE_AFTER.search(" ".join(tokens[last + 1 :]))
    after = " ".join(tokens[last + 1 :])[: match.start() if match else None]
    if (name := person(after)) and (last == 0 or is_role(" ".join(tokens[: last + 1]))):
        role = " ".join(tokens[: last + 1]).strip(" :")
        yield name, "" if role.lower() in ("author", "autor", "autorin", "auteur") else role


def named(text: str, *, sure: bool) -> str | None:
    """A name of a person that is no section, place or agency; of one word only behind a label."""
    name = _short(person(text), sure=sure) or (person(text, sure=True) if sure or _is_uncased(text) else None)
    if name and " " in name and _CJK.match(name):
        return None
    if not name or section(name) or name.casefold() in words.PLACES or name.casefold() in words.AGENCIES:
        return None
    return name


def _short(name: str | None, *, sure: bool) -> str | None:
    """A name of few enough words to be one (lists of things are longer), once where it is printed twice."""
    half = (name or "")[: len(name or "") // 2]
    if name and half and name == f"{half} {half}":
        return half
    return name if name and (sure or sum(token[0].isupper() for token in name.split()) <= _MOST_WORDS) else None


def _is_uncased(text: str) -> bool:
    """Whether a role in a script without capitals says that the text before or behind it is a name."""
    return any(role in text for role in ("기자", "특파원", "記者", "记者"))
