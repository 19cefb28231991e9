"""The user's decisions about entities, from their file to the mart that tells what became of them."""

import dataclasses

import pytest

from pipelines import Settings
from warehouse import query, stages
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger
from warehouse.publish import publish

STORY = """{place} votes to keep its ferry

By Ines Abubakar

{place}, Kenya — The council voted on Tuesday to keep the ferry, seven to two, after a debate of three hours.

“We have waited nine years for this,” said Joseph Wekesa, a 54-year-old boatman who lives beside the pier.
"""
HEADER = "action,entity_id,target,article_id\n"
MERGE = "merge,person/joseph-wekesa,person/joseph-otieno-wekesa,\n"
UNUSED = "rename,person/nobody-at-all,Somebody,\n"
OTHER = "merge,person/joseph-wekesa,person/joe-wekesa,\n"


@pytest.fixture
def home(tmp_path):
    place = Home(tmp_path / "home", tmp_path / "landing").create()
    place.landing.mkdir()
    return place


@pytest.fixture
def settings(tmp_path):
    return dataclasses.replace(Settings(), overrides=tmp_path / "overrides.csv")


def run(home, settings):
    lake, ledger = Lake(home), Ledger(home)
    batches = stages.due(ledger, settings=settings)
    for batch in stages.unread(lake, ledger, [b.key for b in batches], settings):
        stages.read(lake, batch, settings)
    for batch in stages.unannotated(lake, ledger, [b.key for b in batches], settings):
        stages.annotate_batch(lake, batch, settings)
    return len(batches), publish(home).kind


def mart(home):
    wanted = "line, action, status, articles, batches, batches_left"
    found = query.select(home, f"SELECT {wanted} FROM marts.overrides ORDER BY line")
    return list(found.rows)


def speakers(home):
    found = query.select(home, "SELECT DISTINCT entity_id FROM quotes JOIN entities ON speaker_key = entity_key")
    return list(found.rows)


def test_rows_are_told_used_unused_and_conflicting_and_changes_reach_what_was_read_before(home, settings):
    (home.landing / "one.txt").write_text(STORY.format(place="Mombasa"))
    settings.overrides.write_text(HEADER + MERGE + UNUSED)
    assert run(home, settings) == (1, "full")
    assert mart(home) == [(2, "merge", "used", 1, 1, 0), (3, "rename", "unused", 0, 1, 0)]
    assert speakers(home) == [("person/joseph-otieno-wekesa",)]
    assert run(home, settings) == (0, "none")

    # A second batch; the first one is left alone.
    (home.landing / "two.txt").write_text(STORY.format(place="Kisumu"))
    assert run(home, settings)[0] == 1
    assert mart(home) == [(2, "merge", "used", 2, 2, 0), (3, "rename", "unused", 0, 2, 0)]

    settings.overrides.write_text(HEADER + MERGE + UNUSED + OTHER + ",,,\n")
    assert run(home, settings)[0] == 2
    assert mart(home) == [
        (2, "merge", "conflicting", 0, 2, 0),
        (3, "rename", "unused", 0, 2, 0),
        (4, "merge", "used", 2, 2, 0),
        (5, None, "invalid", 0, 2, 0),
    ]
    assert speakers(home) == [("person/joe-wekesa",)]
    before = mart(home)
    assert publish(home, full=True).kind == "full"
    assert mart(home) == before


def test_a_batch_annotated_without_a_row_is_told(home, settings):
    settings.overrides.write_text(HEADER + MERGE)
    (home.landing / "one.txt").write_text(STORY.format(place="Mombasa"))
    lake, ledger = Lake(home), Ledger(home)
    (one,) = ledger.plan()
    stages.read(lake, one)
    stages.annotate_batch(lake, one)
    (home.landing / "two.txt").write_text(STORY.format(place="Kisumu"))
    (two,) = ledger.plan()
    stages.read(lake, two, settings)
    stages.annotate_batch(lake, two, settings)
    publish(home)
    assert mart(home) == [(2, "merge", "used", 1, 1, 1)]
    assert {batch.key for batch in stages.due(ledger, settings=settings)} == {one.key}
    assert {batch.key for batch in stages.due(ledger)} == {two.key}
