"""A mention, the group of mentions that are one entity in the article, and both together for a whole article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

Kind = Literal["name", "pronoun", "nominal"]
# Rules that join a mention to a group, and how often each was right over the 18 news articles and interviews of GUM
# that grouping was developed on (Laplace's rule of succession; "first" is the mention that a group began with).
SURE = {
    "first": 0.90,
    "same name": 0.93,
    "part of name": 0.86,
    "acronym": 0.83,
    "kind of name": 0.67,
    "salience": 0.88,
    # Nominal mentions: as read in some 270 news articles.
    "role": 0.97,
    "apposition": 0.93,
    "kind of organisation": 0.97,
}


@dataclass(frozen=True, slots=True)
class Said:
    """Something the text says about a person, with its span in the same text as the mention."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity, or stands for one.

    Attributes:
        start: first character, a code point offset into the article's text, or its title where `in_title`.
        end: character after the last.
        text: the characters of the span.
        label: OntoNotes label.
        kind: name, pronoun or nominal.
        group: index into `ArticleEntities.groups`; None where it is not resolved.
        identity_method: the rule that joined it to its group, or "user" where a decision of the user's did.
        confidence: how sure that join is, 0 to 1.
    """

    start: int
    end: int
    text: str
    label: str
    kind: Kind = "name"
    in_title: bool = False
    group: int | None = None
    title: Said | None = None
    role: Said | None = None
    age: Said | None = None
    nationality: Said | None = None
    origin: Said | None = None
    label_method: str = "ner"
    identity_method: str | None = None
    confidence: float | None = None

    def in_group(self, group: int, method: str) -> Mention:
        """This mention, joined to a group by a rule, with the share of that rule's joins that are right."""
        return replace(self, group=group, identity_method=method, confidence=SURE[method])


@dataclass(slots=True)
class Group:
    """All mentions of one entity in an article: label, fullest name, gender (male, female or None), ids."""

    label: str
    name: str
    gender: str | None = None
    entity_id: str = ""
    members: list[int] = field(default_factory=list)
    wikidata_id: str | None = None


@dataclass(frozen=True)
class ArticleEntities:
    """Mentions of one article in order of place (title first), and their groups."""

    mentions: tuple[Mention, ...]
    groups: tuple[Group, ...]

    @cached_property
    def in_text(self) -> tuple[Mention, ...]:
        """The mentions whose offsets count in the text, by place; no two overlap."""
        return tuple(m for m in self.mentions if not m.in_title)

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.in_text]

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions of the text that overlap the span, by place."""
        at = max(0, bisect_left(self._starts, start) - 1)
        for mention in self.in_text[at:]:
            if mention.start >= end:
                return
            if mention.end > start:
                yield mention

    def group_of(self, mention: Mention) -> Group | None:
        """The group a mention belongs to."""
        return None if mention.group is None else self.groups[mention.group]
