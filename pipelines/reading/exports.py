"""Exports of news databases that are text or HTML: LexisNexis, Factiva, Europresse, ProQuest; many articles a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.reading import charset, europresse, factiva, fields, nexis, proquest
from pipelines.reading.pieces import pieces
from pipelines.reading.record import RawRecord, Unreadable, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipelines.reading.payload import Payload

# Covers, style sheets and lists of hits stand before the first article.
_SEARCHED = 2_000_000
_COUNTER = nexis.COUNTER.encode()
_NOTICE = nexis.NOTICE.encode()
_BLANK_LINE = re.compile(r"\n[ \t\xa0]*\n")


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of export: the mark that begins each article, and how the fields are read out of one.

    `told_by` has to stand in the first bytes of the file, so that most files are searched no further.
    """

    name: str
    told_by: re.Pattern[bytes]
    mark: re.Pattern[bytes]
    fields_of: Callable[[str], dict[str, Any]]

    def sniff(self, payload: Payload) -> bool:
        """What tells it in the first 64 KiB, and a mark in the first two million bytes."""
        if not self.told_by.search(payload.head):
            return False
        with payload.open() as stream:
            return self.mark.search(stream.read(_SEARCHED)) is not None

    def split(self, payload: Payload) -> Iterator[RawRecord]:
        """A record an article; its identity is that of its bytes from mark to mark."""
        named = charset.declared(payload.head)
        for number, piece in enumerate(pieces(payload, self.mark)):
            if isinstance(piece, Unreadable):
                yield RawRecord(number, self.name, None, fault=piece)
                continue
            try:
                yield fields.record(number, self.name, self.fields_of(charset.decode(piece, named)), piece)
            except Unreadable as fault:
                yield RawRecord(number, self.name, identity(piece), fault=fault)


def _nexis_text(text: str) -> dict[str, Any]:
    return nexis.classic(_BLANK_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n")))


def _nexis_page(text: str) -> dict[str, Any]:
    from pipelines.reading.fragment import paragraphs, parse

    return nexis.classic(paragraphs(parse(text)))


EXPORTS = (
    Export(
        "nexis-html",
        re.compile(rb"DOCUMENTS?\s{0,4}<|<!-- Hide XML section|<DOC NUMBER=", re.IGNORECASE),
        re.compile(
            rb"<(?:DIV|P|SPAN)\b[^>]{0,100}>(?:<(?:P|SPAN)\b[^>]{0,100}>){0,2}(?:"
            + _COUNTER
            + rb"\s{0,4}<|"
            + _NOTICE
            + rb")",
            re.IGNORECASE,
        ),
        _nexis_page,
    ),
    Export(
        "nexis-text",
        re.compile(rb"^[ \t\xc2\xa0]{3,80}" + _COUNTER, re.MULTILINE),
        re.compile(rb"^[ \t\xc2\xa0]{3,80}" + _COUNTER + rb"[ \t]{0,80}\r?$", re.MULTILINE),
        _nexis_text,
    ),
    Export("factiva-html", factiva.TOLD_BY, factiva.MARK, factiva.fields_of),
    Export("europresse", europresse.TOLD_BY, europresse.MARK, europresse.fields_of),
    Export("proquest", proquest.TOLD_BY, proquest.MARK, proquest.fields_of),
)
