"""Which files are read, in which order, under which name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.reading.sources import Source, SourceRange, sources


def names(found: list[Source]) -> list[str]:
    return [source.name for source in found]


def touch(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


def test_folder_is_walked_in_the_order_of_paths_without_hidden_files_and_manifests(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a/z.txt", "a/manifest.csv", ".hidden", ".git/config", "manifest.csv", "a.txt")
    assert names(sources([tmp_path])) == ["a.txt", "a/z.txt", "b.txt"]


def test_links_that_leave_the_folder_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "outside.txt", "in/a.txt")
    (tmp_path / "in/leaving.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path)
    (tmp_path / "in/b.txt").symlink_to("a.txt")
    (tmp_path / "in/loop").symlink_to("loop")
    assert names(sources([tmp_path / "in"])) == ["a.txt", "b.txt", "loop"]


def test_names_are_relative_to_the_nearest_common_parent(tmp_path: Path) -> None:
    touch(tmp_path, "x/one.txt", "y/two.txt")
    assert names(sources([tmp_path / "y/two.txt", tmp_path / "x"])) == ["x/one.txt", "y/two.txt"]
    assert names(sources([tmp_path / "x/one.txt"])) == ["one.txt"]


def test_names_are_relative_to_the_root_given(tmp_path: Path) -> None:
    touch(tmp_path, "x/one.txt")
    assert names(sources([tmp_path / "x"], tmp_path)) == ["x/one.txt"]


def test_path_outside_the_root_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "x/one.txt", "y/two.txt")
    with pytest.raises(ValueError, match="lies outside"):
        sources([tmp_path / "x/../y/two.txt"], tmp_path / "x")


def test_file_given_twice_is_one_source(tmp_path: Path) -> None:
    touch(tmp_path, "x/one.txt")
    assert names(sources([tmp_path / "x", tmp_path / "x/one.txt"])) == ["one.txt"]


def test_overlapping_ranges_are_cut(tmp_path: Path) -> None:
    touch(tmp_path, "big.jsonl")
    big = tmp_path / "big.jsonl"
    given = [SourceRange(big, 5, 10), SourceRange(big, 0, 7), SourceRange(big, 6, 8), SourceRange(big, 20)]
    assert [(s.first, s.last) for s in sources(given)] == [(0, 7), (7, 10), (20, None)]


def test_no_path_is_no_source() -> None:
    assert sources([]) == []
