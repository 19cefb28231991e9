"""What an HTML page says of its article beside the text: title, authors, dates, section, outlet, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pipelines.articles import byline, dates
from pipelines.articles.assemble import domain
from pipelines.articles.features import key_of
from pipelines.articles.linked_data import article_object, breadcrumb, meta, text_of
from pipelines.articles.markup import Tree
from pipelines.articles.persons import person
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
_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "article.author",
    "authors",
    "citation_author",
)
_SECTIONS = (
    "article:section",
    "parsely-section",
    "section",
    "cxenseparse:section",
    "article.section",
    "dc.subject.section",
)
_ADDRESS = re.compile(r"\s*https?://[^\s/]+/")
_SEPARATORS = re.compile(r"\s+[|–—·•»:-]+\s+|\s*\|\s*|\s::\s")
_SHORTEST_TITLE = 6
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
    linked, named = article_object(tree), meta(tree)
    found = Metadata()
    found.url = _url(tree, linked, named)
    found.outlet = _outlet(tree, linked, named, domain(found.url))
    found.title = _title(tree, linked, named, found.outlet, domain(found.url))
    found.authors, found.roles = _authors(linked, named, {key_of(n) for n in (found.outlet, domain(found.url)) if n})
    found.section = _section(tree, linked, named, found.url)
    found.published = _published(tree, linked, named, collected_at)
    found.modified_at = _modified(linked, named, collected_at)
    found.description = text_of(linked.get("description")) or _one(named, ("og:description", "description"))
    language = _LANGUAGE.fullmatch(
        (tree.get("lang") or "").strip() or _one(named, ("og:locale", "content-language")) or ""
    )
    found.language = language[1].lower() if language else None
    return found


def _one(named: Mapping[str, list[str]], names: Iterable[str]) -> str | None:
    return next((named[name][0] for name in names if name in named), None)


def _url(tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]]) -> str | None:
    canonical = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    entity = linked.get("mainEntityOfPage")
    of_entity = entity.get("@id") if isinstance(entity, Mapping) else entity
    candidates = (*canonical, _one(named, ("og:url",)), linked.get("url"), of_entity)
    return next(
        (url.strip() for url in candidates if isinstance(url, str) and re.match(r"\s*https?://[^\s/]+/", url)), None
    )


def _outlet(tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]], host: str | None) -> str | None:
    """The site's name: as it names itself, written out where another statement writes the same name out."""
    said = [_one(named, ("og:site_name",)), text_of(linked.get("publisher"))]
    said.append(_one(named, ("application-name", "twitter:app:name:iphone", "dc.publisher", "publisher")))
    names = [name for name in said if name and len(name) <= 60 and not name.startswith("http")]
    window = _window_title(tree) or ""
    stem = key_of((host or "").rpartition(".")[0])
    ends = [part.strip() for part in (*_SEPARATORS.split(window)[-1:], *_SEPARATORS.split(window)[:1])]
    names += [part for part in ends if stem and key_of(part) == stem and part != window]
    if not names:
        return None
    return next((name for name in names if " " in name and key_of(name) == key_of(names[0])), names[0])


def _window_title(tree: Tree) -> str | None:
    element = next(tree.iter("title"), None)
    return " ".join((element.text or "").split()) if element is not None else None


def _title(
    tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]], outlet: str | None, host: str | None
) -> str | None:
    """The headline that most of the page's statements agree on, as printed if it is printed."""
    said = (
        (text_of(linked.get("headline")), 1.3),
        (_one(named, ("og:title",)), 0.6),
        (_one(named, ("twitter:title", "dc.title")), 0.2),
        (_window_title(tree), 0.3),
    )
    headings = [text for h1 in tree.iter("h1") if (text := " ".join(h1.text_content().split()))]
    votes: dict[str, float] = {}
    spelling = {key_of(heading): heading for heading in headings}
    for statement, weight in said:
        if statement:
            title = without_site(statement, outlet, host)
            votes[key_of(title)] = votes.get(key_of(title), 0.0) + weight
            spelling.setdefault(key_of(title), title)
    for key in dict.fromkeys(map(key_of, headings)):
        if key in votes or len(headings) == 1:
            votes[key] = votes.get(key, 0.0) + 0.2
    long = [key for key in votes if len(key) >= _SHORTEST_TITLE]
    return spelling[max(long, key=votes.__getitem__)] if long else None


def without_site(title: str, outlet: str | None, host: str | None) -> str:
    """A title without the site's name before or after a separator."""
    keys = {key_of(name) for name in (outlet, host, (host or "").rpartition(".")[0]) if name}
    parts = list(_SEPARATORS.finditer(title))
    if parts:
        last, first = title[parts[-1].end() :], title[: parts[0].start()]
        if _names_site(last, keys):
            return without_site(title[: parts[-1].start()].strip(), outlet, host)
        if _names_site(first, keys):
            return title[parts[0].end() :].strip()
    return title.strip()


def _names_site(part: str, keys: set[str]) -> bool:
    key, short = key_of(part), len(part.split()) <= 5
    return any(
        key == name or (len(key) >= 4 and key in name) or (len(name) >= 4 and name in key and short) for name in keys
    )


def _authors(linked: Mapping[str, Any], named: Mapping[str, list[str]], site: set[str]) -> tuple[list[str], list[str]]:
    value = linked.get("author")
    said = list(_names(value)) or [(name, False) for key in _AUTHORS for name in named.get(key, ())]
    authors: list[str] = []
    roles: list[str] = []
    for text, sure in said:
        for name, role in people(text, sure=sure):
            if not _is_site(name, site) and key_of(name) not in map(key_of, authors):
                authors.append(name)
                roles.append(role)
    return authors, roles


def _is_site(name: str, site: set[str]) -> bool:
    key = key_of(name)
    return any(key == known or known.startswith(key) for known in site)


def people(text: str, *, sure: bool = False) -> list[tuple[str, str]]:
    """The persons in a string that names authors, each with the role it gives them ('' for none)."""
    whole = person(text, sure=sure)
    if whole:
        return [(whole, "")]
    found = byline.parse(text) or byline.parse("By " + text)
    return list(zip(found.authors, found.roles, strict=True)) if found else []


def _names(value: Any) -> Iterator[tuple[str, bool]]:
    """Names of authors, and whether the page says that they are persons; organisations are left out."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            kind = str(item.get("@type", ""))
            for name in item["name"] if isinstance(item.get("name"), list) else [item.get("name")]:
                if text_of(name) and "Organization" not in kind:
                    yield str(text_of(name)), "Person" in kind
        elif text_of(item) and not str(item).startswith("http"):
            yield str(text_of(item)), False


def _section(tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]], url: str | None) -> str | None:
    """The section that the page names, else the last segment of its address that is the name of a section."""
    trail = breadcrumb(tree)[1:2]
    for name in (text_of(linked.get("articleSection")), *(_one(named, (key,)) for key in _SECTIONS), *trail):
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
        found = dates.published(text, "metadata", collected_at) if text else None
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
    for text in (text_of(linked.get("dateModified")), _one(named, _MODIFIED)):
        found = dates.published(text, "metadata", collected_at) if text else None
        if found and found.at:
            return found.at
    return None
