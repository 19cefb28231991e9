"""The outlet of an HTML page: the name that the site gives itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pipelines.articles.features import key_of
from pipelines.articles.linked_data import one, text_of
from pipelines.articles.markup import Tree
from pipelines.articles.titles import SEPARATORS, window_title

_LONGEST = 60
_MOST_LABELS = 400
_LONG_STEM = 5
# `co`, `com` and the like stand between the name and a country.
_SHORT_LABEL = 3
_LONGEST_STEM_WORDS = 6
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_DOMAIN = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}/?", re.IGNORECASE)
_RIGHTS = re.compile(
    r"^(?:©|\(c\)|copyright|\s)*(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[\s,]*|\s*(?:版权所有|all rights reserved|\d{4}).*$",
    re.IGNORECASE,
)


def outlet(tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]], host: str | None) -> str | None:
    """The site's name: as it names itself, written out where another statement writes the same name out.

    Of several names the one that the site's address is made of comes first, and an address only where there is no name.
    """
    stem = _stem(host)
    names = list(_said(tree, linked, named, stem))
    proper = [name for name in names if not _DOMAIN.fullmatch(name)]
    if not proper:
        spelt = _spelt(tree, named, stem)
        return spelt or (names[0] if names else None)
    best = next((name for name in proper if len(stem) >= _LONG_STEM and stem in _folded(name)), proper[0])
    return next((name for name in proper if " " in name and key_of(name) == key_of(best)), best)


def _said(tree: Tree, linked: Mapping[str, Any], named: Mapping[str, list[str]], stem: str) -> Iterator[str]:
    window = window_title(tree) or ""
    parts = [part.strip() for part in SEPARATORS.split(window)]
    ends = [part for part in dict.fromkeys((parts[-1], parts[0])) if part and part != window]
    # The end of the window's title is the site's name where it is made of the address, or the page says it elsewhere.
    apart = {key_of(_RIGHTS.sub("", text)) for text in (one(named, ("copyright",)) or "", *_logos(tree))} - {""}
    confirmed = [part for part in ends if _names(part, stem) or key_of(part) in apart]
    said = [one(named, ("og:site_name", "og:site:name")), *confirmed, text_of(linked.get("publisher"))]
    said += [one(named, ("application-name", "twitter:app:name:iphone", "dc.publisher", "publisher"))]
    owner = _RIGHTS.sub("", one(named, ("copyright",)) or "")
    said += [owner if _names(owner, stem) or _initials(owner) == stem else None]
    for name in said:
        if name and 2 <= len(name.strip()) <= _LONGEST and not name.startswith("http"):
            yield name.strip()


def _names(part: str, stem: str) -> bool:
    """Whether a part of a title is made of the address: all of it, or a few words that hold it."""
    folded = _folded(part)
    made = stem in folded if len(stem) >= _LONG_STEM else folded.startswith(stem)
    return bool(stem) and made and len(part.split()) <= _LONGEST_STEM_WORDS


def _initials(name: str) -> str:
    return "".join(_folded(word)[:1] for word in name.split())


def _logos(tree: Tree) -> Iterator[str]:
    """What the pictures say that stand for the site: those named logo, and those that lead home."""
    for image in islice(tree.iter("img"), _MOST_LABELS):
        shown = image.get("alt") or ""
        above = image.getparent()
        home = above is not None and above.tag == "a" and (above.get("href") or "").rstrip("/").count("/") <= 2
        if shown and len(shown) <= _LONGEST and (home or "logo" in f"{image.get('src')} {image.get('class')}".lower()):
            yield shown


def _stem(host: str | None) -> str:
    """The part of a host that names the site: `example` of `news.example.co.uk`."""
    labels = (host or "").split(".")[:-1]
    if len(labels) > 1 and len(labels[-1]) <= _SHORT_LABEL:
        labels.pop()
    return _folded(labels[-1]) if labels else ""


def _folded(text: str) -> str:
    """Letters and digits without case and marks, umlauts spelt out as addresses spell them."""
    spelt = unicodedata.normalize("NFC", text.casefold()).translate(_SPELT_OUT)
    return key_of("".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c)))


def _spelt(tree: Tree, named: Mapping[str, list[str]], stem: str) -> str | None:
    """The words in a label or a statement of the page that the address is made of, run together."""
    if len(stem) < _LONG_STEM:
        return None
    texts = [text for values in named.values() for text in values if len(text) <= 200]
    texts += [
        text
        for element in islice(tree.iter("a", "img"), _MOST_LABELS)
        for text in (element.get("title"), element.get("aria-label"), element.get("alt"))
        if text and len(text) <= 200
    ]
    for text in texts:
        words = text.split()
        folded = [_folded(word) for word in words]
        for begin in range(len(words)):
            for width in range(2, _LONGEST_STEM_WORDS + 1):
                if "".join(folded[begin : begin + width]) == stem and words[begin][0].isupper():
                    return " ".join(words[begin : begin + width]).strip(" ,;:|")
    return None
