"""Shapes of JSON that name the parts of an article in their own way: ninjs, Fundus, Media Cloud, and wrapped lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.reading import fields
from pipelines.reading.record import RawRecord, identity

Document = Mapping[str, Any]

# What lists of articles are called in the answers of programming interfaces.
_LISTS = ("articles", "stories", "results", "docs", "documents", "items", "hits", "news", "posts", "entries", "data")
_WRAPPERS = ("response", "result", "data", "hits", "_source", "body")
_TEXTS = frozenset(("text", "body", "maintext", "content", "articlebody", "fulltext", "html"))
_MEDIA_CLOUD = {
    "story_text": "text", "text_content": "text", "article_title": "title", "original_url": "url",
    "publication_date": "date", "media_name": "outlet", "indexed_date": "collected_at",
    "collect_date": "collected_at", "canonical_domain": "domain",
}  # fmt: skip


def record(number: int, reader: str, document: Document, data: bytes) -> RawRecord:
    """The record of a document with these bytes, by its shape if that has a name."""
    if _is_ninjs(document):
        return fields.record(number, reader, _ninjs(document), data)
    if _is_fundus(document):
        return fields.record(number, reader, _fundus(document), data)
    if document.keys() & {"stories_id", "story_sentences", "media_name", "text_content"}:
        document = _media_cloud(document)
    return RawRecord(number, reader, identity(data), document)


def wrapped(document: Document) -> list[Document] | None:
    """The documents that a document holds, where it is nothing but their wrapper."""
    values = list(document.values())
    if values and all(isinstance(value, Mapping) and _is_fundus(value) for value in values):
        return values
    if _is_ninjs(document) or any(str(name).lower() in _TEXTS for name in document):
        return None
    for name in _LISTS:
        found = document.get(name)
        if isinstance(found, list) and found and all(isinstance(item, Mapping) for item in found):
            return [_unwrapped(item) for item in found]
    inner = (document.get(name) for name in _WRAPPERS)
    return next((found for value in inner if isinstance(value, Mapping) and (found := wrapped(value))), None)


def _unwrapped(item: Document) -> Document:
    """The document itself of a hit of a search engine."""
    source = item.get("_source")
    return source if isinstance(source, Mapping) else item


def _is_ninjs(document: Document) -> bool:
    names = {str(name).lower() for name in document}
    return "uri" in names and bool(names & {"versioncreated", "bodies", "headlines", "body_xhtml", "body_text"})


def _ninjs(document: Document) -> dict[str, Any]:
    """The fields of an item of ninjs 1.x, 2.x or 3.x, which differ in case and in lists for single values."""
    said = {str(name).lower(): value for name, value in document.items()}
    created, version = _text(said.get("firstcreated")), _text(said.get("versioncreated"))
    about = _text(said.get("description_text")) or _valued(said.get("descriptions"))
    body = _ninjs_body(said)
    dek = fields.line(about) if body else None
    if not body and said.get("type") in (None, "text", "composite"):
        body = fields.split_paragraphs(about)
    return {
        "title": fields.first(_text(said.get("headline")), _valued(said.get("headlines")), _text(said.get("title"))),
        "dek": dek,
        "byline": fields.first(_text(said.get("byline")), _text(said.get("by"))),
        "outlet": fields.first(*_names(said.get("infosource")), *_names(said.get("infosources")))
        or fields.line(_text(said.get("copyrightholder"))),
        "published": fields.first(created, version),
        "modified": fields.line(version) if created and version != created else None,
        "url": fields.line(_text(said.get("uri"))),
        "language": fields.line(_text(said.get("language"))),
        "dateline": fields.line(_text(said.get("located"))),
        "body": body,
    }


def _ninjs_body(said: Document) -> fields.Body:
    """The body in the form that keeps most: NITF, HTML, plain text."""
    forms = {name.removeprefix("body_"): value for name, value in said.items() if name.startswith("body_")}
    for body in _mappings(said.get("bodies")):
        lowered = {str(name).lower(): value for name, value in body.items()}
        kind = f"{lowered.get('contenttype') or lowered.get('role') or ''}".lower()
        form = next((form for form in ("nitf", "html") if form in kind), "text")
        forms.setdefault(form, lowered.get("value"))
    nitf = _nitf(_text(forms.get("nitf")))
    html = next((text for name in ("xhtml", "html") if (text := _text(forms.get(name)).strip())), "")
    if nitf or html:
        return nitf or [("markup", html)]
    return fields.split_paragraphs(_text(forms.get("text")))


def _nitf(text: str) -> fields.Body:
    """The body of a NITF document in a string; [] where it is none."""
    from lxml import etree

    from pipelines.reading import news_xml

    if not text.strip() or "<!ENTITY" in text:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        body: fields.Body = news_xml.nitf(etree.fromstring(text.encode("utf-8", "replace"), parser=parser))["body"]
    except (etree.XMLSyntaxError, ValueError):
        return []
    return body


def _is_fundus(document: Document) -> bool:
    body = document.get("body")
    return isinstance(body, Mapping) and isinstance(body.get("sections"), list)


def _fundus(document: Document) -> dict[str, Any]:
    """The fields of an article of Fundus: a summary, and sections with a headline and paragraphs each."""
    content: fields.Body = []
    for section in _mappings(document["body"]["sections"]):
        content += fields.paragraphs(_texts(section.get("headline")), "heading")
        content += fields.paragraphs(_texts(section.get("paragraphs")))
    page = document.get("html")
    address = page.get("requested_url") if isinstance(page, Mapping) else None
    return {
        "title": fields.line(_text(document.get("title"))),
        "dek": fields.line(" ".join(_texts(document["body"].get("summary")))),
        "authors": [name for text in _texts(document.get("authors")) if (name := fields.line(text))],
        "outlet": fields.first(*_names(document.get("publisher"))),
        "published": fields.line(_text(document.get("publishing_date"))),
        "collected": fields.line(_text(page.get("crawl_date"))) if isinstance(page, Mapping) else None,
        "url": fields.first(_text(document.get("url")), _text(address)),
        "language": fields.first(_text(document.get("lang")), _text(document.get("language"))),
        "body": content,
    }


def _media_cloud(document: Document) -> Document:
    """The document under plain names, its sentences, if it has only these, run on as a text."""
    plain = {_MEDIA_CLOUD.get(name, name): value for name, value in document.items()}
    sentences = _mappings(document.get("story_sentences"))
    if sentences and not plain.get("text"):
        ordered = sorted(sentences, key=lambda item: _order(item.get("sentence_number")))
        plain["text"] = " ".join(_text(item.get("sentence")) for item in ordered)
    return plain


def _order(number: Any) -> float:
    return number if isinstance(number, int | float) else 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else [_text(value)]


def _mappings(value: Any) -> list[Document]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _names(value: Any) -> list[str]:
    """The names in a string, an object that has one, or a list of these."""
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    return [_text(value.get("name"))] if isinstance(value, Mapping) else [_text(value)]


def _valued(value: Any) -> str:
    """The value whose role is the main one, or else the first, that is no caption."""
    found = [
        (item.get("role") != "main", number, _text(item.get("value")))
        for number, item in enumerate(_mappings(value))
        if item.get("role") != "caption"
    ]
    return min(found)[2] if found else ""
