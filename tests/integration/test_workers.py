"""Batches over processes: the same bytes for any number of them, and no batch stops another."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.settings import DEFAULT
from warehouse import faults, stages, workers
from warehouse.batches import Limits
from warehouse.home import Busy, Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger

TOWNS = ("Mombasa", "Kisumu", "Lamu", "Malindi")
STORY = """Council of {town} votes to close the old ferry pier

By Ines Abubakar

{town}, Kenya — The council voted on Tuesday to close the old pier, seven to two, after a debate of three hours.

“We have waited nine years for this,” said Joseph Wekesa, a 54-year-old boatman who lives beside the pier in {town}.
"""


def planned(folder):
    """Lake and open batches of a home with one file a batch."""
    home = Home(folder / "home", folder / "landing").create()
    home.landing.mkdir(exist_ok=True)
    for town in TOWNS:
        (home.landing / f"{town}.txt").write_text(STORY.format(town=town))
    return Lake(home), Ledger(home, Limits(files=1)).plan()


def digests(lake):
    files = sorted(path for path in lake.root.rglob("*") if path.suffix in {".parquet", ".json"})
    return {path.relative_to(lake.root): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_any_number_of_processes_writes_the_same_bytes(tmp_path):
    found, heard = [], []
    for count in (1, 4, 2):
        lake, batches = planned(tmp_path / str(count))
        told = []
        for stage in (stages.read, stages.annotate_batch):
            outcomes = list(workers.each(stage, lake, batches, DEFAULT, workers=count, tell=told.append))
            assert {done.batch for done in outcomes} == set(batches)
            assert [done.fault for done in outcomes] == [None] * len(TOWNS)
            assert all(done.cpu > 0 and done.peak > 0 for done in outcomes)
        heard.append(sum(told))
        found.append(digests(lake))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) > 40
    assert heard == [2 * len(TOWNS)] * 3


# Stages for the processes of a pool, which import them from here.
def killed_by_kisumu(_lake, batch, _settings, *, tell):
    if batch.parts[0].source_path == "Kisumu.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    tell(1)
    return {"articles": 1}


def asleep(lake, _batch, _settings, *, tell):  # noqa: ARG001
    (lake.home.path / "asleep").mkdir(exist_ok=True)
    (lake.home.path / "asleep" / str(os.getpid())).touch()
    time.sleep(300)


def broken_by_lamu(_lake, batch, _settings, *, tell):  # noqa: ARG001
    if batch.parts[0].source_path == "Lamu.txt":
        raise RuntimeError("a page\nthat breaks it")
    return {"articles": 1}


def full_disk(_lake, _batch, _settings, *, tell):  # noqa: ARG001
    raise OSError(errno.ENOSPC, "No space left on device", "/lake/x")


def named(outcomes):
    return {done.batch.parts[0].source_path: done for done in outcomes}


def test_a_batch_that_kills_its_process_is_found_and_the_others_are_done(tmp_path):
    lake, batches = planned(tmp_path)
    done = named(workers.each(killed_by_kisumu, lake, batches, DEFAULT, workers=2))
    assert {name for name, outcome in done.items() if outcome.fault} == {"Kisumu.txt"}
    assert "its process was killed" in done["Kisumu.txt"].fault
    assert len(done) == len(TOWNS)


RUN = """
import sys
sys.path.insert(0, sys.argv[1])
import test_workers as here
from warehouse import workers
from warehouse.batches import Limits
home = here.Home(*sys.argv[2:4])
batches = here.Ledger(home, Limits(files=1)).plan()
stage = getattr(here, sys.argv[4])
for done in workers.each(stage, here.Lake(home), batches, here.DEFAULT, workers=int(sys.argv[5])):
    print(done.batch.parts[0].source_path, done.fault, flush=True)
"""


def started(lake, *words):
    command = [sys.executable, "-c", RUN, str(Path(__file__).parent), str(lake.home.path), str(lake.home.landing)]
    return subprocess.Popen([*command, *words], stdout=subprocess.PIPE, text=True)


def test_a_batch_that_kills_the_run_is_kept_apart_by_the_next_one(tmp_path):
    lake, _ = planned(tmp_path)
    first = started(lake, "killed_by_kisumu", "1")
    assert first.communicate(timeout=120)[0] == ""
    assert first.returncode == -signal.SIGKILL
    told = started(lake, "killed_by_kisumu", "1").communicate(timeout=120)[0].splitlines()
    assert told[:3] == ["Lamu.txt None", "Malindi.txt None", "Mombasa.txt None"]
    assert told[3].startswith("Kisumu.txt its process was killed")


def test_a_run_that_is_killed_leaves_no_process_behind(tmp_path):
    lake, _ = planned(tmp_path)
    run = started(lake, "asleep", "2")
    while len(found := list((lake.home.path / "asleep").glob("*"))) < 2:
        assert run.poll() is None
        time.sleep(0.05)
    run.kill()
    run.communicate()
    deadline = time.monotonic() + 60
    while any(Path("/proc", path.name).exists() for path in found):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("count", [1, 2])
def test_a_batch_that_fails_stops_no_other(tmp_path, count):
    lake, batches = planned(tmp_path)
    done = named(workers.each(broken_by_lamu, lake, batches, DEFAULT, workers=count))
    assert {name: outcome.fault for name, outcome in done.items() if outcome.fault} == {
        "Lamu.txt": "RuntimeError: a page that breaks it"
    }
    assert len(done) == len(TOWNS)


@pytest.mark.parametrize("count", [1, 2])
def test_a_full_disk_ends_the_run_at_once(tmp_path, count):
    lake, batches = planned(tmp_path)
    with pytest.raises(OSError, match="No space left"):
        list(workers.each(full_disk, lake, batches, DEFAULT, workers=count))


def test_only_causes_that_pass_are_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_PAUSES", (0.0, 0.0))
    lake, batches = planned(tmp_path)
    tried = []

    def failing(error, times):
        def stage(*_, **__):
            tried.append(1)
            if len(tried) <= times:
                raise error
            return {"articles": 1}

        return stage

    for error, times, tries, fault in [
        (Busy("held"), 2, 3, None),
        (OSError(errno.ESTALE, "Stale file handle"), 1, 2, None),
        (Busy("held"), 9, 3, "Busy: held"),
        (ValueError("wrong"), 1, 1, "ValueError: wrong"),
    ]:
        tried.clear()
        (done,) = workers.each(failing(error, times), lake, batches[:1], DEFAULT)
        assert (done.tries, len(tried), done.fault) == (tries, tries, fault)


def test_processes_are_bounded_by_cores_batches_and_memory():
    cores = len(os.sched_getaffinity(0))
    assert workers.bounded(0, 100, memory_gb=1000) == cores
    assert workers.bounded(4, 3, memory_gb=1000) == 3
    assert workers.bounded(8, 100, memory_gb=3) == 2
    assert workers.bounded(8, 100, memory_gb=0.5) == 1
    assert workers.bounded(2, 100) in (1, 2)


def test_a_full_disk_is_hopeless_and_a_timeout_passes():
    assert faults.is_hopeless(OSError(errno.EROFS, "Read-only file system"))
    assert not faults.is_passing(OSError(errno.ENOSPC, "No space left on device"))
    assert faults.is_passing(OSError(errno.ETIMEDOUT, "Connection timed out"))
    assert not faults.is_passing(FileNotFoundError(errno.ENOENT, "No such file"))
