"""Names by hand: what the entity recogniser would say of a parsed text."""

from dataclasses import dataclass

import pytest

from pipelines.language.page import Page
from pipelines.locations.gazetteer import Gazetteer
from pipelines.locations.placing import find_places


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    label: str
    in_title: bool = False


def mentions(text, named, *, in_title=False):
    """Mentions of `named`, a list of (form, label); each takes the next occurrence of its form."""
    found, at = [], {}
    for form, label in named:
        start = text.index(form, at.get(form, 0))
        at[form] = start + len(form)
        found.append(Mention(start, start + len(form), label, in_title))
    return found


@pytest.fixture(scope="session")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture(scope="session")
def tokenize():
    import spacy

    return spacy.blank("en")


@pytest.fixture(scope="session")
def parsed():
    from pipelines.language.model import load
    from pipelines.settings import DEFAULT

    return load(DEFAULT.model)


@pytest.fixture
def place(gazetteer, parsed):
    """Places a text given its named mentions; returns what `find_places` returns."""

    def run(text, named=(), title=None, dateline=None, title_named=(), home=None):
        names = mentions(text, named) + (mentions(title, title_named, in_title=True) if title else [])
        return find_places(Page("x", text, title, dateline, parsed(text)), names, gazetteer, home)

    return run


@pytest.fixture
def ids(place):
    """Form to location id of a text's mentions; the last where a form comes more than once."""

    def run(text, named=(), **more):
        return {row["text"]: row["location_id"] for row in place(text, named, **more).mentions}

    return run
