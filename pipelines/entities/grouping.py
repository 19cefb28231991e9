"""Mentions of one article to groups: who of them is the same person, organisation or place.

Longest name first, so that a short form finds the full one wherever it stands; of several that fit, the one named last
before it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.entities.identity import entity_id
from pipelines.entities.mention import Group, Mention
from pipelines.entities.names import (
    PATRONYMIC,
    initials,
    name_gender,
    organisation_key,
    person_parts,
    same_person,
    stands_for,
    title_gender,
)
from pipelines.entities.teams import METHOD as TEAM

PLACES = frozenset(("GPE", "LOC", "FAC"))
# What an organisation is called for short after it was named in full: the Court, the Ministry.
GENERIC = frozenset(
    "court ministry bank council commission committee university party church agency association institute foundation "
    "union board department authority federation league assembly tribunal parliament".split()
)


@dataclass(slots=True)
class _Cluster:
    """Members so far, the name parts or keys they came with, and what their titles say of their sex."""

    label: str
    members: list[int] = field(default_factory=list)
    parts: set[tuple[str, ...]] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    run_together: set[str] = field(default_factory=set)
    gender: str | None = None


def group(article_id: str, mentions: list[Mention], text: str = "") -> tuple[list[Mention], list[Group]]:
    """The mentions, each in a group, and the groups in order of their first mention.

    Args:
        article_id: the article's id.
        mentions: names of the title and the text.
        text: the article's text, to see which name another stands behind in brackets.
    """
    brackets = _brackets(mentions, text)
    clusters: list[_Cluster] = []
    method: dict[int, str] = {}
    for i in sorted(range(len(mentions)), key=lambda i: _fullest_first(mentions[i])):
        join = _join_person if mentions[i].label == "PERSON" else _join_other
        cluster, method[i] = join(mentions, i, clusters)
        cluster.keys.update(brackets.get(i, ()))
        cluster.members.append(i)
    clusters.sort(key=lambda c: min(_place(mentions[i]) for i in c.members))
    groups = [_group(article_id, mentions, cluster) for cluster in clusters]
    member_of = {i: k for k, cluster in enumerate(clusters) for i in cluster.members}
    return [m.in_group(member_of[i], method[i]) for i, m in enumerate(mentions)], groups


def _brackets(mentions: list[Mention], text: str) -> dict[int, list[str]]:
    """For a name with another behind it in brackets, or in brackets behind another and longer, that other's key."""
    keys: dict[int, list[str]] = {}
    order = [i for i, m in enumerate(mentions) if not m.in_title and m.label != "PERSON"]
    for i, k in pairwise(order):
        one, other = mentions[i], mentions[k]
        if text[one.end : other.start] != " (" or text[other.end : other.end + 1] != ")":
            continue
        full, short = (i, k) if len(one.text) >= len(other.text) else (k, i)
        if stands_for(mentions[short].text, mentions[full].text) and mentions[short].text.isupper():
            keys.setdefault(full, []).append(organisation_key(mentions[short].text))
    return keys


def _place(mention: Mention) -> tuple[bool, int]:
    return not mention.in_title, mention.start


def _fullest_first(mention: Mention) -> tuple[int, int, bool, int]:
    parts = person_parts(mention.text) if mention.label == "PERSON" else ()
    return -len(parts) + _by_patronymic(parts), -len(mention.text), mention.in_title, mention.start


def _by_patronymic(parts: tuple[str, ...]) -> bool:
    """Whether the name is a first name with a patronymic: polite, but it lacks the surname."""
    return len(parts) == 2 and PATRONYMIC.match(parts[1]) is not None


def _join_person(mentions: list[Mention], i: int, clusters: list[_Cluster]) -> tuple[_Cluster, str]:
    mention = mentions[i]
    parts = person_parts(mention.text)
    told = title_gender(mention.title.text) if mention.title else None
    fitting = [
        c
        for c in clusters
        if c.label == "PERSON"
        and not (told and c.gender and told != c.gender)
        and any(same_person(parts, other) for other in c.parts)
    ]
    exact = [c for c in fitting if parts in c.parts]
    by_last = [c for c in fitting if any(other[-1] == parts[-1] for other in c.parts)]
    cluster = _nearest_before(mentions, mention, exact or by_last or fitting)
    if cluster is None:
        cluster = _Cluster("PERSON", gender=told or name_gender(parts))
        clusters.append(cluster)
        found = "first"
    else:
        found = "same name" if exact else "part of name"
    cluster.parts.add(parts)
    cluster.gender = cluster.gender or told
    return cluster, found


def _nearest_before(mentions: list[Mention], mention: Mention, clusters: list[_Cluster]) -> _Cluster | None:
    """Of several clusters, the one last mentioned before the mention; else the one that comes first after it."""
    if len(clusters) < 2:
        return clusters[0] if clusters else None

    def closeness(cluster: _Cluster) -> tuple[bool, int, int]:
        before = [p for k in cluster.members if (p := mentions[k].start) < mention.start and not mentions[k].in_title]
        return bool(before), max(before, default=0), -min(mentions[k].start for k in cluster.members)

    return max(clusters, key=closeness)


def _join_other(mentions: list[Mention], i: int, clusters: list[_Cluster]) -> tuple[_Cluster, str]:
    mention = mentions[i]
    key = organisation_key(mention.text)
    short = mention.text.replace(".", "")
    acronym = short if short.isupper() and 2 <= len(short) <= 6 else ""
    for cluster in clusters:
        if not _same_kind(cluster.label, mention.label):
            continue
        if key in cluster.keys:
            return _with_key(cluster, key, mention), "same name"
        if acronym and acronym in cluster.acronyms:
            return _with_key(cluster, key, mention), "acronym"
    short_of = _whole(mentions, mention, key, clusters) if mention.label == "ORG" else None
    if short_of is not None:
        return short_of
    cluster = _Cluster(mention.label)
    clusters.append(cluster)
    return _with_key(cluster, key, mention), "first"


def _whole(
    mentions: list[Mention], mention: Mention, key: str, clusters: list[_Cluster]
) -> tuple[_Cluster, str] | None:
    """The organisation that another form of an organisation's name stands for, and by which rule."""
    named = [c for c in clusters if c.label == "ORG"]
    run_together = key.replace(" ", "")
    for cluster in named:  # a site and its name: harbourledger.com, Harbour Ledger
        if len(run_together) > 7 and run_together in cluster.run_together:
            return _with_key(cluster, key, mention), "same name"
    whole = [c for c in named if len(key) > 3 and any(_is_part(key, other) for other in c.keys)]
    if whole:
        return _with_key(whole[0], key, mention), "part of name"
    kinds = [c for c in named if key in GENERIC and any(key in other.split() for other in c.keys)]
    nearest = _nearest_before(mentions, mention, kinds)
    return None if nearest is None else (nearest, "kind of name")


def _is_part(key: str, full: str) -> bool:
    """Whether a name can be short for another: its beginning, what follows its "of", or two words and more inside."""
    return full.startswith(f"{key} ") or full.endswith(f" of {key}") or (" " in key and f" {key} " in f" {full} ")


def _same_kind(one: str, other: str) -> bool:
    return one == other or (one in PLACES and other in PLACES)


def _with_key(cluster: _Cluster, key: str, mention: Mention) -> _Cluster:
    cluster.keys.add(key)
    cluster.run_together.add(key.replace(" ", ""))
    short = initials(mention.text)
    if len(short) > 1:
        cluster.acronyms.add(short)
    return cluster


def _group(article_id: str, mentions: list[Mention], cluster: _Cluster) -> Group:
    members = [mentions[i] for i in cluster.members]
    label = Counter(m.label for m in members).most_common(1)[0][0] if cluster.label != "PERSON" else "PERSON"
    name = _canonical(members)
    gender = cluster.gender if label == "PERSON" else None
    alone = any(m.label_method == TEAM for m in members)
    return Group(label, name, gender, entity_id(article_id, label, name, alone=alone), sorted(cluster.members))


def _canonical(members: list[Mention]) -> str:
    """The fullest form: most parts, most often used, not in capitals, first."""
    count = Counter(m.text for m in members)

    def fullness(mention: Mention) -> tuple[int, bool, int, int, bool, int]:
        parts = person_parts(mention.text) if mention.label == "PERSON" else tuple(mention.text.split())
        spelt = sum(len(part) > 1 for part in parts) - _by_patronymic(parts)
        return spelt, not mention.text.isupper(), count[mention.text], len(parts), not mention.in_title, -mention.start

    return " ".join(max(members, key=fullness).text.split())
