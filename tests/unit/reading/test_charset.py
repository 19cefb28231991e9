"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading import charset
from pipelines.reading.record import Unreadable

GERMAN = "Der Gemeinderat beschloss, die alte Brücke zu schließen. Für Fußgänger öffnet ein Steg – „vorläufig“.\r\n" * 3
RUSSIAN = "Городской совет проголосовал в понедельник за закрытие старого моста на два года.\n" * 6
CHINESE = "市议会周一投票决定关闭旧桥两年。工程师表示，工程将于春季开始，耗资九百万。\n" * 6


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert charset.decode(text.encode()) == text


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_decides_and_is_removed(name: str) -> None:
    assert charset.decode(GERMAN.encode(name)) == GERMAN


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "cp1252"])
def test_western_text_is_told_without_a_mark(name: str) -> None:
    assert charset.decode(GERMAN.encode(name)) == GERMAN


@pytest.mark.parametrize(("text", "name"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (CHINESE, "gb18030")])
def test_other_charsets_are_told_by_their_text(text: str, name: str) -> None:
    assert charset.decode(text.encode(name)) == text


def test_declared_charset_is_used_for_what_is_no_utf8() -> None:
    data = b'<html><head><meta charset="windows-1251">' + "Мост".encode("cp1251")
    assert charset.declared(data) == "cp1251"
    assert charset.decode(data, charset.declared(data)).endswith("Мост")


def test_valid_utf8_is_believed_before_the_declaration() -> None:
    data = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">Brücke'.encode()
    assert charset.declared(data) == "cp1252"
    assert charset.decode(data, charset.declared(data)).endswith("Brücke")


@pytest.mark.parametrize("name", [b"base64", b"no-such-charset"])
def test_declaration_of_no_charset_is_ignored(name: bytes) -> None:
    assert charset.declared(b"<meta charset=" + name + b">") is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("Für die Brücke über den Fluß".encode() + b" \xff und", "damaged at byte"),
        (b"A sentence \xff\xfe\xfa that no charset explains \xc3\x28", "neither"),
        (b"\xff\xfe\x00\xd8", "marked as utf-16-le"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as caught:
        charset.decode(data)
    assert (caught.value.stage, caught.value.reason) == ("decode", "undecodable")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7 x", b"PK\x03\x04 x", bytes(range(32)) * 4])
def test_binary_is_told(data: bytes) -> None:
    assert charset.is_binary(data)


@pytest.mark.parametrize("data", [b"", b"plain\ttext\r\n", GERMAN.encode("utf-16"), GERMAN.encode("utf-16-le")])
def test_text_is_not_binary(data: bytes) -> None:
    assert not charset.is_binary(data)
