"""Web archives: WARC, plain or gzipped; a record a page, its headers say where and when it was collected."""

from __future__ import annotations

import io
import os
import zlib
from typing import TYPE_CHECKING, Any

from pipelines.reading import charset, flattened, page
from pipelines.reading.passing import Passing
from pipelines.reading.payload import CHUNK
from pipelines.reading.record import RawRecord, Unreadable, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload
    from pipelines.settings import Settings

NAME = "warc"
_MARKUP_TYPES = ("text/html", "application/xhtml+xml")
_REDIRECTS = range(300, 400)


def sniff(payload: Payload) -> bool:
    """The version line that begins every record."""
    return payload.head.startswith((b"WARC/0.", b"WARC/1."))


def split(payload: Payload) -> Iterator[RawRecord]:
    """A record for each page that was fetched, stored or converted to text, whatever its status but a redirect.

    Its identity is that of its content without headers; images, scripts and other media are passed over.

    A record in which the archive ends is `truncated_warc`.

    Raises Unreadable: `corrupt_warc`.
    """
    from fastwarc.stream_io import StreamError
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = 0
    with payload.open() as stream:
        try:
            for found in ArchiveIterator(
                io.BufferedReader(_Forward(stream)), record_types=kinds, parse_http=True, auto_decode="none"
            ):
                record = _record(number, found, payload.settings)
                if record is not None:
                    number += 1
                    yield record
        except (StreamError, ValueError, EOFError) as error:
            raise Unreadable("decode", "corrupt_warc", f"The archive can't be read any further: {error}.") from error


class _Forward(Passing):
    """A stream that can be read and skipped in, as the iterator of archives wants it, but not gone back in."""

    _position = 0

    def taken(self, count: int) -> None:
        """Go on."""
        self._position += count

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go on to a position.  Raises EOFError for one behind."""
        left = offset - (self._position if whence == os.SEEK_SET else 0)
        if left < 0 or whence == os.SEEK_END:
            raise EOFError("the archive can't be read backwards")
        while left and (data := self.read(min(left, CHUNK))):
            left -= len(data)
        return self._position


def _record(number: int, found: Any, settings: Settings) -> RawRecord | None:
    media = (found.http_content_type or found.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    status = found.http_headers.status_code if found.http_headers is not None else None
    if not (media in _MARKUP_TYPES or media == "text/plain") or status in _REDIRECTS:
        return None
    known = {"url": found.headers.get("WARC-Target-URI"), "collected_at": found.headers.get("WARC-Date")}
    known = {name: value.strip("<> ") for name, value in known.items() if value}
    try:
        data = _content(found, settings)
        text = charset.decode(data, _named(found.http_charset) or charset.declared(data))
    except Unreadable as fault:
        return RawRecord(number, NAME, None, fault=fault)
    shape = page.NAME if media in _MARKUP_TYPES else flattened.NAME
    return RawRecord(number, NAME, identity(data), text, shape=shape, known=known)


def _content(found: Any, settings: Settings) -> bytes:
    """The body of a record without the encodings of its transfer."""
    limit = settings.max_record_bytes
    expected = found.content_length
    data: bytes = found.reader.read(limit + 1)
    _check(len(data), limit)
    if len(data) < expected:
        raise Unreadable("decode", "truncated_warc", "The archive ends inside the record.")
    headers = {name.lower(): value.lower() for name, value in (found.http_headers or {}).items()}
    if "chunked" in headers.get("transfer-encoding", ""):
        data = _unchunked(data)
    for encoding in headers.get("content-encoding", "").replace(" ", "").split(","):
        if encoding in ("gzip", "x-gzip", "deflate"):
            data = _inflated(data, encoding, settings)
        elif encoding not in ("", "identity"):
            raise Unreadable("decode", "unsupported_compression", f"The page is compressed with {encoding}.")
    return data


def _check(length: int, limit: int) -> None:
    if length > limit:
        raise Unreadable("split", "too_large", f"The record is larger than {limit} bytes.")


def _unchunked(data: bytes) -> bytes:
    """The chunks joined; content that is not in chunks, as crawlers store it under the old header, as it is."""
    pieces, at = [], 0
    while (end := data.find(b"\r\n", at, at + 100)) >= 0:
        try:
            size = int(data[at:end].partition(b";")[0], 16)
        except ValueError:
            return data
        pieces.append(data[end + 2 : end + 2 + size])
        at = end + 4 + size
        if size == 0:
            break
    return b"".join(pieces) if pieces else data


def _inflated(data: bytes, encoding: str, settings: Settings) -> bytes:
    """The content without gzip or zlib; as it is where it was stored without after all."""
    gzipped = data.startswith(b"\x1f\x8b")
    if not gzipped and (encoding != "deflate" or data.lstrip()[:1] == b"<"):
        return data
    inflate = zlib.decompressobj(wbits=31 if gzipped else 15 if data[:1] == b"\x78" else -15)
    try:
        found = inflate.decompress(data, settings.max_record_bytes + 1)
    except zlib.error as error:
        raise Unreadable("decode", "corrupt_gzip", f"The page's compression is damaged: {error}.") from error
    _check(len(found), settings.max_record_bytes)
    if not inflate.eof:
        raise Unreadable("decode", "truncated_gzip", "The page's compressed content ends too early.")
    return found


def _named(name: str | None) -> str | None:
    return charset.declared(f'<meta charset="{name}">'.encode("ascii", "replace")) if name else None
