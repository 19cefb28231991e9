"""The news industry's XML: NITF, NewsML 1.2 and G2, RCV1, Factiva's; one record an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.reading import fields, xml_stream
from pipelines.reading.record import RawRecord
from pipelines.reading.xml_stream import Element, blocks, find, local, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from pipelines.reading.payload import Payload

# Blocks of HTML and of NITF.
_BLOCKS = {
    **dict.fromkeys(("p", "li", "pre", "blockquote", "td", "th", "dd", "dt", "address"), "paragraph"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "hl2"), "heading"),
    **dict.fromkeys(("figcaption", "caption", "media-caption"), "caption"),
    **dict.fromkeys(("media-producer", "media-metadata", "media-reference", "title", "style", "script"), ""),
}
_PARAGRAPHS = {"p": "paragraph", "paragraph": "paragraph"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What a component of NewsML 1.2 is for, where it is not the text.
_BESIDE_TEXT = frozenset("stylesheet headline logo contact caption photo image graphic advert summary".split())


def nitf(item: Element) -> dict[str, Any]:
    """The fields of a NITF document."""
    head, body = find(item, "body.head"), find(item, "body.content")
    lines = find(item, "hedline")
    issued = find(item, "date.issue", "date.release")
    published = find(item, "pubdata")
    source = find(item, "doc-id")
    place = find(head, "dateline") if head is not None else None
    return {
        "title": fields.first(text_of(_in(lines, "hl1")), text_of(_in(find(item, "head"), "title"))),
        "dek": fields.first(text_of(_in(lines, "hl2")), text_of(_in(head, "abstract"))),
        "byline": fields.line(text_of(_in(head, "byline"))),
        "outlet": fields.first(text_of(_in(head, "distributor")), _get(source, "regsrc")),
        "section": fields.first(_get(published, "position.section"), _get(find(item, "tobject"), "tobject.type")),
        "published": fields.first(_get(issued, "norm"), _get(published, "date.publication")),
        "url": _get(published, "ex-ref"),
        "language": fields.first(item.get(_XML_LANG), item.get("baselang")),
        "dateline": fields.first(text_of(_in(place, "location")), text_of(place)),
        "body": blocks(body, _BLOCKS) or fields.split_paragraphs(text_of(body)),
    }


def newsml(item: Element) -> dict[str, Any]:
    """The fields of a NewsML 1.2 item: of several languages or forms of one story the first."""
    content = _main_content(item)
    lines = next((at for at in item.iter("{*}NewsLines") if _in(at, "HeadLine") is not None), None)
    created, revised = text_of(find(item, "FirstCreated")), text_of(find(item, "ThisRevisionCreated"))
    return {
        "title": fields.line(text_of(_in(lines, "HeadLine"))),
        "dek": fields.line(text_of(_in(lines, "SubHeadLine"))),
        "byline": fields.line(text_of(find(item, "ByLine"))),
        "outlet": fields.first(_party(find(item, "Provider")), text_of(find(item, "ProviderId"))),
        "published": fields.first(created, revised),
        "modified": fields.line(revised) if created.strip() != revised.strip() else None,
        "url": _click_through(item),
        "language": fields.first(item.get(_XML_LANG), _get(find(item, "Language"), "FormalName")),
        "dateline": fields.line(text_of(find(item, "DateLine"))),
        "body": _content(content),
    }


def newsml_g2(item: Element) -> dict[str, Any]:
    """The fields of a NewsML-G2 item."""
    about, content = find(item, "contentMeta"), find(item, "contentSet")
    managed = find(item, "itemMeta")
    provider, language = _in(managed, "provider"), _in(about, "language")
    created, version = text_of(_in(about, "contentCreated")), text_of(_in(managed, "versionCreated"))
    inner = _in(content, "nitf")
    creators = about.iterchildren("{*}creator") if about is not None else ()
    inline = nitf(inner) if inner is not None else {}
    body = _content(_in(content, "inlineXML") if inner is None else None) or _content(_in(content, "inlineData"))
    return {
        "title": fields.first(text_of(_in(about, "headline")), text_of(_in(managed, "title"))) or inline.get("title"),
        "authors": [name for creator in creators if (name := fields.line(text_of(_in(creator, "name"))))],
        "byline": fields.first(text_of(_in(about, "by")), inline.get("byline")),
        "outlet": fields.first(text_of(_in(provider, "name")), _get(provider, "literal"), _code(provider)),
        "published": fields.first(text_of(_in(managed, "firstCreated")), created, version),
        "modified": fields.line(text_of(_in(about, "contentModified"))),
        "language": fields.first(_get(language, "tag"), item.get(_XML_LANG)),
        "dateline": fields.first(text_of(_in(about, "dateline")), text_of(_in(_in(about, "located"), "name"))),
        "body": inline.get("body") or body,
    }


def rcv1(item: Element) -> dict[str, Any]:
    """The fields of a news item of Reuters Corpus Volume 1."""
    said = {dc.get("element", ""): dc.get("value") for dc in item.iter("dc")}
    text = find(item, "text")
    return {
        "title": fields.first(text_of(find(item, "headline")), text_of(find(item, "title"))),
        "byline": fields.line(text_of(find(item, "byline"))),
        "outlet": fields.line(said.get("dc.source")),
        "published": fields.first(said.get("dc.date.published"), item.get("date")),
        "language": item.get(_XML_LANG),
        "dateline": fields.line(text_of(find(item, "dateline"))),
        "body": blocks(text, _PARAGRAPHS) or fields.split_paragraphs(text_of(text)),
    }


def factiva(item: Element) -> dict[str, Any]:
    """The fields of an article in a response of Factiva."""
    parts = (find(item, "leadParagraph"), find(item, "tailParagraphs"))
    return {
        "title": fields.line(text_of(find(item, "headline"))),
        "byline": fields.line(text_of(find(item, "byline"))),
        "outlet": fields.line(text_of(find(item, "sourceName"))),
        "section": fields.line(text_of(find(item, "sectionName", "section"))),
        "published": fields.line(text_of(find(item, "publicationDate"))),
        "language": fields.line(text_of(find(item, "baseLanguage"))),
        "body": [block for part in parts for block in blocks(part, _PARAGRAPHS) or indented(text_of(part))],
    }


def indented(text: str) -> fields.Body:
    """The paragraphs of a wire text, where a line that begins with spaces begins one."""
    found: list[list[str]] = []
    for printed in text.splitlines():
        if printed.strip() and (printed[:1].isspace() or not found):
            found.append([printed])
        elif printed.strip():
            found[-1].append(printed)
    return fields.paragraphs(" ".join(lines) for lines in found)


# Reader, name of the root elements, name of a record's element, its fields.
FORMATS: tuple[tuple[str, tuple[str, ...], str, Callable[[Element], dict[str, Any]]], ...] = (
    ("nitf", ("nitf",), "nitf", nitf),
    ("newsml", ("NewsML",), "NewsItem", newsml),
    ("newsml-g2", ("newsMessage", "newsItem"), "newsItem", newsml_g2),
    ("rcv1", ("newsitem",), "newsitem", rcv1),
    ("factiva", ("PPSResponse", "ppsArticleResponse"), "article", factiva),
)


def sniffer(roots: tuple[str, ...]) -> Callable[[Payload], bool]:
    """Whether a file's root element is one of some."""
    return lambda payload: xml_stream.root_name(payload) in roots


def splitter(
    reader: str, name: str, fields_of: Callable[[Element], dict[str, Any]]
) -> Callable[[Payload], Iterator[RawRecord]]:
    """How a file is cut into the elements of a name; the identity of an item among others is its canonical XML."""

    def split(payload: Payload) -> Iterator[RawRecord]:
        from lxml import etree

        for number, (element, alone) in enumerate(xml_stream.elements(payload, name)):
            data = payload.read() if alone else etree.tostring(element, method="c14n", with_tail=False)
            yield fields.record(number, reader, fields_of(element), data)

    return split


def _in(element: Element | None, name: str) -> Element | None:
    return find(element, name) if element is not None else None


def _get(element: Element | None, name: str) -> str | None:
    return element.get(name) if element is not None else None


def _code(element: Element | None) -> str | None:
    """A qualified code without its scheme."""
    return (_get(element, "qcode") or "").rpartition(":")[2]


def _party(element: Element | None) -> str | None:
    return _get(_in(element, "Party"), "FormalName")


def _click_through(item: Element) -> str | None:
    """The address that an item of a press wire gives for itself."""
    for at in item.iter("{*}NewsLine"):
        if "url" in (_get(_in(at, "NewsLineType"), "FormalName") or "").casefold():
            return fields.line(text_of(_in(at, "NewsLineText")))
    return None


def _main_content(item: Element) -> Element | None:
    """The content of the first component whose role is the text, or else the longest that is none beside it."""
    found: list[tuple[int, int, Element]] = []
    for number, content in enumerate(item.iter("{*}DataContent")):
        component = next((up for up in content.iterancestors() if local(up) == "NewsComponent"), None)
        role = next((_get(child, "FormalName") for child in _children(component) if local(child) == "Role"), None)
        if (role or "").casefold() in _BESIDE_TEXT:
            continue
        main = (role or "").casefold() in ("main", "body", "text", "maintext")
        found.append((-1 if main else 0, -len(text_of(content)) if not main else number, content))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _content(element: Element | None) -> fields.Body:
    """Blocks of markup in the document, markup written as text, or plain text."""
    if element is None:
        return []
    found = blocks(element, _BLOCKS)
    text = text_of(element)
    if found or not text.strip():
        return found
    if text.lstrip().startswith("<"):
        return [("markup", text)]
    return fields.split_paragraphs(text)


def _children(element: Element | None) -> Iterator[Element]:
    yield from element if element is not None else ()
