"""Wikidata ids of well-known people, organisations and places: only where name, label and context agree.

`data/wikidata.parquet` is made by `wikidata_build`; its card says from what and under which terms.  A lone surname is
never looked up.  Context is what the article says beside the name: an office for a politician, the trade for a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.entities.mention import Mention
    from pipelines.language.page import Page

TABLE = "data/wikidata.parquet"
KINDS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE"}
BEFORE, AFTER = 60, 90  # characters beside a name in which an office counts
OFFICE = re.compile(
    r"\b(?:[Pp]resident|[Pp]remier|(?:[Pp]rime |[Ff]oreign |[Ff]inance )?[Mm]inister|[Ss]enator|Sen\.?|Rep\.?|"
    r"[Cc]ongress(?:man|woman)|[Rr]epresentative|[Ll]awmaker|[Ll]egislator|MPs?|MEP|[Dd]eputy|[Ss]ecretary|[Ss]peaker|"
    r"[Cc]hancellor|[Gg]overnor|Gov\.?|[Mm]ayor|[Pp]olitician|[Pp]arliamentarian|[Ll]eader|[Cc]andidate|[Dd]emocrat(?:ic)?|"
    r"[Rr]epublican|[Dd]-[A-Z]|R-[A-Z]|[Oo]pposition|[Pp]arty|[Aa]dministration)\b"
)


@cache
def _entries() -> dict[tuple[str, str], tuple[str, str, str]]:
    import pyarrow.parquet as pq

    with resources.as_file(resources.files("pipelines.entities").joinpath(TABLE)) as path:
        table = pq.read_table(path, columns=["kind", "key", "qid", "context", "known_as"]).to_pydict()
    keys = zip(table["kind"], table["key"], strict=True)
    return dict(zip(keys, zip(table["qid"], table["context"], table["known_as"], strict=True), strict=True))


def knows(kind: str, key: str) -> bool:
    """Whether the table has the name as that of a PERSON, an ORG or a PLACE."""
    return (kind, key) in _entries()


@cache
def personal_words() -> frozenset[str]:
    """First and last words of the names of people in the table."""
    names = (key.split() for kind, key in _entries() if kind == "PERSON")
    return frozenset(word for words in names for word in (words[0], words[-1]))


def known_as(key: str) -> str:
    """The key of the name by which a person is best known, for a key that is another full name of theirs."""
    found = _entries().get(("PERSON", key))
    return found[2] if found else key


def wikidata_id(page: Page, label: str, key: str, mentions: Iterable[Mention]) -> str | None:
    """The Wikidata id, or None where the name is not known or nothing in the article speaks for it.

    Args:
        page: the article.
        label: the group's OntoNotes label.
        key: its name, as `identity.name_key` makes it.
        mentions: the group's names in the text.
    """
    found = _entries().get((KINDS.get(label, ""), key))
    if found is None:
        return None
    qid, context, _ = found
    if label == "PERSON":
        return qid if any(_in_office(page, mention) for mention in mentions) else None
    if label != "ORG":
        return qid
    return qid if re.search(rf"\b(?:{context})", _without(page, mentions), re.IGNORECASE) else None


def _in_office(page: Page, mention: Mention) -> bool:
    beside = page.text[max(0, mention.start - BEFORE) : mention.start], page.text[mention.end : mention.end + AFTER]
    return any(OFFICE.search(text) for text in beside)


def _without(page: Page, mentions: Iterable[Mention]) -> str:
    """The text without the name itself, whose own words speak for nothing."""
    text, at = [], 0
    for mention in mentions:
        text.append(page.text[at : mention.start])
        at = mention.end
    return " ".join([*text, page.text[at:]])
