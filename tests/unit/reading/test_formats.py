"""Formats told by content, files cut into records."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipelines.reading import formats
from pipelines.reading.payload import Payload
from pipelines.reading.record import RawRecord, Unreadable, canonical
from pipelines.settings import DEFAULT, Settings

ONE, TWO = {"title": "Ünï", "text": "b"}, {"text": "c", "title": "Two"}


def read(tmp_path: Path, data: bytes, settings: Settings = DEFAULT) -> list[RawRecord]:
    path = tmp_path / "file.bin"
    path.write_bytes(data)
    return list(formats.records(Payload(path, settings)))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def lines(*values: object) -> bytes:
    return "".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values).encode()


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (b"A plain text\n\nwith lines.", "flattened"),
        (b"[Update] A text that begins with a bracket.", "flattened"),
        (b"{curly} words in a text", "flattened"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (b"\xef\xbb\xbf <!-- c --> <HTML><body>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "html"),
        (b'<div class="a"><p>part of a page</p></div>', "html"),
        (b"<p>\nalso a part</p>", "html"),
        (b'{"title": "x"}', "json"),
        (b'\n{\n "title": "x"\n}\n', "json"),
        (b'[ {"title": "x"} ]', "json"),
        (b'{"title": "x"}\n', "jsonl"),
        (b'\xef\xbb\xbf{"title": "x"}\r\n{"title": "y"}', "jsonl"),
        (b'{"title": "broken\n{"title": "y"}\n', "jsonl"),
    ],
)
def test_format_is_told_by_content(tmp_path: Path, data: bytes, reader: str) -> None:
    assert {record.reader for record in read(tmp_path, data)} == {reader}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b" " * 100_000, "empty"),
        (b"[ ]", "empty"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b'<?xml version="1.0"?><catalog></catalog>', "unknown_format"),
        (b"<NewsML><NewsEnvelope/></NewsML>", "empty"),
    ],
)
def test_file_that_nobody_reads(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, data)
    assert caught.value.reason == reason


def test_identity_of_a_file_with_one_article_is_its_content(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfTitle\r\n\r\nText"
    (record,) = read(tmp_path, data)
    assert record.article_id == digest(data)
    assert record.content == "Title\r\n\r\nText"


def test_identity_of_a_line_is_the_line(tmp_path: Path) -> None:
    first, second = json.dumps(ONE), json.dumps(TWO)
    records = read(tmp_path, f"{first}\n\n{second}\r\n".encode())
    assert [r.article_id for r in records] == [digest(first.encode()), digest(second.encode())]
    assert [r.number for r in records] == [0, 1]
    assert [r.content for r in records] == [ONE, TWO]


def test_identity_of_an_item_is_its_canonical_json(tmp_path: Path) -> None:
    records = read(tmp_path, json.dumps([ONE, TWO], indent=3).encode())
    assert [r.article_id for r in records] == [digest(canonical(ONE)), digest(canonical(TWO))]
    assert canonical(TWO) == b'{"text":"c","title":"Two"}'
    assert canonical(ONE) == '{"text":"b","title":"Ünï"}'.encode()


def faults(records: list[RawRecord]) -> list[str | None]:
    return [record.fault.reason if record.fault else None for record in records]


def test_broken_line_is_broken_alone(tmp_path: Path) -> None:
    records = read(tmp_path, lines(ONE, '{"title": "br', "[1]", "null", TWO))
    assert faults(records) == [None, "bad_json", "no_object", "no_object", None]


def test_array_is_read_up_to_the_broken_item(tmp_path: Path) -> None:
    records = read(tmp_path, json.dumps([ONE, 5, TWO, ONE]).encode()[:-10])
    assert faults(records) == [None, "no_object", None, "bad_json"]


@pytest.mark.parametrize("depth", [70, 100_000])
def test_deep_nesting(tmp_path: Path, depth: int) -> None:
    deep = '{"a":' + "[" * depth + "]" * depth + "}"
    assert faults(read(tmp_path, deep.encode())) == ["too_deep"]
    assert faults(read(tmp_path, lines(ONE, deep, TWO))) == [None, "too_deep", None]
    assert faults(read(tmp_path, f"[{deep}]".encode())) == ["too_deep"]


def test_line_above_the_limit_is_skipped_over(tmp_path: Path) -> None:
    long = {"text": "x" * 3_000_000}
    records = read(tmp_path, lines(ONE, long, TWO), Settings(max_record_bytes=1000))
    assert faults(records) == [None, "too_large", None]
    assert records[1].article_id is None
    assert records[2].content == TWO


def test_undecodable_record_keeps_its_identity(tmp_path: Path) -> None:
    data = b"Broken \xff\xfe\xfa text \xc3\x28 here"
    (record,) = read(tmp_path, data)
    assert (record.article_id, faults([record])) == (digest(data), ["undecodable"])
