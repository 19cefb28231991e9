"""The title of an HTML page: the headline that most of its statements agree on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipelines.articles.features import key_of
from pipelines.articles.linked_data import one, text_of
from pipelines.articles.markup import Tree

SEPARATORS = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|ㅣ]\s*|\s::\s")
_ENDING = re.compile(r"\s*(?:[|ㅣ_-]|\s[–—·•»:]\s)")
# What a statement counts: that of the article's own object most, a printed heading where another statement repeats it.
_LINKED, _SHARED, _TWEETED, _WINDOW, _PRINTED = 1.3, 0.6, 0.2, 0.3, 0.2
_SHORTEST = 6


def window_title(tree: Tree) -> str | None:
    """What the page's title element says."""
    element = next(tree.iter("title"), None)
    return (" ".join((element.text or "").split()) or None) if element is not None else None


def title(
    tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]], outlet: str | None, host: str | None
) -> str | None:
    """The headline that most of the page's statements agree on, as printed if it is printed.

    A statement that only adds a section or a site behind a separator to what another says counts for the other.
    """
    said = (
        (text_of(linked.get("headline")), _LINKED),
        (one(named, ("og:title",)), _SHARED),
        (one(named, ("twitter:title", "dc.title")), _TWEETED),
        (one(named, ("headline",)), _TWEETED),
        (window_title(tree), _WINDOW),
    )
    headings = [text for h1 in tree.iter("h1") if (text := " ".join(h1.text_content().split()))]
    spelling = {key_of(heading): heading for heading in headings}
    statements = [(without_site(statement, outlet, host), weight) for statement, weight in said if statement]
    keys = {key_of(statement) for statement, _ in statements} | spelling.keys()
    votes: dict[str, float] = {}
    for statement, weight in statements:
        shown = _shortened(statement, keys)
        votes[key_of(shown)] = votes.get(key_of(shown), 0.0) + weight
        if len(shown.split()) > len(spelling.get(key_of(shown), "").split()):
            spelling[key_of(shown)] = shown  # a heading of several elements may have run together
    for key in dict.fromkeys(map(key_of, headings)):
        if key in votes or len(headings) == 1:
            votes[key] = votes.get(key, 0.0) + _PRINTED
    long = [key for key in votes if len(key) >= _SHORTEST]
    return spelling[max(long, key=votes.__getitem__)] if long else None


def _shortened(statement: str, keys: set[str]) -> str:
    """The statement up to a separator if another statement says just that, else all of it."""
    for ending in _ENDING.finditer(statement):
        before = statement[: ending.start()].strip()
        if len(key_of(before)) >= 2 * _SHORTEST and key_of(before) in keys:
            return before
    return statement


def without_site(title: str, outlet: str | None, host: str | None) -> str:
    """A title without the site's name before or after a separator."""
    keys = {key_of(name) for name in (outlet, host, (host or "").rpartition(".")[0]) if name}
    parts = list(SEPARATORS.finditer(title))
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
