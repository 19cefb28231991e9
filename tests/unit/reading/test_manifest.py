"""The rows of the manifest beside a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.reading.manifest import Manifests, manifest_row


def test_row_holds_what_is_filled_in(tmp_path: Path) -> None:
    text = "file,url,outlet,collected_at\na.txt,https://news.example/a, The Example ,\nb.txt,,,2025-01-02\n"
    (tmp_path / "manifest.csv").write_text(text, encoding="utf-8-sig")
    assert manifest_row(tmp_path / "a.txt") == {"url": "https://news.example/a", "outlet": "The Example"}
    assert manifest_row(tmp_path / "b.txt") == {"collected_at": "2025-01-02"}
    assert manifest_row(tmp_path / "c.txt") == {}


def test_manifest_that_changed_is_read_again(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("file,outlet\na.txt,One\n")
    assert manifest_row(tmp_path / "a.txt") == {"outlet": "One"}
    manifest.write_text("file,outlet\na.txt,Two\n")
    assert manifest_row(tmp_path / "a.txt") == {"outlet": "Two"}


def test_one_call_reads_a_manifest_once(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file,outlet\na.txt,One\n")
    manifests = Manifests()
    assert manifests.row(tmp_path / "a.txt") == {"outlet": "One"}
    (tmp_path / "manifest.csv").unlink()
    assert manifests.row(tmp_path / "a.txt") == {"outlet": "One"}


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"name,url\na,b\n", "no column named file"), (b"file\n\xff\n", "codec"), (b'file\n"a\n', "unexpected end")],
)
def test_broken_manifest_says_nothing_and_why(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "manifest.csv").write_bytes(data)
    manifest = Manifests().beside(tmp_path / "a.txt")
    assert manifest.rows == {}
    assert manifest.fault is not None
    assert manifest.fault.reason == "bad_manifest"
    assert why in manifest.fault.message
