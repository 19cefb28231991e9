from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from warehouse.scan import Content, files, manifest_rows


def listed(given: Path, without: Path = Path("/nowhere")) -> list[str]:
    return [
        str((folder / name).relative_to(given)) for folder, names in files(given, without=without) for name in names
    ]


def test_hidden_files_manifests_links_out_and_the_home_are_left_out(tmp_path: Path) -> None:
    given = tmp_path / "given"
    for name in ("b.txt", "a/z.txt", ".hidden", ".git/x", "manifest.csv", "home/lake/x.parquet", "a/manifest.csv"):
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_text(name)
    (tmp_path / "secret").write_text("s")
    (given / "inside").symlink_to(given / "b.txt")
    (given / "outside").symlink_to(tmp_path / "secret")
    (given / "loop").symlink_to(given / "loop")
    os.mkfifo(given / "pipe")
    assert listed(given, given / "home") == ["b.txt", "inside", "a/z.txt"]


def test_a_single_file_stands_for_itself(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    assert list(files(tmp_path / "x.txt", without=tmp_path)) == [(tmp_path, ["x.txt"])]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", None),
        (b"A headline\n{}\n", None),
        (b'{"a": 1}', 1),
        (b'{"a": 1}\n{"a": 2}\n', 2),
        (b'{"a": 1}\r\n{"a": 2}', 2),
        (b'\xef\xbb\xbf{"a": 1}\n', 1),
        (b'{"broken": \n{"a": 2}\n', 2),
        (b'{\n "a": 1,\n "b": 2\n}\n', None),
        (b"[{}]\n", None),
        (b'{"a": "' + b"x" * (1 << 20) + b'"}\n{}\n', None),
        (b"{}\n" * 700_000, 700_000),
    ],
)
def test_lines_are_counted_where_they_are_json_lines(tmp_path: Path, data: bytes, lines: int | None) -> None:
    (tmp_path / "x").write_bytes(data)
    assert Content.of(tmp_path / "x") == Content(hashlib.sha256(data).hexdigest(), lines)


def test_a_file_that_cannot_be_opened_has_no_hash(tmp_path: Path) -> None:
    assert Content.of(tmp_path / "gone") == Content("")


def test_manifest_rows_say_what_the_reader_takes_from_them(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(
        b"\xef\xbb\xbffile,url,outlet,note\na.txt, http://x ,Kestrel,n\nb.txt,,,\n,http://y,,\n"
    )
    assert manifest_rows(tmp_path) == {"a.txt": '{"outlet": "Kestrel", "url": "http://x"}', "b.txt": "{}"}


@pytest.mark.parametrize("data", [b"", b"name,url\na,b\n", b"file,url\n\xff,b\n", b'file,url\n"a\n'])
def test_a_broken_manifest_says_nothing(tmp_path: Path, data: bytes) -> None:
    assert manifest_rows(tmp_path) == {}
    (tmp_path / "manifest.csv").write_bytes(data)
    assert manifest_rows(tmp_path) == {}
