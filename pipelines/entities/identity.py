"""Identity across articles: the id that a label and a full name make, the same wherever the name is met.

An id is made from the name alone, so that no article ever changes the id of another.  What a name alone does not
tell apart stays in its article: a person with one name or an initial, a ministry of no country, a team.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources

from pipelines.entities import wikidata
from pipelines.entities.names import KUNYA, organisation_key, person_parts, slug
from pipelines.entities.order import given_first
from pipelines.entities.spelling import spelt_words

PLACES = frozenset(("GPE", "LOC", "FAC"))
_AMERICAN = {
    "centre": "center",
    "defence": "defense",
    "organisation": "organization",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
    "harbour": "harbor",
    "&": "and",
    "qaida": "qaeda",
    "hizbollah": "hezbollah",
    "hizbullah": "hezbollah",
    "hezbullah": "hezbollah",
    "hizballah": "hezbollah",
    "taleban": "taliban",
}
_STATES = (
    "ala alabama,ariz arizona,ark arkansas,calif california,colo colorado,conn connecticut,fla florida,kan kansas,"
    "mass massachusetts,mich michigan,minn minnesota,mont montana,neb nebraska,nev nevada,okla oklahoma,ore oregon,"
    "tenn tennessee,wis wisconsin,wyo wyoming"
)
STATES = dict(pair.split() for pair in _STATES.split(","))
_GENERIC = frozenset(
    "of for and the foreign interior defense finance health education justice agriculture labor trade transport "
    "energy environment culture tourism information communications planning science technology industry sports "
    "youth women home affairs external internal public works security social welfare economic development economy "
    "commerce housing ministry department office bureau agency authority board council commission committee "
    "parliament senate congress house representatives commons lords assembly national supreme high constitutional "
    "federal appeals district criminal court central reserve bank army navy air force forces armed military "
    "police cabinet government state city county municipal provincial regional local party ruling socialist "
    "communist liberal conservative democratic people's peoples workers union university college school hospital "
    "church embassy consulate legislature lower upper prosecutor prosecutors general attorney election electoral "
    "statistics customs tax revenue immigration association federation league institute center company group "
    "corporation stock exchange chamber fire service services coast guard border intelligence special presidency "
    "secretariat directorate headquarters".split()
)
_UNIQUE = frozenset(("state department", "justice department", "federal reserve", "house of commons", "house of lords"))


@cache
def _common_surnames() -> frozenset[str]:
    table = resources.files("pipelines.entities").joinpath("data/common_surnames.csv").read_text(encoding="utf-8")
    return frozenset(row["surname"] for row in csv.DictReader(table.splitlines()))


def entity_id(article_id: str, label: str, name: str, *, alone: bool = False) -> str:
    """Readable and stable: label and normalised full name, with the article where the name tells too little.

    Args:
        article_id: the article that names it.
        label: OntoNotes label.
        name: the fullest form in the article.
        alone: keep it in the article whatever its name.
    """
    key = name_key(label, name)
    base = f"{label.lower()}/{slug(key)}"
    return f"{base}@{article_id}" if alone or is_local(label, key) else base


@lru_cache(maxsize=65536)
def name_key(label: str, name: str) -> str:
    """What names of one entity have in common: folded, one spelling, without titles, legal forms, middle initials."""
    if label == "PERSON":
        key = person_key(name)
        if " " in key and not wikidata.knows("PERSON", key):
            key = given_first(key)
        return wikidata.known_as(key) if " " in key else key
    key = organisation_key(name)
    if label in PLACES:
        return STATES.get(key, key)
    return " ".join(_AMERICAN.get(word, word) for word in key.split())


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """What full names of one person have in common, without the table of aliases."""
    words = spelt_words([word for part in person_parts(name) for word in part.split()])
    middle = [word for word in words[1:-1] if len(word) == 1]
    if len(middle) == 1 and len(words[0]) > 1 and words[-1] not in _common_surnames():
        words = [word for i, word in enumerate(words) if len(word) > 1 or i in (0, len(words) - 1)]
    return " ".join(words)


def is_local(label: str, key: str) -> bool:
    """Whether the name tells too little to mean the same in two articles.

    Args:
        label: OntoNotes label.
        key: as `name_key` makes it.
    """
    words = key.split()
    if label == "PERSON":
        if len(words) == 2 and words[0] in KUNYA:  # what any father or mother of a child of that name is called
            return not wikidata.knows("PERSON", key)
        return sum(len(word) > 1 for word in words) < 2 and not (len(words) > 2 and len(words[-1]) > 1)
    return label == "ORG" and key not in _UNIQUE and all(re.sub(r"\W", "", word) in _GENERIC for word in words)
