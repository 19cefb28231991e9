"""Leases between machines that share a home."""

from __future__ import annotations

import errno
import json
import os
import threading
import time
from pathlib import Path

import pytest

from warehouse import lease
from warehouse.home import Busy, Home
from warehouse.lease import Held, Lease


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lease, "BEAT", 0.02)
    monkeypatch.setattr(lease, "LOST", 0.2)
    return tmp_path / "publish.owner"


def of_another_machine(path: Path) -> None:
    path.write_text(json.dumps({"host": "desk-2", "machine": "other", "pid": 17, "token": "t"}))


def test_it_is_there_while_it_is_held_and_gone_afterwards(path: Path) -> None:
    with Lease(path).held(0) as held:
        assert held.is_mine()
        before = path.stat().st_mtime_ns
        time.sleep(0.1)
        assert path.stat().st_mtime_ns > before
    assert not path.exists()


def test_a_holder_on_another_machine_that_lives_is_waited_for(path: Path) -> None:
    of_another_machine(path)
    ended = threading.Event()

    def beat() -> None:
        # Its clock is an hour behind, and jumps; only that it beats counts.
        while not ended.wait(0.02):
            os.utime(path, (time.time() - 3600, time.time() - 3600))

    beating = threading.Thread(target=beat)
    beating.start()
    try:
        with pytest.raises(Held, match="process 17 on desk-2"):
            Lease(path).held(0.6).__enter__()
    finally:
        ended.set()
        beating.join()


def test_a_holder_on_another_machine_that_died_is_succeeded(path: Path) -> None:
    of_another_machine(path)
    with pytest.raises(Held):
        Lease(path).held(0).__enter__()
    with Lease(path).held(5) as held:
        assert held.is_mine()


def test_a_holder_on_this_machine_that_died_is_succeeded_at_once(path: Path) -> None:
    dead = Lease(path)
    assert dead._created()
    with Lease(path).held(0) as held:
        assert held.is_mine()
        assert not dead.is_mine()


def test_a_disk_that_is_full_leaves_no_holder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(lease.os, "write", full)
        with pytest.raises(OSError, match="No space left"):
            Lease(path).held(0).__enter__()
    assert not path.exists()


def test_a_lock_between_machines_names_its_holder(tmp_path: Path, path: Path) -> None:
    of_another_machine(path)
    home = Home(tmp_path)
    with pytest.raises(Busy, match=r"publish of .* is held by process 17 on desk-2; waited 0 s"):
        home.lock("publish", machines=True).__enter__()
    with home.lock("publish"):
        pass
