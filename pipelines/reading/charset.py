"""Bytes to text: which charset, and when to give up."""

from __future__ import annotations

import codecs
import re
import unicodedata

from pipelines.reading.record import Unreadable, excerpt

# The longer marks first: UTF-16's little-endian mark begins UTF-32's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta\b|\?xml\b)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf", b"Rar!", b"BZh",
    b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"PAR1", b"OggS", b"ID3",
    b"II*\x00", b"MM\x00*", b"wOFF", b"wOF2", b"\x1f\x8b",
)  # fmt: skip
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
# Web pages that declare the left one mean the right one, says the WHATWG encoding standard.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
_STATEFUL = {"iso2022_jp", "hz"}
# Fewer bytes above ASCII than this can't tell one charset from another.
_FEWEST_HIGH = 40
_SAMPLE = 200_000
_WESTERN = frozenset("“”‘’–—…•„‚«»©®™€£§°·´¿¡½¼¾²³ºª\xa0×±")


def declared(data: bytes) -> str | None:
    """The charset that a page or an XML document names in its first bytes, if Python knows it."""
    match = _DECLARED.search(data[:4096])
    return _known(match[1].decode("ascii", "replace")) if match else None


def decode(data: bytes, named: str | None = None) -> str:
    """The text behind some bytes, without its byte order mark; line ends stay as they are.

    A byte order mark decides; then UTF-8 where the bytes are valid, which chance hardly brings about; then the charset
    that the document names; then a Western or a detected one if the outcome reads like text.  UTF-8 with damaged
    places is no other charset: it is refused rather than read as one.

    Raises:
        Unreadable: `undecodable`.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    marked = named if named in _STATEFUL else _wide(data)
    if marked:
        return _strict(data, marked)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise _undecodable(data, f"UTF-8, but damaged at byte {error.start}") from error
    text = _named(data, named) or _western(data) or _detected(data)
    if text is None:
        raise _undecodable(data, "neither UTF-8 nor any charset that makes text of it")
    return text


def of_start(head: bytes) -> str | None:
    """The charset of a file that is read piece by piece, told by its first bytes; None where they show none.

    UTF-8 with damaged places counts as UTF-8, so that only the pieces that hold these are broken.
    """
    for mark, name in MARKS:
        if head.startswith(mark):
            # The codec that expects a mark takes it off.
            return "utf-8-sig" if name == "utf-8" else name.removesuffix("-le").removesuffix("-be")
    whole = head[: head.rfind(b"\n") + 1] or head
    if marked := _wide(head):
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        if _is_damaged_utf8(whole):
            return "utf-8"
        return "cp1252" if _western(whole) is not None else _shown(whole)
    return "utf-8"


def peek(head: bytes) -> str:
    """The start of a file as far as it can be read, for sniffing only."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "replace")
    return head.decode(_wide(head) or "utf-8", "replace")


def is_binary(head: bytes) -> bool:
    """Whether the start of a file is no text in any charset: a known signature, or control characters."""
    if head.startswith(_MAGIC) or head[4:8] == b"ftyp":
        return True
    if head.startswith(tuple(mark for mark, _ in MARKS)) or _wide(head):
        return False
    return len(head) - len(head.translate(None, _CONTROL)) > 0.01 * len(head)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(data, f"marked as {name}, but broken at byte {error.start}") from error


def _known(name: str) -> str | None:
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    # Python's registry also holds transformations that are no charsets.
    return _MEANT.get(info.name, info.name) if info._is_text_encoding else None  # noqa: SLF001 - no public way to ask


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: mostly ASCII, so that every second byte is zero."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) >= 16 and 3 * odd > len(sample) and 20 * even < len(sample):
        return "utf-16-le"
    if len(sample) >= 16 and 3 * even > len(sample) and 20 * odd < len(sample):
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """More characters of several bytes that are well formed than places that are not."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not c.isascii() for c in text) - bad
    return good >= bad


def _named(data: bytes, name: str | None) -> str | None:
    if name is None or name == "utf-8":
        return None
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return None if any(unicodedata.category(c) == "Cc" and not c.isspace() for c in text if not c.isascii()) else text


def _western(data: bytes) -> str | None:
    """Windows-1252 where nearly every special character stands where one belongs."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    special = [i for i, c in enumerate(text) if not c.isascii()]
    fitting = sum(_fits(text, i) for i in special)
    return text if fitting == len(special) and 5 * len(special) < len(text) else None


def _fits(text: str, i: int) -> bool:
    """Common punctuation, or an accented letter in a word written in ASCII letters otherwise."""
    if text[i] in _WESTERN:
        return True
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    beside = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    capital_inside = text[i].isupper() and before.islower()
    return text[i].isalpha() and text[i] not in "ƒˆþÞðÐÿŸ" and beside and not capital_inside


def _detected(data: bytes) -> str | None:
    """The text in the charset that its bytes show, if they show one and are valid in it throughout."""
    name = _shown(data)
    try:
        return data.decode(name) if name else None
    except UnicodeDecodeError:
        return None


def _shown(data: bytes) -> str | None:
    """What charset_normalizer is sure of: a language's letters, or well-formed characters of two bytes throughout."""
    from charset_normalizer import from_bytes

    if sum(byte > 127 for byte in data) < _FEWEST_HIGH:
        return None
    cut = len(data) if len(data) <= _SAMPLE else data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE
    match = from_bytes(data[:cut]).best()
    if match is None or match.chaos > 0.1:
        return None
    dense = match.chaos == 0 and match.multi_byte_usage >= 0.2 and match.coherence >= 0.1
    return match.encoding if match.coherence >= 0.3 or dense else None


def _undecodable(data: bytes, why: str) -> Unreadable:
    return Unreadable("decode", "undecodable", f"The bytes are {why}.", excerpt(data))
