"""The authors that an HTML page names to machines: persons, and the organisations that it credits as authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.articles import byline
from pipelines.articles.byline_words import AGENCIES
from pipelines.articles.features import key_of
from pipelines.articles.linked_data import text_of
from pipelines.articles.persons import person
from pipelines.articles.vocabulary import words

ORGANISATION = "organisation"
"""The role of an author that is no person: an agency, a desk, the outlet itself."""

_NAMES = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "article.author",
    "authors",
    "citation_author",
)
_UNNAMED = frozenset({"agencies", "agency", "wires", "wire"})
_SIGNED = re.compile(
    r"(?:(?i:by|von|par|por|di|door|af|av|från|source|quelle|fuente|fonte)\s?:?\s)?(?P<name>[^\W\d_][\w.&-]*(?:\s[\w.&-]+){0,3}?)"
    r"\s*(?:$|[,|·•/(–-]|(?=\d))"
)
_NOBODY = words(
    """
    admin administrator author autor auteur editor guest n/a nobody none null root staff undefined unknown user
    webmaster
    """
)
_SHORTHAND = re.compile(r"\s*[(\[][\w./-]{1,12}[)\]]$")
_BY = re.compile(r"^\s*(?:by|von|par|por|di|door)\s+(?=[^\W\d_])", re.IGNORECASE)
_UNCASED_ROLE = re.compile(r"\s(?:기자|특파원|記者|记者)$")
_PARTS = re.compile(r"\s*(?:[,;/|•·]|\s(?:and|und|et|y|e|og|och|en|&|with|mit|avec|con)\s)\s*")
_NO_NAME = re.compile(r"[@\\<>{}=]|://|^\W*$|^[\d\W]+$")
_LONGEST = 60

Authors = tuple[list[str], list[str]]


def authors(linked: Mapping[str, Any], named: Mapping[str, list[str]], site: set[str]) -> Authors:
    """Names and roles of the authors; organisations only where the article's own object names them.

    Args:
        linked: the JSON-LD object of the article.
        named: the contents of the page's meta elements.
        site: keys of the names of the site: an author of that name is the outlet.
    """
    found: dict[str, tuple[str, str]] = {}
    for text, kind in _stated(linked.get("author")):
        persons = [] if kind == "organisation" else _people(text, sure=kind == "person")
        persons = [(name, role) for name, role in persons if not _is_site(name, site)]
        organisations = _agencies(text) if persons else [text] if _may_be_name(text) else []
        for name, role in (*persons, *((name, ORGANISATION) for name in organisations)):
            found.setdefault(key_of(name), (name, role))
    if len(found) > 1:
        # The outlet is an author only where it names nobody else.
        found = {key: told for key, told in found.items() if not _is_site(told[0], site)} or found
    for text in () if found else [text for key in _NAMES for text in named.get(key, ())]:
        for name, role in people(text):
            if not _is_site(name, site):
                found.setdefault(key_of(name), (name, role))
    return [name for name, _ in found.values()], [role for _, role in found.values()]


def people(text: str, *, sure: bool = False) -> list[tuple[str, str]]:
    """The persons in a string that names authors, each with the role it gives them ('' for none)."""
    text = _BY.sub("", text)
    whole = person(text, sure=sure or _UNCASED_ROLE.search(text) is not None)
    if whole:
        return [(whole, "")]
    found = byline.parse(text) or byline.parse("By " + text)
    return list(zip(found.authors, found.roles, strict=True)) if found else []


def _people(text: str, *, sure: bool) -> list[tuple[str, str]]:
    """The persons of a statement, shorthands in brackets left out, names in lower case taken where it says a person."""
    bare = _SHORTHAND.sub("", text)
    if sure and bare.islower() and len(bare.split()) >= 2 and person(bare.title()):
        return [(bare, "")]
    return people(bare, sure=sure)


def _agencies(text: str) -> list[str]:
    """The agencies that are named beside persons."""
    return [part for part in _PARTS.split(text) if _is_agency(part)]


def _is_agency(name: str) -> bool:
    return name.casefold() in AGENCIES and name.casefold() not in _UNNAMED


def agency(line: str) -> str | None:
    """The agency that a line near a title credits ("By Reuters", "AFP, MANILA", "dpa"), None where it names none."""
    match = _SIGNED.match(line) if len(line) <= _LONGEST else None
    return match["name"] if match and _is_agency(match["name"]) else None


def _may_be_name(text: str) -> bool:
    return len(text) <= _LONGEST and not _NO_NAME.search(text) and text.lower() not in _NOBODY


def _is_site(name: str, site: set[str]) -> bool:
    """Whether a name is the site's, a part of it, or the site's and an initial, as accounts of desks are called."""
    key = key_of(name)
    return any(known.startswith(key) or (key.startswith(known) and len(key) <= len(known) + 1) for known in site)


def _stated(value: Any) -> Iterator[tuple[str, str]]:
    """Names of authors, and whether the page says that they are a person or an organisation ('' if it does not)."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, list):
            yield from _stated(item)
        elif isinstance(item, Mapping):
            stated = str(item.get("@type", ""))
            kind = "organisation" if "Organization" in stated else "person" if "Person" in stated else ""
            for name in item["name"] if isinstance(item.get("name"), list) else [item.get("name")]:
                if text_of(name):
                    yield str(text_of(name)), kind
        elif text_of(item) and not str(item).startswith("http"):
            yield str(text_of(item)), ""
