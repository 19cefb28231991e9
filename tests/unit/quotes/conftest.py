"""Texts to quote rows, and to what stands behind them, in one call."""

import pytest

from pipelines.entities.article import find_entities
from pipelines.language.model import parse
from pipelines.language.page import Page
from pipelines.quotes.attribute import find_quotes
from pipelines.settings import DEFAULT


@pytest.fixture(scope="session")
def page():
    def make(text):
        (doc,) = parse([text], DEFAULT.model)
        return Page("a1", text, None, None, doc)

    return make


@pytest.fixture(scope="session")
def rows(page):
    def find(text):
        made = page(text)
        return find_quotes(made, find_entities(made))

    return find
