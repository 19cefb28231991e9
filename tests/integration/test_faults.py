"""Trouble with the machine: a full disk, one that is read-only, clocks that jump, two schedulers at once."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import newsroom
import pytest
from newsroom import put, run, story

from assets import terminal
from warehouse import faults, ledger, query
from warehouse.home import Home
from warehouse.ledger import Ledger

SNOW = story("Snow", "“It came overnight,” said Anna Olsen in Bergen.")


def mounted(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@contextmanager
def disk(where: Path, *words: str) -> Iterator[None]:
    where.mkdir(parents=True, exist_ok=True)
    mounted(*words, str(where))
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(where)], check=True)


def titles(home: Home) -> set[str]:
    return {str(title) for (title,) in query.select(home, "SELECT title FROM articles").rows}


def test_a_full_disk_loses_nothing_and_a_run_with_room_completes(tmp_path: Path) -> None:
    landing = tmp_path / "landing"
    put(landing, "a.jsonl", SNOW)
    with disk(tmp_path / "small", "-t", "tmpfs", "-o", "size=32m", "tmpfs"):
        home = Home(tmp_path / "small" / "home", landing)
        run(home)
        put(landing, "b.jsonl", *(story(f"S{number}", "“Well,” said Ivo Brandt in Bergen.") for number in range(50)))
        filler = tmp_path / "small" / "filler"
        for left in (0, 200_000, 6_000_000):
            room = os.statvfs(tmp_path / "small")
            filler.write_bytes(b"x" * max(0, room.f_bavail * room.f_frsize - left))
            with pytest.raises((OSError, duckdb.Error, sqlite3.OperationalError)) as caught:
                run(home)
            assert isinstance(caught.value, duckdb.Error | sqlite3.Error) or faults.is_hopeless(caught.value)
            filler.unlink()
            assert titles(home) == {"Snow"}
        run(home)
        assert len(titles(home)) == 51
        assert [path.name for path in home.path.glob("*.duckdb*")] == ["warehouse.duckdb"]


def test_what_is_told_of_a_full_disk_says_what_to_do() -> None:
    for error in (OSError(errno.ENOSPC, "No space left on device", "x"), sqlite3.OperationalError("disk is full")):
        assert "make room" in terminal.told(error)
    assert "that disk can only be read" in terminal.told(
        sqlite3.OperationalError("attempt to write a readonly database")
    )


def test_a_home_that_is_read_only_is_told_and_stays_as_it_was(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", tmp_path / "landing")
    put(home.landing, "a.jsonl", SNOW)
    run(home)
    put(home.landing, "b.jsonl", story("Rain", "Nothing."))
    with disk(home.path, "--bind", str(home.path)):
        mounted("-o", "remount,bind,ro", str(home.path))
        with pytest.raises((OSError, sqlite3.OperationalError), match=r"[Rr]ead-?only"):
            run(home)
        assert titles(home) == {"Snow"}
    run(home)
    assert titles(home) == {"Snow", "Rain"}


def test_a_landing_folder_that_is_read_only_is_read(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", tmp_path / "landing")
    put(home.landing, "a.jsonl", SNOW)
    with disk(home.landing, "--bind", str(home.landing)):
        mounted("-o", "remount,bind,ro", str(home.landing))
        run(home)
    assert titles(home) == {"Snow"}


@pytest.mark.parametrize("jump", [-86_400, 86_400])
def test_a_clock_that_jumps_hides_no_change_and_invents_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    home = Home(tmp_path / "home", tmp_path / "landing")
    put(home.landing, "a.jsonl", SNOW)
    now = time.time_ns
    with monkeypatch.context() as jumped:
        jumped.setattr(ledger.time, "time_ns", lambda: now() + jump * 1_000_000_000)
        newsroom.load(home)
    assert Ledger(home).plan() == []
    put(home.landing, "a.jsonl", SNOW.replace("Snow", "Hail"))
    run(home)
    assert titles(home) == {"Hail"}
    os.utime(home.landing / "a.jsonl", (now() / 1e9 + jump, now() / 1e9 + jump))
    assert Ledger(home).plan() == []


def test_two_schedulers_at_once_do_everything_once(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", tmp_path / "landing")
    for number in range(5):
        lines = (story(f"S{number}/{n}", "“Well,” said Ivo Brandt in Bergen.") for n in range(100))
        put(home.landing, f"{number}.jsonl", *lines)
    command = [sys.executable, newsroom.__file__, str(home.path), str(home.landing)]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], errors
    assert query.select(home, "SELECT count(*), count(DISTINCT article_id) FROM articles").rows == ((500, 500),)
    assert not run(home).changed
    assert [path.name for path in home.path.glob("*.duckdb*")] == ["warehouse.duckdb"]
