"""A run killed at any moment leaves the old warehouse answering, and the next run completes the work."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import newsroom
import pytest
from newsroom import put, run, story

from warehouse import query
from warehouse.home import Home
from warehouse.publish import outcomes

# Ends the process, without any goodbye, when it is about to make its n-th file durable.
KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
import newsroom
from warehouse.home import Home
sync, left = os.fsync, int(sys.argv[4])
def fsync(descriptor):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    sync(descriptor)
os.fsync = fsync
print("ready", flush=True)
newsroom.run(Home(sys.argv[2], sys.argv[3]))
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ready")
    home = Home(folder / "home", folder / "seeds")
    put(home.landing, "old.jsonl", story("Old", "“Old words,” said Ivo Brandt in Bergen."))
    run(home)
    put(home.landing, "old.jsonl", story("Older", "“Other words,” said Ivo Brandt in Bergen."))
    for number in range(3):
        lines = [story(f"New {number}/{n}", f"“{number} of {n},” said Mara Lindqvist in Ostrava.") for n in range(200)]
        put(home.landing, f"new-{number}.jsonl", *lines)
    return folder


@pytest.fixture
def home(ready: Path, tmp_path: Path) -> Home:
    shutil.copytree(ready, tmp_path, dirs_exist_ok=True)
    return Home(tmp_path / "home", tmp_path / "seeds")


def titles(home: Home) -> list[tuple[object, ...]]:
    return list(query.select(home, "SELECT title FROM articles WHERE title LIKE 'Old%'").rows)


def finish(home: Home) -> None:
    run(home)
    assert titles(home) == [("Older",)]
    assert query.select(home, "SELECT count(*), count(DISTINCT article_key) FROM quotes").rows == ((601, 601),)
    assert not run(home).changed
    assert list((home.lake / ".unfinished").iterdir()) == []
    assert [path.name for path in home.path.glob("*.duckdb*")] == ["warehouse.duckdb"]


@pytest.mark.parametrize("moment", [1, 2, 16, 31, 32, 33])
def test_killed_before_a_file_is_durable(home: Home, moment: int) -> None:
    command = [sys.executable, "-c", KILLED, str(Path(newsroom.__file__).parent), str(home.path), str(home.landing)]
    ended = subprocess.run([*command, str(moment)], check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL
    assert titles(home) == [("Old",)]
    finish(home)


@pytest.mark.parametrize("seed", range(3))
def test_killed_from_outside(home: Home, seed: int) -> None:
    command = [sys.executable, "-c", KILLED, str(Path(newsroom.__file__).parent), str(home.path), str(home.landing)]
    with subprocess.Popen([*command, "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            process.wait(timeout=random.Random(seed).uniform(0.05, 1.0))  # noqa: S311 - any moment will do
        except subprocess.TimeoutExpired:
            process.kill()
    # A kill may also come after the swap, when the new warehouse already answers.
    assert titles(home) in ([[("Older",)]] if process.returncode == 0 else [[("Old",)], [("Older",)]])
    finish(home)


# Publishes what is in the lake, all of it or what changed.
PUBLISHES = """
import sys
from warehouse.home import Home
from warehouse.publish import publish
home = Home(sys.argv[1], sys.argv[2])
print("ready", flush=True)
publish(home, full=sys.argv[3] == "full")
"""


@pytest.fixture(scope="module")
def loaded(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything is in the lake, and not published yet."""
    folder = tmp_path_factory.mktemp("loaded")
    shutil.copytree(ready, folder, dirs_exist_ok=True)
    newsroom.load(Home(folder / "home", folder / "seeds"))
    return folder


@pytest.mark.parametrize("seed", range(int(os.environ.get("NEWSWAREHOUSE_TEST_KILLS", "4"))))
def test_a_publish_killed_at_any_moment(loaded: Path, tmp_path: Path, seed: int) -> None:
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    home = Home(tmp_path / "home", tmp_path / "seeds")
    kind = ("full", "incremental")[seed % 2]
    command = [sys.executable, "-c", PUBLISHES, str(home.path), str(home.landing), kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            process.wait(timeout=random.Random(seed).uniform(0, 1.5))  # noqa: S311 - any moment will do
        except subprocess.TimeoutExpired:
            process.kill()
    assert titles(home) in ([("Old",)], [("Older",)])
    assert query.select(home, "SELECT count(*) FROM meta.provenance WHERE NOT proven").rows == ((0,),)
    finish(home)
    assert {outcome.rows for outcome in outcomes(home)} == {0}
