"""Noun phrases that stand for a person or an organisation named before."""

import pytest

from pipelines.entities import holders, nominals
from pipelines.entities.holders import Holder
from pipelines.entities.mention import ArticleEntities, Group
from pipelines.language.model import parse
from pipelines.language.page import Page
from pipelines.locations.gazetteer import Gazetteer
from pipelines.settings import DEFAULT


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def test_a_country_and_its_adjective_are_the_same_word(gazetteer):
    assert holders.words(["Finland's"], gazetteer) == holders.words(["Finnish"], gazetteer) == {"FI"}
    assert holders.words(["the", "political", "Political"], gazetteer) == {"political"}


@pytest.mark.parametrize(
    ("told", "asked", "fits"),
    [
        ({"KE"}, set(), True),
        ({"KE"}, {"KE"}, True),
        (set(), {"KE"}, False),
        ({"former", "KE"}, {"KE"}, False),
        ({"former"}, {"former"}, True),
        (set(), {"deputy"}, False),
    ],
)
def test_a_phrase_says_no_more_than_the_text_and_keeps_the_rank(told, asked, fits):
    assert Holder(0, "minister", frozenset(told), 0, 1).fits(frozenset(asked)) is fits


@pytest.mark.parametrize(
    ("noun", "sex"), [("spokeswoman", "female"), ("fisherman", "male"), ("human", None), ("judge", None)]
)
def test_some_nouns_tell_the_sex(noun, sex):
    assert holders.sex(noun) == sex


def test_nominal_mentions_come_among_the_others_and_change_none(found, gazetteer):
    text = "Mayor Sandra Oyelaran closed the bridge. The mayor said she was sorry."
    (doc,) = parse([text], DEFAULT.model)
    before = found(text)
    after = nominals.with_nominals(Page("a1", text, None, None, doc), before, gazetteer)
    assert [(m.text, m.kind, m.group) for m in after.mentions] == [
        ("Sandra Oyelaran", "name", 0),
        ("The mayor", "nominal", 0),
        ("she", "pronoun", 0),
    ]
    assert [m for m in after.mentions if m.kind != "nominal"] == list(before.mentions)
    assert after.groups == before.groups


def test_without_names_there_is_nobody_to_mean(gazetteer):
    text = "The director, a quiet man, left. He was the mayor."
    (doc,) = parse([text], DEFAULT.model)
    nobody = ArticleEntities((), (Group("PERSON", "Unused"),))
    assert nominals.resolve(Page("a1", text, None, None, doc), nobody, gazetteer) == []
