"""Reuters-21578: SGML, or the same as XML, many stories a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipelines.reading import charset, fields
from pipelines.reading.news_xml import indented
from pipelines.reading.pieces import pieces
from pipelines.reading.record import RawRecord, Unreadable, excerpt, identity
from pipelines.reading.xml_stream import find, root_name, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

NAME = "reuters-21578"
_STORY = re.compile(rb"<REUTERS[\s>]")
_END = re.compile(rb"</REUTERS>\s*(?:</LEWIS>\s*)?$")
# Control characters, which the corpus spells as references and XML forbids.
_CONTROL = re.compile(r"&#(?:[0-9]|1[0-9]|2[0-9]|3[01]|127);|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FRACTION = re.compile(r"(\d\d:\d\d:\d\d)\.\d+")
_SIGNATURE = re.compile(r"\W*reuters?\W*", re.IGNORECASE)


def sniff(payload: Payload) -> bool:
    """A story or a collection of them is the root, or what the SGML's document type names."""
    return root_name(payload) in ("REUTERS", "LEWIS")


def split(payload: Payload) -> Iterator[RawRecord]:
    """A record a story; its identity is the story's bytes."""
    for number, piece in enumerate(pieces(payload, _STORY)):
        if isinstance(piece, Unreadable):
            yield RawRecord(number, NAME, None, fault=piece)
            continue
        try:
            yield fields.record(number, NAME, _fields(piece), piece)
        except Unreadable as fault:
            yield RawRecord(number, NAME, identity(piece), fault=fault)


def _fields(piece: bytes) -> dict[str, Any]:
    from lxml import etree

    if not _END.search(piece.rstrip()[-100:]):
        raise Unreadable("parse", "truncated", "The story has no end.", excerpt(piece))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    story = etree.fromstring(_CONTROL.sub(" ", charset.decode(piece)), parser=parser)
    if story is None:
        raise Unreadable("parse", "bad_xml", "The story is no SGML.", excerpt(piece))
    text = find(story, "TEXT")
    body = text_of(find(story, "BODY"))
    date = text_of(find(story, "DATE")).strip()
    if not body.strip() and text is not None and text.get("TYPE") == "UNPROC":
        body = text_of(text)
    return {
        "title": fields.line(text_of(find(story, "TITLE"))),
        "byline": fields.line(text_of(find(story, "AUTHOR"))),
        "outlet": "Reuters",
        "published": _FRACTION.sub(r"\1", date),
        "published_raw": date,
        "dateline": fields.line(text_of(find(story, "DATELINE"))),
        "body": _body(body),
    }


def _body(text: str) -> fields.Body:
    """Paragraphs; the agency's name on the last line is none."""
    lines = text.rstrip().splitlines()
    signed = bool(lines) and _SIGNATURE.fullmatch(lines[-1])
    found = indented("\n".join(lines[:-1] if signed else lines))
    return found + (fields.paragraphs(lines[-1:], "chrome") if signed else [])
