"""HTML to lines: block elements break lines, and what a browser would not show is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipelines.articles.vocabulary import words
from pipelines.reading.record import Unreadable

Tree = Any
"""An `lxml.html.HtmlElement`; lxml ships no types."""

BLOCKS = words(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary
    table tbody td tfoot th thead title tr ul button label video audio
    """
)
HIDDEN = words(
    """
    script style template noscript svg iframe object embed canvas map select datalist textarea math head
    """
)
HEADINGS = words(
    """
    h1 h2 h3 h4 h5 h6
    """
)
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\ufeff\x00")
# What class, id or role of an element say of the lines in it; a later word in this order wins over an earlier one.
_HINTS = (
    ("navigation", "nav navbar navigation menu breadcrumb breadcrumbs sidebar masthead site-header toolbar", ""),
    (
        "related",
        "tags tag-list tag-links",
        (
            r"related|recommend|most-?(?:read|popular|viewed)|trending|read-?more|more-?(?:stories|news|from)|teaser|promo"
            r"|further-reading|onward|outbrain|taboola"
        ),
    ),
    ("share", "share sharing social addthis sharedaddy share-buttons social-share", ""),
    ("newsletter", "", r"newsletter|subscri(?:be|ption)|sign-?up"),
    ("comment", "comment comments disqus respond replies", ""),
    ("legal", "", r"cookie|consent|gdpr|copyright|disclaimer|footer"),
    ("paywall", "", r"paywall|piano|regwall"),
    ("advert", "ad ads advert adverts advertisement sponsor sponsored dfp banner", ""),
    ("caption", "figure", r"caption|credit|image-?(?:meta|info|source)|photo-?(?:info|by)"),
    (
        "byline",
        "",
        r"byline|author|writer|dateline|timestamp|pub-?date|published|posted-on|entry-meta|article-?(?:meta|date|info)",
    ),
    (
        "dek",
        (
            "dek deck standfirst subtitle sub-title subhead sub-head subheadline subheading summary lead lede intro"
            " excerpt chapo teaser-text tagline strapline abstract"
        ),
        "",
    ),
)


def _hint_pattern(names: str, parts: str) -> re.Pattern[str]:
    """A pattern for whole words of class names (hyphens and underscores set them apart) and for parts of words."""
    whole = rf"(?:^|[\s_-])(?:{'|'.join(map(re.escape, names.split()))})(?:$|[\s_-])" if names else ""
    return re.compile("|".join(filter(None, (whole, parts))))


# All patterns are for names in lower case: to ignore case costs several times as much.
_HINT_PATTERNS = tuple((name, _hint_pattern(names, parts)) for name, names, parts in _HINTS)
_LAST_FIRST = _HINT_PATTERNS[::-1]
HINTS = tuple(name for name, _, _ in _HINTS)
_NAMING = ("class", "id", "data-testid", "role")
_TAG_HINTS = {"nav": "navigation", "footer": "legal", "figcaption": "caption", "figure": "caption", "button": "share"}


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A line of the page and where it stands in the markup.

    Attributes:
        text: visible text, white space collapsed.
        start: first code point in the page's text.
        end: code point after the last.
        tag: the innermost block element around it.
        hints: what the elements around it say it is, from the outermost in.
        parent: number of the element that holds the block element; siblings share it.
        linked: how many of its characters are links.
    """

    text: str
    start: int
    end: int
    tag: str
    hints: tuple[str, ...]
    parent: int
    linked: int


@dataclass(slots=True)
class Marked:
    """A page as text, one line a block element, its lines, and its elements.

    The elements are held because lxml makes every one anew for each pass over them unless somebody holds it.
    """

    text: str
    lines: list[MarkLine]
    elements: list[Tree]


def parse(text: str) -> Tree:
    """The tree of a page or a fragment; no network, no entities from outside.

    Raises:
        Unreadable: `no_article` for markup without an element, `too_deep` for more than 256 levels.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, default_doctype=False
    )
    try:
        tree = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("parse", "no_article", f"The page holds no element: {error}.") from error
    for entry in parser.error_log:
        if "Excessive depth" in entry.message:
            raise Unreadable("parse", "too_deep", "The page is nested more than 256 levels deep.")
    return tree


def lines(tree: Tree) -> Marked:
    """The lines that a browser would show of a page."""
    elements = list(tree.iter())
    walk = _Walk()
    walk.element(tree)
    return Marked("\n".join(line.text for line in walk.lines), walk.lines, elements)


@dataclass(slots=True)
class _Frame:
    tag: str
    hints: tuple[str, ...]
    number: int
    parent: int


@dataclass(slots=True)
class _Walk:
    """One pass over a tree, without recursion: the line being collected and the elements around it."""

    lines: list[MarkLine] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    length: int = 0
    count: int = 0

    def element(self, tree: Tree) -> None:
        stack = [_Frame("body", (), 0, 0)]
        todo: list[tuple[Tree, bool]] = [(tree, False)]
        while todo:
            node, leaving = todo.pop()
            tag = node.tag
            if leaving:
                self._leave(node, tag, stack)
                continue
            if not isinstance(tag, str) or tag in HIDDEN:
                self._text(node.tail)
                continue
            self._enter(node, tag, stack)
            todo.append((node, True))
            todo.extend((child, False) for child in reversed(node))

    def _enter(self, node: Tree, tag: str, stack: list[_Frame]) -> None:
        if tag in BLOCKS:
            self._flush(stack)
            self.count += 1
            above = stack[-1]
            stack.append(_Frame(tag, _with_hint(above.hints, node, tag), self.count, above.number))
        elif tag == "br":
            self._flush(stack)
        elif tag == "a":
            self.links += 1
        self._text(node.text)

    def _leave(self, node: Tree, tag: str, stack: list[_Frame]) -> None:
        if tag in BLOCKS:
            self._flush(stack)
            stack.pop()
        elif tag == "a":
            self.links -= 1
        self._text(node.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.links:
                self.linked += len(text.strip())

    def _flush(self, stack: list[_Frame]) -> None:
        if not self.pieces:
            return
        joined = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        text = " ".join((joined if joined.isascii() else joined.translate(_INVISIBLE)).split())
        self.pieces.clear()
        linked, self.linked = self.linked, 0
        if text:
            frame = stack[-1]
            start = self.length + (1 if self.lines else 0)
            self.length = start + len(text)
            self.lines.append(MarkLine(text, start, self.length, frame.tag, frame.hints, frame.parent, linked))


def _with_hint(hints: tuple[str, ...], node: Tree, tag: str) -> tuple[str, ...]:
    if tag in ("body", "html"):
        return hints
    hint = _TAG_HINTS.get(tag)
    if hint is None:
        names = [name for key in _NAMING if (name := node.get(key))]
        hint = _hint(" ".join(names)[:300]) if names else None
    return (*hints, hint) if hint else hints


@lru_cache(maxsize=16384)
def _hint(named: str) -> str | None:
    low = named.lower()
    return next((name for name, pattern in _LAST_FIRST if pattern.search(low)), None)
