from __future__ import annotations

import os
from pathlib import Path

import pytest

from warehouse.home import Busy, Home, copy_file


def test_find_prefers_what_is_named_over_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSWAREHOUSE_HOME", raising=False)
    monkeypatch.delenv("NEWSWAREHOUSE_LANDING", raising=False)
    assert Home.find() == Home(tmp_path / ".newswarehouse", tmp_path / "seeds")
    monkeypatch.setenv("NEWSWAREHOUSE_HOME", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("NEWSWAREHOUSE_LANDING", str(tmp_path / "inbox"))
    assert Home.find() == Home(tmp_path / "elsewhere", tmp_path / "inbox")
    assert Home.find(tmp_path / "named", "here") == Home(tmp_path / "named", tmp_path / "here")


def test_a_lock_names_its_holder_and_is_free_afterwards(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.lock("publish"), pytest.raises(Busy, match=f"publish of .* held by process {os.getpid()}; waited 0 s"):
        home.lock("publish").__enter__()
    with home.lock("publish"):
        pass


def test_shared_holders_keep_out_a_single_one(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.lock("lake", shared=True), home.lock("lake", shared=True), pytest.raises(Busy):
        home.lock("lake").__enter__()
    with home.lock("lake"), pytest.raises(Busy):
        home.lock("lake", shared=True).__enter__()


@pytest.mark.parametrize("missing", [(), ("copy_file_range",)])
def test_a_copy_is_whole_whatever_the_system_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...]
) -> None:
    for name in missing:
        monkeypatch.delattr(os, name)
    content = bytes(range(256)) * 40_000
    (tmp_path / "one").write_bytes(content)
    (tmp_path / "other").write_bytes(b"longer than nothing")
    copy_file(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "other").read_bytes() == content


def test_a_copy_goes_on_where_the_system_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.copy_file_range
    sizes = iter((1000, 500))

    def some(source: int, copy: int, _: int) -> int:
        size = next(sizes, None)
        if size is None:
            raise OSError("no further")
        return whole(source, copy, size)

    monkeypatch.setattr(os, "copy_file_range", some)
    content = bytes(range(256)) * 400
    (tmp_path / "one").write_bytes(content)
    copy_file(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "other").read_bytes() == content
