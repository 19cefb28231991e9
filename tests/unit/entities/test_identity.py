"""Ids across articles, and Wikidata ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.entities.identity import entity_id, name_key


@pytest.mark.parametrize(
    ("label", "name", "wanted"),
    [
        ("PERSON", "President Volodymyr Zelenskyy", "person/volodymyr-zelensky"),
        ("PERSON", "Muammar Qaddafi", "person/muammar-gaddafi"),
        ("PERSON", "Bashar al-Assad", "person/bashar-assad"),
        ("PERSON", "Abdelaziz Belkhadem", "person/abdul-aziz-belkhadem"),
        ("PERSON", "Gerald R. Ford", "person/gerald-ford"),
        ("PERSON", "John A. Smith", "person/john-a-smith"),
        ("PERSON", "Putin", "person/putin@a1"),
        ("PERSON", "J. Wekesa", "person/j-wekesa@a1"),
        ("PERSON", "O. J. Wekesa", "person/o-j-wekesa"),
        ("ORG", "Foreign Ministry", "org/foreign-ministry@a1"),
        ("ORG", "Kenyan Foreign Ministry", "org/kenyan-foreign-ministry"),
        ("ORG", "The Lagos Trade Centre Ltd.", "org/lagos-trade-center"),
        ("GPE", "Calif", "gpe/california"),
    ],
)
def test_id(label, name, wanted):
    assert entity_id("a1", label, name) == wanted


@given(st.text(max_size=40), st.sampled_from(["PERSON", "ORG", "GPE"]))
def test_an_id_depends_on_label_and_name_alone(name, label):
    assert entity_id("a1", label, name).split("@")[0] == entity_id("b2", label, name).split("@")[0]
    assert name_key(label, name) == name_key(label, f" {name} ")


def wikidata_ids(found):
    return {group.name: group.wikidata_id for group in found.groups}


def test_a_politician_needs_an_office_beside_the_name(found):
    assert wikidata_ids(found("Senator Chuck Schumer spoke first."))["Chuck Schumer"] == "Q380900"
    assert wikidata_ids(found("The painter Chuck Schumer showed his flowers in Leeds."))["Chuck Schumer"] is None


def test_a_lone_surname_is_never_looked_up(found):
    assert set(wikidata_ids(found("Senator Schumer spoke first.")).values()) == {None}


def test_a_company_needs_its_trade_in_the_text(found):
    assert wikidata_ids(found("Shares of the retailing chain Home Depot fell."))["Home Depot"] == "Q864407"
    assert wikidata_ids(found("She parked behind Home Depot and waited."))["Home Depot"] is None


def test_a_country_is_looked_up_and_its_team_is_not(found):
    assert wikidata_ids(found("The harvest in Sweden was late."))["Sweden"] == "Q34"
    text = "Sweden beat Norway 3-1 in the final of the tournament. The striker scored two goals after halftime."
    (team,) = [group for group in found(text).groups if group.name == "Sweden"]
    assert (team.entity_id, team.wikidata_id) == ("gpe/sweden@a1", None)
