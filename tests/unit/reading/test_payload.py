"""Files opened and decompressed within bounds."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from pipelines.reading.payload import HARMLESS, Payload, advice
from pipelines.reading.record import Unreadable
from pipelines.settings import DEFAULT, Settings

TEXT = b"".join(b"Line %d of the record.\n" % i for i in range(2000))


def payload(tmp_path: Path, data: bytes, settings: Settings = DEFAULT) -> Payload:
    path = tmp_path / "file"
    path.write_bytes(data)
    return Payload(path, settings)


def reason_of(opened: Payload) -> str:
    with pytest.raises(Unreadable) as caught:
        opened.read()
    return caught.value.reason


def test_plain_file_comes_as_it_is(tmp_path: Path) -> None:
    opened = payload(tmp_path, TEXT)
    assert opened.read() == TEXT
    assert opened.head == TEXT[: 1 << 16]
    assert opened.sha256 == hashlib.sha256(TEXT).hexdigest()


def test_gzip_is_decompressed_member_by_member(tmp_path: Path) -> None:
    data = gzip.compress(TEXT) + gzip.compress(b"more") + b"\0" * 10
    opened = payload(tmp_path, data)
    assert opened.read() == TEXT + b"more"
    assert opened.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("cut", [1, 4, 9, 200])
def test_truncated_gzip(tmp_path: Path, cut: int) -> None:
    assert reason_of(payload(tmp_path, gzip.compress(TEXT)[:-cut])) == "truncated_gzip"


def test_damaged_gzip(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(TEXT))
    data[-6] ^= 0xFF
    assert reason_of(payload(tmp_path, bytes(data))) == "corrupt_gzip"
    assert reason_of(payload(tmp_path, gzip.compress(TEXT) + b"trailing")) == "corrupt_gzip"


def test_gzip_bomb(tmp_path: Path) -> None:
    assert reason_of(payload(tmp_path, gzip.compress(b" " * 10_000_000))) == "expands_too_much"


def test_small_files_may_expand_by_any_factor(tmp_path: Path) -> None:
    text = b" " * (HARMLESS - 1)
    assert payload(tmp_path, gzip.compress(text)).read() == text


def test_record_above_the_limit(tmp_path: Path) -> None:
    assert reason_of(payload(tmp_path, TEXT, Settings(max_record_bytes=len(TEXT) - 1))) == "too_large"
    assert payload(tmp_path, TEXT, Settings(max_record_bytes=len(TEXT))).read() == TEXT


def test_missing_file_and_folder_are_unreadable(tmp_path: Path) -> None:
    assert reason_of(Payload(tmp_path / "none", DEFAULT)) == "unreadable"
    assert reason_of(Payload(tmp_path, DEFAULT)) == "unreadable"


def test_an_error_of_the_disk_says_what_to_do() -> None:
    assert "permission" in advice(PermissionError(13, "Permission denied"))
    assert "read it again" in advice(OSError(5, "Input/output error"))
