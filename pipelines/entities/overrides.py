"""What the user knows better: names that mean one entity, and decisions about entities, replayed on every run.

`aliases.csv` has the columns label, alias, name and, optional, wikidata_id: a group of that label and name is the
entity of the other name.  `overrides.csv` is a log that only grows, with the columns action, entity_id, target,
article_id:

    merge   the entity is the target, everywhere or in one article
    split   in that article the entity is the target, or an entity of that article alone where no target is given
    rename  the entity is shown as the target
    block   the entity is none: its mentions are dropped, everywhere or in one article

Of two rows that decide the same differently the later one holds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.entities.identity import entity_id, name_key
from pipelines.entities.mention import ArticleEntities, Group
from pipelines.frames import DECISIONS

if TYPE_CHECKING:
    import pandas as pd

ALIAS = "alias"
METHOD = "user"  # how a mention came to an entity that a row decided


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of either file; `line` counts from 2, below the header."""

    file: str
    line: int
    action: str
    entity_id: str
    target: str
    article_id: str = ""
    wikidata_id: str = ""

    @property
    def subject(self) -> tuple[str, str, str]:
        """What it decides about; `merge` and `split` decide the same."""
        return "identity" if self.action in ("merge", "split") else self.action, self.entity_id, self.article_id

    @property
    def is_valid(self) -> bool:
        """Whether the row says something that can be done."""
        needs = {"split": self.article_id, "block": self.entity_id} | dict.fromkeys(
            ("merge", "rename", ALIAS), self.target
        )
        return bool(self.entity_id and needs.get(self.action) and self.entity_id != self.target)


@dataclass(frozen=True)
class Decisions:
    """All rows in order, and which of them hold."""

    rows: tuple[Decision, ...] = ()
    holding: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def of(self, action: str, entity: str, article: str) -> int | None:
        """Index of the row that decides about an entity in an article; one for the article alone goes first."""
        return self.holding.get((action, entity, article), self.holding.get((action, entity, "")))


NOTHING = Decisions()


def load(aliases: Path | None = None, overrides: Path | None = None) -> Decisions:
    """The decisions in the files.

    Raises:
        ValueError: a file cannot be read as UTF-8 text, or lacks a column.
    """
    rows = [*_aliases(aliases), *_overrides(overrides)]
    holding = {row.subject: i for i, row in enumerate(rows) if row.is_valid}
    return Decisions(tuple(rows), holding)


def _aliases(path: Path | None) -> Iterable[Decision]:
    for line, row in _read(path, ("label", "alias", "name")):
        label, alias = row["label"].upper(), name_key(row["label"].upper(), row["alias"])
        target = entity_id("", label, row["name"]).removesuffix("@")
        wikidata = row.get("wikidata_id") or ""
        yield Decision("aliases", line, ALIAS, f"{label}/{alias}" if alias else "", target, wikidata_id=wikidata)


def _overrides(path: Path | None) -> Iterable[Decision]:
    for line, row in _read(path, ("action", "entity_id")):
        target, article = row.get("target") or "", row.get("article_id") or ""
        if row["action"] == "split" and article and not target:
            target = f"{row['entity_id'].split('@')[0]}@{article}"
        yield Decision("overrides", line, row["action"], row["entity_id"], target, article)


def _read(path: Path | None, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    if path is None:
        return []
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error
    if rows and not set(columns) <= rows[0].keys():
        raise ValueError(f"{path} needs the columns {', '.join(columns)}")
    return [(line, {k: (row[k] or "").strip() for k in row if isinstance(k, str)}) for line, row in enumerate(rows, 2)]


def replay(decisions: Decisions, article_id: str, found: ArticleEntities) -> tuple[ArticleEntities, set[int]]:
    """The entities as decided, and the indices of the rows used."""
    if not decisions.rows:
        return found, set()
    groups = [replace(group) for group in found.groups]
    used, blocked = apply(decisions, article_id, groups)
    number = {k: i for i, k in enumerate(k for k in range(len(groups)) if k not in blocked)}
    kept = [m for m in found.mentions if m.group not in blocked or m.kind == "pronoun"]
    decided = {k for k, group in enumerate(groups) if group.entity_id != found.groups[k].entity_id}
    told = [replace(m, identity_method=METHOD, confidence=1.0) if m.group in decided else m for m in kept]
    mentions = [m if m.group is None else replace(m, group=number.get(m.group)) for m in told]
    return ArticleEntities(tuple(mentions), tuple(groups[k] for k in number)), used


def apply(decisions: Decisions, article_id: str, groups: list[Group]) -> tuple[set[int], set[int]]:
    """Change ids and names of an article's groups as decided.

    Returns:
        Indices of the rows used, and of the groups that are blocked.
    """
    used: set[int] = set()
    blocked: set[int] = set()
    for k, group in enumerate(groups if decisions.rows else ()):
        _identify(decisions, article_id, group, used)
        block = decisions.of("block", group.entity_id, article_id)
        rename = decisions.of("rename", group.entity_id, article_id)
        if block is not None:
            blocked.add(k)
            used.add(block)
        elif rename is not None:
            group.name = decisions.rows[rename].target
            used.add(rename)
    return used, blocked


def _identify(decisions: Decisions, article_id: str, group: Group, used: set[int]) -> None:
    """Follow the decisions from id to id; a circle ends where it began to repeat."""
    at = decisions.of(ALIAS, f"{group.label}/{name_key(group.label, group.name)}", "")
    if at is None:
        at = decisions.of("identity", group.entity_id, article_id)
    passed: set[str] = set()
    while at is not None and group.entity_id not in passed:
        passed.add(group.entity_id)
        used.add(at)
        group.entity_id = decisions.rows[at].target
        group.wikidata_id = decisions.rows[at].wikidata_id or (
            None if decisions.rows[at].action == "split" else group.wikidata_id
        )
        at = decisions.of("identity", group.entity_id, article_id)


def report(decisions: Decisions, used: Iterable[tuple[int, str]]) -> pd.DataFrame:
    """What became of each row.

    Args:
        decisions: all rows.
        used: index of a row, as `apply` returns it, and the article_id in which it was used, once for each.

    Returns:
        The frame `decisions`, a row each: `status` is used, unused, conflicting (a later row decides otherwise, or
        merges run in a circle) or invalid.
    """
    used_in: dict[int, list[str]] = {}
    for i, article_id in used:
        used_in.setdefault(i, []).append(article_id)
    rows: list[dict[str, Any]] = []
    for i, row in enumerate(decisions.rows):
        articles = sorted(used_in.get(i, ()))
        told = {"file": row.file, "line": row.line, "action": row.action or None, "entity_id": row.entity_id or None}
        told |= {"target": row.target or None, "article_id": row.article_id or None}
        rows.append(told | {"status": _status(decisions, i, used=bool(articles)), "used_in": articles})
    return DECISIONS.frame(rows)


def _status(decisions: Decisions, i: int, *, used: bool) -> str:
    row = decisions.rows[i]
    if not row.is_valid:
        return "invalid"
    held = decisions.holding[row.subject]
    if decisions.rows[held].target != row.target or _circles(decisions, row):
        return "conflicting"
    return "used" if used else "unused"


def _circles(decisions: Decisions, row: Decision) -> bool:
    if row.action != "merge":
        return False
    at, passed = row.target, {row.entity_id}
    while at not in passed:
        passed.add(at)
        following = decisions.of("identity", at, row.article_id)
        if following is None:
            return False
        at = decisions.rows[following].target
    return at == row.entity_id
