"""JSON: one document, an array of documents, or one document a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pipelines.reading import charset
from pipelines.reading.record import RawRecord, Unreadable, excerpt, identity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

    from pipelines.reading.payload import Payload

DOCUMENT, LINES = "json", "jsonl"
DEEPEST = 64
NEAR = 20
_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\{\]])")
_BLANK = re.compile(r"[\s,]*")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"


def sniff_lines(payload: Payload) -> bool:
    """A first line that is a whole object, or, where that one is broken, any other line near the start that is one."""
    head = payload.head.removeprefix(_BOM).lstrip()
    if head[:1] != b"{":
        return False
    with payload.open() as stream:
        for number, line in _lines(stream, payload.settings.max_record_bytes):
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
    with payload.open() as stream:
        for number, line in _lines(stream, payload.settings.max_record_bytes):
            if line is None:
                limit = payload.settings.max_record_bytes
                fault = Unreadable("split", "too_large", f"The line is larger than {limit} bytes.")
                yield RawRecord(number, LINES, None, fault=fault)
                continue
            data = line.rstrip(b"\r\n")
            try:
                yield RawRecord(number, LINES, identity(data), parse(charset.decode(data)))
            except Unreadable as fault:
                yield RawRecord(number, LINES, identity(data), fault=fault)


def split(payload: Payload) -> Iterator[RawRecord]:
    """The document, or every item of the array up to the first that is broken."""
    data = payload.read()
    try:
        text = charset.decode(data)
        if not text.lstrip().startswith("["):
            yield RawRecord(0, DOCUMENT, identity(data), parse(text))
            return
    except Unreadable as fault:
        yield RawRecord(0, DOCUMENT, identity(data), fault=fault)
        return
    yield from _items(text)


def parse(text: str) -> dict[str, Any]:
    """A JSON object.  Raises Unreadable: `bad_json`, `too_deep`, or `no_object` for JSON of another kind."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise _too_deep(text) from error
    except ValueError as error:
        raise Unreadable("parse", "bad_json", f"No valid JSON: {error}.", excerpt(text)) from error
    return _checked(value, text)


def _items(text: str) -> Iterator[RawRecord]:
    decoder = json.JSONDecoder()
    position, number = text.index("[") + 1, 0
    while True:
        position = _end_of(_BLANK, text, position)
        if text[position : position + 1] == "]":
            break
        try:
            value, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            where = text[position : position + 400]
            fault = (
                _too_deep(where)
                if isinstance(error, RecursionError)
                else Unreadable(
                    "parse", "bad_json", f"The array can't be read beyond this item: {error}.", excerpt(where)
                )
            )
            yield RawRecord(number, DOCUMENT, None, fault=fault)
            return
        yield _item(number, value, text[position : position + 400])
        position, number = end, number + 1
    if not number:
        raise Unreadable("split", "empty", "The JSON array has no item.", excerpt(text))


def _item(number: int, value: Any, shown: str) -> RawRecord:
    try:
        document = _checked(value, shown)
    except Unreadable as fault:
        return RawRecord(number, DOCUMENT, None, fault=fault)
    return RawRecord(number, DOCUMENT, identity(canonical(document)), document)


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


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


def _lines(stream: BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of every line that is not blank; None for a line above the limit, which is skipped over."""
    number, first = 0, True
    while line := stream.readline(limit + 2):
        if first:
            line, first = line.removeprefix(_BOM), False
        if len(line) > limit + 1 and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif not line.strip():
            continue
        else:
            yield number, line
        number += 1


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
