"""What Dagster makes by itself, and that one batch that failed stops nothing else."""

import signal
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
from newsroom import put

from assets import launch, partitions, vigil
from assets.definitions import build_defs
from assets.retention import prune
from warehouse import stages
from warehouse.batches import Limits
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """Council of {town} votes to close the old ferry pier

By Ines Abubakar

{town}, Kenya — The council voted on Tuesday to close the old pier, seven to two, after a debate of three hours.

“We have waited nine years for this,” said Joseph Wekesa, a 54-year-old boatman who lives beside the pier in {town}.
"""
UP_TO_ANNOTATIONS = ("raw_files", "articles", "entities", "quotes", "locations")


@pytest.fixture
def home(tmp_path, monkeypatch):
    place = Home(tmp_path / "home", tmp_path / "landing")
    place.landing.mkdir()
    monkeypatch.setenv("NEWSWAREHOUSE_BATCHES_FILES", "1")
    monkeypatch.setenv("NEWSWAREHOUSE_WORKERS", "1")
    for name, value in launch.environment(place).items():
        monkeypatch.setenv(name, value)
    return place


def report(instance, assets, partition=None):
    for name in assets:
        instance.report_runless_asset_event(dg.AssetMaterialization(name, partition=partition))


def asked_for(defs, instance, cursor=None):
    """Assets that are to be made now, and the cursor for the next look."""
    result = dg.evaluate_automation_conditions(defs, instance=instance, cursor=cursor)
    return {r.key.to_user_string() for r in result.results if not r.true_subset.is_empty}, result.cursor


@pytest.mark.usefixtures("home")
@pytest.mark.filterwarnings("ignore:Parameter `include_sources`")
def test_a_batch_that_failed_does_not_stop_the_publish_of_others():
    defs = build_defs()
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions(partitions.NAME, ["failed", "done"])
        _, cursor = asked_for(defs, instance)
        report(instance, UP_TO_ANNOTATIONS, "done")
        found, cursor = asked_for(defs, instance, cursor)
        assert "warehouse" in found
        report(instance, ["warehouse"])
        found, cursor = asked_for(defs, instance, cursor)
        assert "warehouse" not in found
        report(instance, UP_TO_ANNOTATIONS, "failed")
        assert "warehouse" in asked_for(defs, instance, cursor)[0]


def test_a_batch_that_fails_is_told_and_other_code_touches_nothing_unasked(home, monkeypatch):
    for town in ("Lamu", "Kisumu"):
        put(home.landing, f"{town}.txt", ARTICLE.format(town=town))
    read = stages.read

    def fails(lake, batch, settings, *, tell=None):
        if batch.parts[0].source_path == "Lamu.txt":
            raise RuntimeError("no such luck")
        return read(lake, batch, settings, tell=tell)

    lake, ledger = Lake(home), Ledger(home, Limits(files=1))
    with monkeypatch.context() as broken:
        broken.setattr(stages, "read", fails)
        with pytest.raises(launch.RunFailed, match=r"(?s)all else is published.*RuntimeError: no such luck"):
            launch.run(home, ledger.plan(), lambda *_: None)
    assert [part.source_path for part in ledger.live()] == ["Kisumu.txt"]
    assert home.warehouse.exists()
    (old,) = lake.closed()
    # The next run finishes what failed, and leaves alone what other code made.
    monkeypatch.setattr("warehouse.versions.annotating", lambda _=None: {"annotate": "next", "model": "next"})
    launch.run(home, ledger.plan(), lambda *_: None)
    assert [part.source_path for part in ledger.live()] == ["Kisumu.txt", "Lamu.txt"]
    assert lake.manifest(old.batch) == old
    assert list(stages.stale(lake, ledger)) == [old.batch]
    launch.run(home, [ledger.batch(old.batch)], lambda *_: None)
    assert stages.stale(lake, ledger) == {}
    assert lake.manifest(old.batch).files == old.files


def test_what_is_wrong_for_a_while_is_tried_again(home, monkeypatch):
    from assets import resources
    from warehouse import publish
    from warehouse.lake import LakeChanged

    monkeypatch.setattr(resources, "_PAUSES", (0, 0))
    publishing, tried = publish.publish, []

    def changes(*args, **options):
        tried.append(1)
        if len(tried) < 3:
            raise LakeChanged
        return publishing(*args, **options)

    monkeypatch.setattr(publish, "publish", changes)
    launch.run(home, [], lambda *_: None)
    assert len(tried) == 3


def test_what_a_run_logged_is_forgotten_and_what_became_of_the_batches_is_not(home):
    with dg.DagsterInstance.get() as instance:
        run = instance.create_run_for_job(build_defs().resolve_job_def("load"), status=dg.DagsterRunStatus.SUCCESS)
        instance.report_engine_event("a line", run)
        instance.report_runless_asset_event(dg.AssetMaterialization("articles", partition="one"))
        assert prune(instance, home, 1) == []
        assert prune(instance, home, -1) == [run.run_id]
        assert prune(instance, home, -1) == []
        assert instance.get_run_by_id(run.run_id)
        assert instance.get_materialized_partitions(dg.AssetKey("articles")) == {"one"}


def test_a_run_whose_process_was_killed_counts_as_failed(home):
    killed = """
import os, signal, sys
from assets import launch
from warehouse import publish
from warehouse.home import Home
publish.publish = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
launch.run(Home(*sys.argv[1:]), [], lambda *_: None)
"""
    command = [sys.executable, "-c", killed, str(home.path), str(home.landing)]
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == -signal.SIGKILL
    with dg.DagsterInstance.get() as instance:
        (run,) = instance.get_runs()
        assert run.status is dg.DagsterRunStatus.STARTED
        alive = instance.create_run_for_job(build_defs().resolve_job_def("load"), status=dg.DagsterRunStatus.STARTED)
        held = vigil.begin(home, alive.run_id)
        assert vigil.bury(instance, home) == [run.run_id]
        assert instance.get_run_by_id(run.run_id).status is dg.DagsterRunStatus.FAILURE
        assert instance.get_run_by_id(alive.run_id).status is dg.DagsterRunStatus.STARTED
        vigil.end(home, alive.run_id, held)
        assert list((home.dagster / "alive").iterdir()) == []
