"""The places of one article: names found, resolved, and summed up in its focus.

Belongs here: the order of the steps and the rows they become.  Keep out: the steps' own rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.locations.context import is_government
from pipelines.locations.focus import find_focus
from pipelines.locations.gazetteer import Gazetteer
from pipelines.locations.resolution import Resolution, resolve
from pipelines.locations.spans import find_toponyms
from pipelines.locations.titles import find_in_title
from pipelines.locations.toponyms import Name, Toponym, Words

if TYPE_CHECKING:
    from pipelines.language.page import Page


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of one article.

    Attributes:
        mentions: rows of `location_mentions` without `article_id`, the title's first, each part in offset order.
        focus: rows of `article_focus` without `article_id`, by rank.
        location_ids: the places that mentions and focus refer to, ascending, each once.
    """

    mentions: list[dict[str, Any]]
    focus: list[dict[str, Any]]
    location_ids: list[int]


def find_places(page: Page, names: Sequence[Name], gazetteer: Gazetteer, home: str | None = None) -> Placed:
    """Finds and resolves the places of an article.

    Args:
        page: the article's text, title and dateline with their parse; offsets of the rows and of `names` count the code
            points of text or title.
        names: entity mentions of text and title with OntoNotes labels.
        gazetteer: where names are looked up.
        home: ISO alpha-2 code of the country that the outlet is at home in, where that is known.
    """
    words, text, title = Words(page.doc), page.text, page.title
    toponyms, asides = find_toponyms(words, text, page.dateline, names, gazetteer)
    found = [
        (toponym, resolution)
        for toponym, resolution in zip(toponyms, resolve(text, toponyms, asides, gazetteer, home), strict=True)
        if resolution.place is not None or toponym.tagged
    ]
    for toponym, resolution in found:
        if _is_metonym(words, toponym, resolution):
            toponym.kind = "metonym"
    settled = {t.key: r for t, r in reversed(found) if r.place is not None and t.kind != "demonym"}
    if title:
        found = find_in_title(title, names, settled, gazetteer) + found
    focus = find_focus(found, gazetteer)
    return Placed([_row(t, r) for t, r in found], focus, _location_ids(found, focus))


def _is_metonym(words: Words, toponym: Toponym, resolution: Resolution) -> bool:
    place = resolution.place
    if place is None or place.feature_code != "PPLC" or toponym.kind != "literal":
        return False
    return is_government(words, toponym)


def _row(toponym: Toponym, resolution: Resolution) -> dict[str, Any]:
    return {
        "in_title": toponym.in_title,
        "start_char": toponym.start,
        "end_char": toponym.end,
        "text": toponym.text,
        "location_id": resolution.place.location_id if resolution.place is not None else None,
        "kind": toponym.kind,
        "in_dateline": toponym.in_dateline,
        "confidence": resolution.confidence,
        "runner_up_id": resolution.runner_up.location_id if resolution.runner_up is not None else None,
        "candidates": resolution.candidates,
    }


def _location_ids(found: list[tuple[Toponym, Resolution]], focus: list[dict[str, Any]]) -> list[int]:
    ids = {r.place.location_id for _, r in found if r.place is not None}
    return sorted(ids | {row["location_id"] for row in focus if row["location_id"] is not None})
