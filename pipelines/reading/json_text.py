"""JSON: one document, an array of documents, or one document a line."""

from __future__ import annotations

import codecs
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipelines.reading import by_line, charset, json_shapes
from pipelines.reading.record import RawRecord, Unreadable, canonical, excerpt, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

DOCUMENT, LINES = "json", "jsonl"
DEEPEST = 64
NEAR = 20
_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\{\]])")
_BLANK = re.compile(r"[\s,]*")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_PIECE = 1 << 16
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def sniff_lines(payload: Payload) -> bool:
    """A first line that is a whole object, or, where that one is broken, any other line near the start that is one."""
    head = payload.head.removeprefix(codecs.BOM_UTF8).lstrip()
    if head[:1] != b"{":
        return False
    with payload.open() as stream:
        for number, line in by_line.lines(stream, payload.settings.max_record_bytes):
            if number == NEAR:
                break
            if line and line.startswith(b"{") and line.endswith(b"\n") and _is_object(line):
                return True
    return False


def sniff(payload: Payload) -> bool:
    """An object or an array of objects begins it."""
    return bool(_START.match(charset.peek(payload.head)))


def split_lines(payload: Payload) -> Iterator[RawRecord]:
    """A record a line that is not blank; a broken line is broken alone."""
    return by_line.split(
        payload, LINES, lambda number, data: json_shapes.record(number, LINES, parse(charset.decode(data)), data)
    )


def split(payload: Payload) -> Iterator[RawRecord]:
    """The document, the documents that it wraps, or every item of the array up to the first that is broken."""
    if charset.peek(payload.head).lstrip().startswith("["):
        yield from _numbered(_array(payload), payload)
        return
    data = payload.read()
    try:
        document = parse(charset.decode(data))
    except Unreadable as fault:
        yield RawRecord(0, DOCUMENT, identity(data), fault=fault)
        return
    wrapped = json_shapes.wrapped(document)
    if wrapped is None:
        yield json_shapes.record(0, DOCUMENT, document, data)
    else:
        yield from (json_shapes.record(n, DOCUMENT, item, canonical(item)) for n, item in enumerate(wrapped))


def parse(text: str) -> dict[str, Any]:
    """A JSON object.  Raises Unreadable: `bad_json`, `too_deep`, or `no_object` for JSON of another kind."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise _too_deep(text) from error
    except ValueError as error:
        raise Unreadable("parse", "bad_json", f"No valid JSON: {error}.", excerpt(text)) from error
    return _checked(value, text)


def _array(payload: Payload) -> Iterator[RawRecord]:
    """The items of an array, read piece by piece; what is not UTF-8 is decoded whole."""
    with payload.open() as stream:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(payload.head)
            text: io.TextIOBase = io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")
        except UnicodeDecodeError:
            data = payload.read()
            try:
                text = io.StringIO(charset.decode(data), newline="")
            except Unreadable as fault:
                yield RawRecord(0, DOCUMENT, identity(data), fault=fault)
                return
        yield from _items(_Window(text, payload.settings.max_record_bytes))


def _numbered(found: Iterator[RawRecord], payload: Payload) -> Iterator[RawRecord]:
    number = -1
    for number, record in enumerate(found):
        yield replace(record, number=number)
    if number < 0:
        raise Unreadable("split", "empty", "The JSON array has no item.", excerpt(payload.head))


class _Window:
    """The part of a text that is being read: `text` from `position` on, more of it when asked for."""

    def __init__(self, source: io.TextIOBase, limit: int) -> None:
        self._source, self.limit = source, limit
        self.text, self.position, self.ended = "", 0, False

    def grow(self) -> None:
        """Read on, at least as much as there is, so that trying again and again stays cheap."""
        self.text = self.text[self.position :]
        self.position = 0
        more = self._source.read(max(_PIECE, len(self.text)))
        self.ended = not more
        self.text += more

    def past(self, pattern: re.Pattern[str]) -> str:
        """The character after what the pattern takes; '' at the end."""
        while True:
            self.position = _end_of(pattern, self.text, self.position)
            if self.position < len(self.text) or self.ended:
                return self.text[self.position : self.position + 1]
            self.grow()


def _items(window: _Window) -> Iterator[RawRecord]:
    """Records numbered 0, each an item of the array."""
    decoder = json.JSONDecoder()
    window.past(_BLANK)
    window.position += 1
    while window.past(_BLANK) != "]":
        try:
            value, end = _value(decoder, window)
        except Unreadable as fault:
            yield RawRecord(0, DOCUMENT, None, fault=fault)
            return
        source = window.text[window.position : end]
        window.position = end
        yield _item(value, source)


def _value(decoder: json.JSONDecoder, window: _Window) -> tuple[Any, int]:
    while True:
        try:
            value, end = decoder.raw_decode(window.text, window.position)
            if end < len(window.text) or window.ended:
                return value, end
        except RecursionError as error:
            raise _too_deep(window.text[window.position :][:400]) from error
        except ValueError as error:
            shown = excerpt(window.text[window.position :][:400])
            if window.ended:
                message = f"The array can't be read beyond this item: {error}."
                raise Unreadable("parse", "bad_json", message, shown) from error
            if len(window.text) - window.position > window.limit:
                message = f"The item is larger than {window.limit} characters."
                raise Unreadable("split", "too_large", message, shown) from error
        window.grow()


def _item(value: Any, source: str) -> RawRecord:
    if not source.isascii() and _ESCAPED_BYTE.search(source):
        fault = Unreadable("decode", "undecodable", "The item has bytes that are no UTF-8.", excerpt(source[:400]))
        return RawRecord(0, DOCUMENT, None, fault=fault)
    try:
        document = _checked(value, source[:400])
    except Unreadable as fault:
        return RawRecord(0, DOCUMENT, None, fault=fault)
    return json_shapes.record(0, DOCUMENT, document, canonical(document))


def _checked(value: Any, text: str) -> dict[str, Any]:
    if _depth(value) > DEEPEST:
        raise _too_deep(text)
    if not isinstance(value, dict):
        raise Unreadable("parse", "no_object", "The JSON value is no object.", excerpt(text))
    return value


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth


def _too_deep(text: str) -> Unreadable:
    return Unreadable("parse", "too_deep", f"The JSON is nested more than {DEEPEST} levels deep.", excerpt(text))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def showable(text: str) -> str:
    r"""The text without lone surrogates, which JSON's \\u escapes can spell and no encoding can store."""
    return _LONE_SURROGATE.sub("\ufffd", text)
