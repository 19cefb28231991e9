"""What an HTML page says of its article beside the text: title, authors, dates, section, outlet, address, language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pipelines.articles import authors, dates, outlets, titles
from pipelines.articles.assemble import domain
from pipelines.articles.features import key_of
from pipelines.articles.linked_data import article_object, breadcrumb, meta, objects, one, text_of
from pipelines.articles.markup import Tree
from pipelines.articles.sections import spelling

_PUBLISHED = (
    "article:published_time",
    "article:published",
    "article:published:time",
    "datepublished",
    "og:article:published_time",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "date.created",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "date",
    "article.published",
    "published_time",
    "last-published",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "date.updated",
)
_SECTIONS = (
    "article:section",
    "parsely-section",
    "section",
    "cxenseparse:section",
    "article.section",
    "dc.subject.section",
)
# "Fri Apr 28 19:20:36 CEST 2023": a date as Unix prints it, its year behind the time.
_CTIME = re.compile(r"^\w{3} (\w{3} \d{1,2}) (\d\d:\d\d:\d\d \w{1,5}) (\d{4})$")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})*", re.IGNORECASE)


@dataclass(slots=True)
class Metadata:
    """What the page says; None or empty where it says nothing that can be trusted."""

    title: str | None = None
    authors: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    section: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: dates.Published | None = None
    modified_at: datetime | None = None
    description: str | None = None
    language: str | None = None


def read(tree: Tree, collected_at: datetime | None) -> Metadata:
    """The metadata of a page."""
    things, named = list(objects(tree)), meta(tree)
    linked = article_object(things)
    found = Metadata()
    found.url = _url(tree, linked, named)
    found.outlet = outlets.outlet(tree, linked, named, domain(found.url))
    found.title = titles.title(tree, linked, named, found.outlet, domain(found.url))
    site = {key_of(name) for name in (found.outlet, domain(found.url)) if name}
    found.authors, found.roles = authors.authors(linked, named, site)
    found.section = _section(breadcrumb(things), linked, named, found.url)
    found.published = _published(tree, linked, named, collected_at)
    found.modified_at = _modified(linked, named, collected_at)
    found.description = text_of(linked.get("description")) or one(named, ("og:description", "description"))
    language = _LANGUAGE.fullmatch(
        (tree.get("lang") or "").strip() or one(named, ("og:locale", "content-language")) or ""
    )
    found.language = language[1].lower() if language else None
    return found


def _url(tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]]) -> str | None:
    canonical = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    entity = linked.get("mainEntityOfPage")
    of_entity = entity.get("@id") if isinstance(entity, Mapping) else entity
    candidates = (*canonical, one(named, ("og:url",)), linked.get("url"), of_entity)
    return next(
        (url.strip() for url in candidates if isinstance(url, str) and re.match(r"\s*https?://[^\s/]+/", url)), None
    )


def _section(
    trail: list[str], linked: Mapping[str, Any], named: Mapping[str, list[str]], url: str | None
) -> str | None:
    """The section that the page names, else the last segment of its address that is the name of a section."""
    for name in (text_of(linked.get("articleSection")), *(one(named, (key,)) for key in _SECTIONS), *trail[1:2]):
        if name and len(name) <= 40 and "_" not in name and not name.startswith("http"):
            return name
    folders = urlsplit(url).path.split("/")[1:-1] if url else []
    return next((name for folder in reversed(folders) if (name := spelling(folder.replace("-", " ")))), None)


def _published(
    tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]], collected_at: datetime | None
) -> dates.Published | None:
    said = [text_of(linked.get("datePublished")), *(named[name][0] for name in _PUBLISHED if name in named)]
    said += [
        element.get("datetime") or element.get("content")
        for element in tree.iter("time", "span", "meta", "abbr")
        if element.get("itemprop") == "datePublished" or (element.tag == "time" and "pubdate" in element.attrib)
    ]
    for text in said:
        found = dates.published(_CTIME.sub(r"\1 \3 \2", text), "metadata", collected_at) if text else None
        if found and found.at:
            return found
    times = {element.get("datetime") for element in tree.iter("time") if element.get("datetime")}
    if len(times) == 1:
        found = dates.published(times.pop(), "metadata", collected_at)
        if found and found.at:
            return found
    return None


def _modified(
    linked: Mapping[str, Any], named: Mapping[str, list[str]], collected_at: datetime | None
) -> datetime | None:
    for text in (text_of(linked.get("dateModified")), one(named, _MODIFIED)):
        found = dates.published(text, "metadata", collected_at) if text else None
        if found and found.at:
            return found.at
    return None
