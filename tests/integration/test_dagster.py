"""The assets under a real Dagster instance."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from assets import launch, partitions
from assets.definitions import build_defs
from assets.resources import HomeResource
from warehouse.home import Home

ARTICLE = """Council of Mombasa votes to close the old ferry pier

By Ines Abubakar

MOMBASA, Kenya — The council voted on Tuesday to close the old pier, seven to two, after a debate of three hours.

“We have waited nine years for this,” said Joseph Wekesa, a 54-year-old boatman who lives beside the pier in Mombasa.
"""
GRAPH = {
    "raw_files": set(),
    "articles": {"raw_files"},
    "entities": {"articles"},
    "quotes": {"articles"},
    "locations": {"articles"},
    "warehouse": {"entities", "quotes", "locations"},
}


def silent(_stage, _done):
    pass


@pytest.fixture
def home(tmp_path, monkeypatch):
    place = Home(tmp_path / "home", tmp_path / "landing")
    place.landing.mkdir()
    for name, value in launch.environment(place).items():
        monkeypatch.setenv(name, value)
    return place


@pytest.fixture
def instance(home):  # noqa: ARG001 - which sets DAGSTER_HOME
    with dg.DagsterInstance.get() as found:
        yield found


def resources(home):
    return {"home": HomeResource(path=str(home.path), landing=str(home.landing))}


def test_the_asset_graph_is_as_drawn():
    graph = build_defs().resolve_asset_graph()
    drawn = {
        key.to_user_string(): {parent.to_user_string() for parent in graph.get(key).parent_keys}
        for key in graph.get_all_asset_keys()
    }
    assert drawn == GRAPH
    partitioned = {key.to_user_string() for key in graph.get_all_asset_keys() if graph.get(key).is_partitioned}
    assert partitioned == GRAPH.keys() - {"warehouse"}


def test_every_asset_says_what_it_is():
    graph = build_defs().resolve_asset_graph()
    assert all(graph.get(key).description for key in graph.get_all_asset_keys())
    # One group, since Dagster draws several as closed boxes.
    assert {graph.get(key).group_name for key in graph.get_all_asset_keys()} == {"news"}
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.owners == ["team:newsroom"]
        assert "stage" in node.tags
        if key.to_user_string() != "raw_files":
            assert node.code_version
            assert node.automation_condition
    assert graph.get(dg.AssetKey("warehouse")).freshness_policy_or_from_metadata


def test_only_broken_promises_block_the_publish():
    from warehouse.checks import checks
    from warehouse.habits import OF_ANNOTATIONS, OF_ARTICLES

    warn = {check.name for check in checks() if check.severity != "error"}
    warn |= {habit.name for habit in (*OF_ARTICLES, *OF_ANNOTATIONS)} | {"batches_done"}
    graph = build_defs().resolve_asset_graph()
    assert {key.name for key in graph.asset_check_keys if not graph.get_check_spec(key).blocking} == warn


def test_the_instance_reports_to_nobody(home):
    assert "telemetry:\n  enabled: false" in (home.dagster / "dagster.yaml").read_text()


def test_the_sensor_asks_for_new_files_once(home, instance):
    from assets.sensors import new_files

    def evaluate():
        with dg.build_sensor_context(instance=instance, resources=resources(home)) as context:
            return new_files(context)

    assert isinstance(evaluate(), dg.SkipReason)
    (home.landing / "one.txt").write_text(ARTICLE)
    first, again = evaluate(), evaluate()
    assert isinstance(first, dg.RunRequest)
    assert first.run_key == again.run_key
    (key,) = instance.get_dynamic_partitions(partitions.NAME)
    assert set(first.tags.values()) >= {key}


def test_the_schedule_is_daily_and_asks_for_the_same(home, instance):
    from assets.schedules import daily

    assert daily.cron_schedule == "0 3 * * *"
    with dg.build_schedule_context(instance=instance, resources=resources(home)) as context:
        assert isinstance(daily(context), dg.SkipReason)
        (home.landing / "one.txt").write_text(ARTICLE)
        assert isinstance(daily(context), dg.RunRequest)


def test_a_run_takes_exactly_its_batches_and_what_is_planned_no_more_leaves_the_list(instance):
    def listed():
        return list(instance.get_dynamic_partitions(partitions.NAME))

    planned = {"a", "b", "c", "d"}
    assert list(partitions.register(instance, ["a", "b", "c"], planned).values()) == ["a", "c"]
    assert list(partitions.register(instance, ["c", "b"], planned).values()) == ["b", "c"]
    assert listed() == ["a", "b", "c"]
    assert list(partitions.register(instance, ["a", "c", "d"], planned).values()) == ["a", "d"]
    assert listed() == ["b", "a", "c", "d"]
    assert list(partitions.register(instance, ["c"], {"c", "d"}).values()) == ["c", "c"]
    assert listed() == ["c", "d"]
    assert partitions.run_key(["c", "b"]) == partitions.run_key(["b", "c"]) != partitions.run_key(["b"])


def test_a_run_stands_in_the_history_with_its_counts(seeded):
    environment = {"DAGSTER_HOME": str(seeded.home / "dagster")}
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        with dg.DagsterInstance.get() as instance:
            (run,) = instance.get_runs()
            assert (run.job_name, run.status) == ("load", dg.DagsterRunStatus.SUCCESS)
            metadata = {
                name: instance.get_latest_materialization_event(dg.AssetKey(name)).asset_materialization.metadata
                for name in GRAPH
            }
            checks = instance.get_records_for_run(
                run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION
            ).records
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert metadata["raw_files"]["files"].value == 24
    assert metadata["articles"]["dagster/row_count"].value == 31
    assert metadata["articles"]["quarantined"].value == 2
    assert "truncated_gzip" in metadata["articles"]["quarantine"].value
    assert metadata["quotes"]["dagster/row_count"].value > 150
    assert "| speaker |" in metadata["quotes"]["preview"].value
    assert metadata["warehouse"]["bytes"].value == (seeded.home / "warehouse.duckdb").stat().st_size
    outcomes = [record.event_log_entry.dagster_event.asset_check_evaluation_data for record in checks]
    assert len(outcomes) > 30
    assert all(outcome.passed for outcome in outcomes)


def test_a_failed_check_keeps_the_live_warehouse(home, monkeypatch):
    from warehouse import checks, publish
    from warehouse.ledger import Ledger

    (home.landing / "one.txt").write_text(ARTICLE)
    launch.run(home, Ledger(home).plan(), silent)
    live = home.warehouse.read_bytes()
    (home.landing / "two.txt").write_text(ARTICLE.replace("Mombasa", "Kisumu"))
    refused = checks.Outcome("quotes_offsets", "Every quote is proven.", "error", 1, ("text",), (("no",),))

    def fails(*_, **__):
        raise checks.CheckFailed([refused])

    monkeypatch.setattr(publish, "publish", fails)
    with pytest.raises(launch.RunFailed, match=r"step warehouse .*quotes_offsets failed for 1 rows"):
        launch.run(home, Ledger(home).plan(), silent)
    assert home.warehouse.read_bytes() == live


def test_a_wrong_span_blocks_the_publish(home, monkeypatch):
    from pipelines import proof
    from warehouse.ledger import Ledger

    (home.landing / "one.txt").write_text(ARTICLE)
    monkeypatch.setattr(proof, "unproven", lambda spans, _: spans)
    with pytest.raises(launch.RunFailed):
        launch.run(home, Ledger(home).plan(), silent)
    assert not home.warehouse.exists()


@pytest.mark.usefixtures("home")
def test_the_workspace_file_loads():
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "dagster", "definitions", "validate", "-w", "workspace.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
