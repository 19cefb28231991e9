"""The article in the data that a page carries for its scripts, where the page itself shows no text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipelines.articles import document
from pipelines.reading.record import Unreadable

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.articles.draft import Draft
    from pipelines.articles.markup import Tree

# Objects and lists begin so; each script is tried at a few places, and what is read is bounded in size and depth.
_BEGINNING = re.compile(r"[\[{]\s*[\[{\"]")
_MOST_TRIES, _LARGEST, _DEEPEST = 40, 5_000_000, 24
_FEWEST_CHARACTERS = 200


def extract(tree: Tree, collected_at: datetime | None) -> Draft | None:
    """The article of the object with the longest text, if one has a title and a text of an article's length."""
    best: tuple[int, Mapping[str, Any]] | None = None
    for script in tree.iter("script"):
        for value in _values(script.text or ""):
            for found in _objects(value, _DEEPEST):
                size = _size(found)
                if size >= _FEWEST_CHARACTERS and (best is None or size > best[0]):
                    best = size, found
    if best is None:
        return None
    try:
        return document.extract(best[1], collected_at)
    except Unreadable:
        return None


def _values(script: str) -> Iterator[Any]:
    """The JSON values in a script, one after the other."""
    if len(script) > _LARGEST:
        return
    decoder, at = json.JSONDecoder(), 0
    for _ in range(_MOST_TRIES):
        match = _BEGINNING.search(script, at)
        if match is None:
            return
        try:
            value, at = decoder.raw_decode(script, match.start())
        except (ValueError, RecursionError):
            at = match.start() + 1
            continue
        yield value


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects in a value, down to a depth."""
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        if isinstance(child, dict | list):
            yield from _objects(child, depth - 1)


def _size(found: Mapping[str, Any]) -> int:
    """How long the text of an object is that has a title; 0 for others."""
    named = {re.sub(r"[\W_]", "", str(name)).lower(): value for name, value in found.items()}
    if not any(isinstance(named.get(name), str) for name in document.SYNONYMS["title"]):
        return 0
    return max(
        (len(document.plain(named[name]) or "") for name in document.SYNONYMS["body"] if name in named), default=0
    )
