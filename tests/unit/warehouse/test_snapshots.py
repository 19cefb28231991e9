"""Keeping the live file where the disk knows no second names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from warehouse import snapshots
from warehouse.home import Home

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copy_that_breaks_off_is_no_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no second names")

    def broken_off(_: Path, copy: Path) -> None:
        copy.write_bytes(b"he")
        raise OSError("the disk is full")

    home = Home(tmp_path)
    home.warehouse.write_bytes(b"held")
    monkeypatch.setattr(os, "link", refused)
    with monkeypatch.context() as patched:
        patched.setattr(snapshots, "copy_file", broken_off)
        with pytest.raises(OSError, match="full"):
            snapshots.keep(home, 1, 2)
    assert not (tmp_path / "snapshots" / "1.duckdb").exists()
    snapshots.keep(home, 1, 2)
    assert {path.name: path.read_bytes() for path in (tmp_path / "snapshots").iterdir()} == {"1.duckdb": b"held"}
