"""Which batches there is something to do for, what is done again, and what goes on counting meanwhile."""

import dataclasses
import sys
from pathlib import Path

import pytest

from pipelines import Settings
from warehouse import stages, versions
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger

STORY = """Council of {town} votes to close the old ferry pier

By Ines Abubakar

{town}, Kenya — The council voted on Tuesday to close the old pier, seven to two, after a debate of three hours.

“We have waited nine years for this,” said Joseph Wekesa, a 54-year-old boatman who lives beside the pier in {town}.
"""


@pytest.fixture
def home(tmp_path):
    place = Home(tmp_path / "home", tmp_path / "landing").create()
    place.landing.mkdir()
    (place.landing / "one.txt").write_text(STORY.format(town="Mombasa"))
    return place


@pytest.fixture
def done(home):
    """Lake and ledger with one batch that is done, and its key."""
    lake, ledger = Lake(home), Ledger(home)
    (batch,) = ledger.plan()
    stages.read(lake, batch)
    stages.annotate_batch(lake, batch)
    return lake, ledger, batch.key


def left(lake, ledger, key, settings=None):
    """Whether the batch is to be read, and whether it is to be annotated."""
    told = [settings] if settings else []
    return bool(stages.unread(lake, ledger, [key], *told)), bool(stages.unannotated(lake, ledger, [key], *told))


def test_each_stage_is_done_once(home):
    lake, ledger = Lake(home), Ledger(home)
    (batch,) = ledger.plan()
    assert left(lake, ledger, batch.key) == (True, False)
    stages.read(lake, batch)
    assert left(lake, ledger, batch.key) == (False, True)
    stages.annotate_batch(lake, batch)
    assert left(lake, ledger, batch.key) == (False, False)
    assert lake.manifest(batch.key).versions == versions.versions()


def test_a_batch_that_was_read_is_finished_without_its_files(home):
    lake, ledger = Lake(home), Ledger(home)
    (batch,) = ledger.plan()
    stages.read(lake, batch)
    (home.landing / "one.txt").unlink()
    assert [open_.key for open_ in ledger.plan()] == [batch.key]
    assert left(lake, ledger, batch.key) == (False, True)
    stages.annotate_batch(lake, batch)
    assert [part.source_path for part in ledger.live()] == ["one.txt"]


def test_a_batch_that_was_not_read_is_planned_anew_when_its_file_changed(home):
    lake, ledger = Lake(home), Ledger(home)
    (old,) = ledger.plan()
    (home.landing / "one.txt").write_text(STORY.format(town="Kisumu"))
    with pytest.raises(stages.SourceChanged, match=r"one\.txt changed or went away"):
        stages.read(lake, old)
    assert lake.state(old.key) is None
    (new,) = ledger.plan()
    assert stages.unread(lake, ledger, [old.key, new.key]) == [new]


def test_a_file_that_goes_away_before_it_is_read_leaves_no_trace(home):
    lake, ledger = Lake(home), Ledger(home)
    (batch,) = ledger.plan()
    (home.landing / "one.txt").unlink()
    assert left(lake, ledger, batch.key) == (False, False)
    with pytest.raises(stages.SourceChanged):
        stages.read(lake, batch)
    assert ledger.plan() == []


def test_a_finished_batch_is_left_as_it_is_whatever_became_of_its_file(home, done):
    lake, ledger, key = done
    (home.landing / "one.txt").unlink()
    assert left(lake, ledger, key) == (False, False)


def test_other_annotating_code_annotates_again_without_reading(home, done, monkeypatch):
    lake, ledger, key = done
    (home.landing / "one.txt").unlink()
    before = lake.manifest(key)
    monkeypatch.setattr(versions, "annotating", lambda _=None: {"annotate": "next", "model": "next"})
    assert stages.stale(lake, ledger) == {key: ["annotate"]}
    assert left(lake, ledger, key) == (False, True)
    stages.annotate_batch(lake, ledger.batch(key))
    assert lake.manifest(key).versions == {"read": before.versions["read"], "annotate": "next", "model": "next"}
    assert lake.manifest(key).files == before.files
    assert stages.stale(lake, ledger) == {}


def test_other_reading_code_reads_again_and_annotates_only_what_changed(done, monkeypatch):
    lake, ledger, key = done
    monkeypatch.setattr(versions, "reading", lambda _=None: {"read": "next"})
    assert stages.stale(lake, ledger) == {key: ["read", "annotate"]}
    assert left(lake, ledger, key) == (True, False)
    stages.read(lake, ledger.batch(key))
    assert lake.manifest(key).versions["read"] == "next"
    assert left(lake, ledger, key) == (False, False)


def test_settings_that_change_articles_make_them_anew_and_the_old_count_until_then(done):
    lake, ledger, key = done
    other = dataclasses.replace(Settings(), file_times=True)
    before = lake.manifest(key)
    assert left(lake, ledger, key, other) == (True, False)
    stages.read(lake, ledger.batch(key), other)
    assert lake.manifest(key) == before
    assert left(lake, ledger, key, other) == (False, True)
    stages.annotate_batch(lake, ledger.batch(key), other)
    assert lake.manifest(key).files["articles"].path.endswith("part-1.parquet")
    assert lake.manifest(key).files["quotes"] == before.files["quotes"]


def test_what_could_not_be_annotated_stays_in_quarantine_when_it_is_read_again(home, monkeypatch):
    lake, ledger = Lake(home), Ledger(home)
    (batch,) = ledger.plan()
    stages.read(lake, batch)
    monkeypatch.setattr(sys.modules["pipelines.annotate"], "LONGEST", 10)
    stages.annotate_batch(lake, batch)
    assert list(lake.read(batch.key, "quarantine")["reason"]) == ["too_long"]
    stages.read(lake, batch)
    assert list(lake.read(batch.key, "quarantine")["reason"]) == ["too_long"]
    monkeypatch.undo()
    stages.annotate_batch(lake, batch)
    assert list(lake.read(batch.key, "quarantine")["reason"]) == []


def test_a_version_covers_the_code_of_its_stage_and_of_no_other():
    reading = versions._modules("pipelines.read")
    annotating = versions._modules("pipelines.annotate")
    assert {"pipelines.reading.warc", "pipelines.articles.dates"} <= reading.keys() - annotating.keys()
    assert {"pipelines.quotes.speakers", "pipelines.locations.ranking"} <= annotating.keys() - reading.keys()
    assert not [name for name in reading | annotating if name.endswith(".train")]
    assert versions.reading(Settings(file_times=True)) != versions.reading()
    assert versions.annotating(Settings(file_times=True)) == versions.annotating()


def test_the_users_own_tables_are_part_of_the_version(tmp_path: Path):
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("alias,label,name\n")
    before = versions.annotating(Settings(aliases=aliases))
    assert before != versions.annotating()
    aliases.write_text("alias,label,name\nJoe,PERSON,Joseph Wekesa\n")
    assert versions.annotating(Settings(aliases=aliases)) not in (before, versions.annotating())
