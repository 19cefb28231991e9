"""Articles of ProQuest's text exports: labelled lines between rules of underscores."""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading import fields

_RULE = rb"^_{40,200}[ \t]{0,9}\r?\n"
TOLD_BY = re.compile(rb"ProQuest", re.IGNORECASE)
# A rule that an article follows: the last one of a file stands above the terms of use.
MARK = re.compile(
    _RULE + rb"(?=[^_]{0,400}?(?:^Document \d{1,6} of \d{1,6}|^Title:|^Full text:|^Author:))", re.MULTILINE
)

_FOOT = re.compile(r"^_{40}", re.MULTILINE)
_LABEL = re.compile(r"^([A-Z][A-Za-z/ -]{1,40}?)(?:\s\(\w{1,9}\))?:[ \t]?(.*)$", re.MULTILINE)
_NAMES = {
    "title": "title", "author": "byline", "publication title": "outlet", "publication date": "published",
    "section": "section", "document url": "url", "language of publication": "language", "language": "language",
    "full text": "text", "dateline": "dateline", "subtitle": "dek", "publication info": "info", "abstract": "abstract",
}  # fmt: skip
# Other labels; every other line that looks like one is text.
_KNOWN = frozenset(
    label.strip()
    for label in """
    links|subject|location|people|company / organization|publication year|publisher|place of publication|issn
    country of publication|source type|document type|proquest document id|copyright|last updated|database|pages
    volume|issue|first page|publication subject|edition|document feature|column|identifiers / keywords|caption
    number of pages|credit|illustration|word count|company|classification|series|supplement|publication date
    """.strip()
    .replace("\n", "|")
    .split("|")
)


def fields_of(text: str) -> dict[str, Any]:
    """The fields of an article from the rule above it on."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("_ \t\n")
    text = _FOOT.split(text, maxsplit=1)[0]
    said: dict[str, str] = {}
    labels = [match for match in _LABEL.finditer(text) if _name(match)]
    for match, after in zip(labels, [*labels[1:], None], strict=True):
        end = after.start() if after else len(text)
        said.setdefault(_name(match), (match[2] + text[match.end() : end]).strip())
    body = said.get("text") or said.get("abstract")
    return {
        **{name: fields.line(said.get(name)) for name in ("title", "outlet", "published", "url", "language", "dek")},
        "byline": _names(said.get("byline")),
        "section": fields.line(said.get("section")),
        "dateline": fields.line(said.get("dateline")),
        "body": fields.split_paragraphs(body),
    }


def _name(match: re.Match[str]) -> str:
    label = " ".join(match[1].casefold().split())
    return _NAMES.get(label) or (label if label in _KNOWN else "")


def _names(text: str | None) -> str | None:
    """Names that stand as `Surname, First; Surname, First` in the order in which they are spoken."""
    parts = [part.strip(" .") for part in (text or "").split(";")]
    turned = [" ".join(reversed([word.strip() for word in part.split(",", 1)])) for part in parts if part]
    return fields.line(" and ".join(turned))
