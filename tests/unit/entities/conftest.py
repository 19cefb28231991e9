"""Texts to entities in one call."""

import pytest

from pipelines.entities.article import find_entities
from pipelines.language.model import parse
from pipelines.language.page import Page
from pipelines.locations.gazetteer import Gazetteer
from pipelines.settings import DEFAULT


@pytest.fixture(scope="session")
def found():
    def find(text, title=None):
        (doc,) = parse([text], DEFAULT.model)
        return find_entities(Page("a1", text, title, None, doc), Gazetteer.load())

    return find
