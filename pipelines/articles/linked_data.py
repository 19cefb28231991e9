"""What a page says of its article to machines: JSON-LD objects and meta elements, as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from pipelines.articles.markup import Tree
from pipelines.reading.json_text import showable

_ARTICLES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "Article", "BlogPosting", "SocialMediaPosting",
    "TechArticle", "ScholarlyArticle", "Report", "Review", "AdvertiserContentArticle",
)  # fmt: skip
LARGEST = 2_000_000
DEEPEST = 6


def article_object(things: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The JSON-LD object of the page's article: the fullest of an article's type; {} if there is none."""
    found = [thing for thing in things if _types(thing) & set(_ARTICLES)]
    return max(found, key=_filled, default={})


def breadcrumb(things: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names of the page's breadcrumb trail in JSON-LD, from the home page on."""
    for thing in things:
        if "BreadcrumbList" in _types(thing):
            items = thing.get("itemListElement")
            return [name for item in items if (name := text_of(item))] if isinstance(items, list) else []
    return []


def meta(tree: Tree) -> dict[str, list[str]]:
    """The contents of the page's meta elements by lower-case name, in the page's order, escapes resolved."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join(unescape(element.get("content") or "").split())
        names = (element.get("property"), element.get("name"), element.get("itemprop"), element.get("http-equiv"))
        for name in dict.fromkeys(names):
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def one(named: Mapping[str, list[str]], names: Iterable[str]) -> str | None:
    """The first content of the first of some meta elements that the page has."""
    return next((named[name][0] for name in names if name in named), None)


def text_of(value: Any) -> str | None:
    """A JSON-LD value as one line, escapes of HTML resolved: of an object its name, of a list the first."""
    if isinstance(value, str):
        return " ".join(unescape(showable(value)).split()) or None
    if isinstance(value, Mapping):
        item = value.get("item")
        return text_of(value.get("name")) or (text_of(item.get("name")) if isinstance(item, Mapping) else None)
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), None)
    return None


def objects(tree: Tree) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects of a page, in its order, those inside others that describe the page too."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip().removesuffix(";")
        if not 2 <= len(text) <= LARGEST:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _unfolded(value, 0)


def _unfolded(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects of a document: those in its lists and graphs, and a page's main entity."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _unfolded(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(name), list | Mapping):
                yield from _unfolded(value[name], depth + 1)


def _types(thing: Mapping[str, Any]) -> set[str]:
    value = thing.get("@type")
    names = value if isinstance(value, list) else [value]
    return {str(name).rpartition("/")[2] for name in names if name}


def _filled(thing: Mapping[str, Any]) -> int:
    return sum(1 for name in ("headline", "datePublished", "author") if thing.get(name))
