"""XML cut into its records while it is read: no entities, no DTD, no network, no more in memory than a record."""

from __future__ import annotations

import html
import io
import re
from typing import IO, TYPE_CHECKING, Any

from pipelines.reading import charset
from pipelines.reading.payload import CHUNK
from pipelines.reading.record import Unreadable, excerpt

if TYPE_CHECKING:
    from collections.abc import Buffer, Iterator, Mapping

    from pipelines.reading.fields import Body
    from pipelines.reading.payload import Payload

Element = Any
"""An `lxml.etree._Element`; lxml ships no types."""

_NAME = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})[\s/>]")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def root_name(payload: Payload) -> str | None:
    """The local name of the root element, after declarations, comments and a document type."""
    text = charset.peek(payload.head)
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip())
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text.startswith("<!", at):
            end = _end_of_type(text, at)
        else:
            match = _NAME.match(text, at)
            return match[1] if match else None
        if end < 0:
            return None
        at = text.index(">", end) + 1


def _end_of_type(text: str, at: int) -> int:
    """Where the `>` of a document type stands, the one behind its own declarations."""
    close, inside = text.find(">", at), text.find("[", at)
    if 0 <= inside < close:
        inside = text.find("]", inside)
        return text.find(">", inside) if inside >= 0 else -1
    return close


def elements(payload: Payload, name: str) -> Iterator[tuple[Element, bool]]:
    """Every element of this local name, and whether it is the whole document; each is gone when the next is asked for.

    Raises Unreadable: `xml_entities`, `too_deep`, `too_large`, `bad_xml` where the document can't be read any further.
    """
    from lxml import etree

    if _ENTITY.search(payload.head):
        message = "The document declares entities, which are not expanded."
        raise Unreadable("parse", "xml_entities", message, excerpt(payload.head))
    with payload.open() as stream:
        metered = _Metered(stream, payload.settings.max_record_bytes)
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        try:
            for _, element in etree.iterparse(
                metered, tag=f"{{*}}{name}", remove_comments=True, remove_pis=True, **options
            ):
                yield element, element.getparent() is None
                metered.taken = 0
                _forget(element)
        except etree.XMLSyntaxError as error:
            deep = "depth" in str(error).lower()
            reason = "too_deep" if deep else "bad_xml"
            message = f"The document can't be read any further: {error}."
            raise Unreadable("parse", reason, message, excerpt(payload.head)) from error


def _forget(element: Element) -> None:
    """Free a record that was read, and what stood before it and before its ancestors."""
    element.clear(keep_tail=False)
    for node in (element, *element.iterancestors()):
        parent = node.getparent()
        while parent is not None and node.getprevious() is not None:
            del parent[0]


class _Metered(io.RawIOBase):
    """A stream that gives no more than a record may have until somebody sets `taken` back."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        super().__init__()
        self._stream, self._limit = stream, limit
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer.  Raises Unreadable `too_large`."""
        view = memoryview(buffer).cast("B")
        data = self._stream.read(min(len(view), CHUNK))
        view[: len(data)] = data
        self.taken += len(data)
        if self.taken > self._limit + CHUNK:
            raise Unreadable("split", "too_large", f"The record is larger than {self._limit} bytes.")
        return len(data)


def local(element: Element) -> str:
    """The name of an element without its namespace; '' for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find(element: Element, *names: str) -> Element | None:
    """The first element below, in the order of the document, that has the first of these names that any has."""
    for name in names:
        found = next(element.iter(f"{{*}}{name}"), None)
        if found is not None:
            return found
    return None


def text_of(element: Element | None) -> str:
    """All text in an element, a space for a line break; entities that HTML knows are read, others stay as written."""
    from lxml import etree

    pieces: list[str] = []
    todo: list[tuple[Element, bool]] = [(element, False)] if element is not None else []
    while todo:
        node, leaving = todo.pop()
        if leaving:
            pieces.append(node.tail or "")
            continue
        if node is not element:
            todo.append((node, True))
        if node.tag is etree.Entity:
            pieces.append(html.unescape(node.text))
        elif isinstance(node.tag, str):
            pieces.append(" " if local(node) == "br" else node.text or "")
            todo.extend((child, False) for child in reversed(node))
    return "".join(pieces)


def blocks(element: Element | None, kinds: Mapping[str, str]) -> Body:
    """Kind and text of the outermost elements that have one of the names; '' as a kind leaves them out."""
    found: Body = []
    todo = [element] if element is not None else []
    while todo:
        node = todo.pop()
        kind = kinds.get(local(node))
        if kind is not None:
            text = " ".join(text_of(node).split())
            found += [(kind, text)] if text and kind else []
        else:
            todo.extend(reversed(node))
    return found
