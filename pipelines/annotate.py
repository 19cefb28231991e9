"""Articles to entities, quotes and places: the second public function.

Each article is parsed once, and each room adds to what the rooms before it found: language, entities, then quotes and
locations.  An article that makes a room fail is reported in `quarantine` and comes back without annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipelines.frames import (
    ARTICLE_FOCUS,
    ENTITIES,
    ENTITY_MENTIONS,
    LOCATION_MENTIONS,
    LOCATIONS,
    QUARANTINE,
    QUOTES,
)
from pipelines.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities, Mention
    from pipelines.entities.overrides import Decisions
    from pipelines.language.page import Page
    from pipelines.locations.gazetteer import Gazetteer

# A longer text is no article, and its parse would need gigabytes.
LONGEST = 1_000_000
CONTESTED = "?"
Row = dict[str, Any]


@dataclass(frozen=True)
class Annotations:
    """Frames of `pipelines.frames`, rows in order of article and place.

    `quarantine` holds articles that could not be annotated, with stage `annotate`.  `decisions` says of each row of
    the user's aliases and overrides whether and where it was used; see `pipelines.entities.overrides`.
    """

    entities: pd.DataFrame
    entity_mentions: pd.DataFrame
    quotes: pd.DataFrame
    locations: pd.DataFrame
    location_mentions: pd.DataFrame
    article_focus: pd.DataFrame
    quarantine: pd.DataFrame
    decisions: pd.DataFrame


@dataclass
class _Rows:
    entities: dict[str, Row] = field(default_factory=dict)
    entity_mentions: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    location_ids: set[int] = field(default_factory=set)
    location_mentions: list[Row] = field(default_factory=list)
    article_focus: list[Row] = field(default_factory=list)
    quarantine: list[Row] = field(default_factory=list)
    decisions: list[tuple[int, str]] = field(default_factory=list)


def annotate(
    articles: pd.DataFrame, settings: Settings = DEFAULT, *, tell: Callable[[int], object] | None = None
) -> Annotations:
    """Entities, quotes and places of the articles that are in English.

    Args:
        articles: `article_id` and `text`; every other column of the articles frame may be missing or null.  Where the
            language is missing it is detected.
        settings: model and gazetteer to use.
        tell: called with 1 after each article that is annotated, for a progress bar.

    Returns:
        The frames.  All offsets are half-open code points into the article's text, or its title where `in_title`.

    Raises:
        ValueError: a column is missing, or a model, gazetteer or file named in the settings cannot be read.
    """
    missing = {"article_id", "text"} - set(articles.columns)
    if missing:
        raise ValueError(f"annotate needs the columns article_id and text; missing: {', '.join(sorted(missing))}")
    from threadpoolctl import threadpool_limits

    from pipelines.entities import overrides
    from pipelines.locations.gazetteer import Gazetteer

    rows = _Rows()
    decisions = overrides.load(settings.aliases, settings.overrides)
    gazetteer = Gazetteer.load(settings.gazetteer)
    with threadpool_limits(1):
        for article, page in _pages(articles, settings, rows):
            _annotate_one(article, page, gazetteer, decisions, rows)
            if tell:
                tell(1)
    return _frames(rows, gazetteer, overrides.report(decisions, rows.decisions))


def _pages(articles: pd.DataFrame, settings: Settings, rows: _Rows) -> Iterator[tuple[Row, Page]]:
    from pipelines.language.model import parse
    from pipelines.language.page import Page

    records: list[Row] = [{str(k): v for k, v in row.items()} for row in articles.to_dict("records")]
    wanted = [row for row in sorted(records, key=lambda row: str(row["article_id"])) if _is_english(row)]
    for row in wanted:
        if len(row["text"]) > LONGEST:
            rows.quarantine.append(_refused(row, "too_long", f"{len(row['text'])} characters are more than {LONGEST}"))
    wanted = [row for row in wanted if len(row["text"]) <= LONGEST]
    for row, doc in zip(wanted, parse((row["text"] for row in wanted), settings.model), strict=True):
        title, dateline = _text(row, "title"), _text(row, "dateline")
        yield row, Page(str(row["article_id"]), row["text"], title, dateline, doc)


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) and value else None


def _is_english(row: Mapping[str, Any]) -> bool:
    from pipelines.language.detect import language_of

    text = _text(row, "text")
    return text is not None and (_text(row, "language") or language_of(text)) == "en"


def _annotate_one(article: Row, page: Page, gazetteer: Gazetteer, decisions: Decisions, rows: _Rows) -> None:
    from pipelines.entities.article import find_entities
    from pipelines.entities.nominals import with_nominals
    from pipelines.entities.overrides import replay
    from pipelines.locations.placing import find_places
    from pipelines.quotes.attribute import find_quotes

    try:
        entities, used = replay(decisions, page.article_id, find_entities(page, gazetteer))
        quotes = find_quotes(page, entities)
        names = [m for m in entities.mentions if m.kind == "name"]
        placed = find_places(page, names, gazetteer, _text(article, "outlet_country"))
        # Last, so that quotes and places see what their models were trained on.
        entities = with_nominals(page, entities, gazetteer)
    except Exception as error:  # noqa: BLE001 - one article never stops a batch; what it was stands in the quarantine
        rows.quarantine.append(_refused(article, "annotate_failed", f"{type(error).__name__}: {error}"))
        return
    key = {"article_id": page.article_id}
    rows.decisions.extend((i, page.article_id) for i in used)
    _add_entities(rows, entities)
    rows.entity_mentions.extend(key | _mention_row(m, entities) for m in entities.mentions)
    rows.quotes.extend(key | row for row in quotes)
    rows.location_mentions.extend(key | row for row in placed.mentions)
    rows.article_focus.extend(key | row for row in placed.focus)
    placings = [*placed.mentions, *placed.focus]
    rows.location_ids.update(i for row in placings if (i := row["location_id"]) is not None)


def _refused(article: Row, reason: str, message: str) -> Row:
    record = article.get("source_record")
    return {
        "source_path": _text(article, "source_path") or str(article["article_id"]),
        "source_record": 0 if record is None or record != record else int(record),  # noqa: PLR0124 - NaN
        "stage": "annotate",
        "reason": reason,
        "message": message,
        "excerpt": article["text"][:200],
    }


def _add_entities(rows: _Rows, entities: ArticleEntities) -> None:
    """One row an entity: the fullest name of the batch; gender and Wikidata id only where no articles differ."""
    for group in entities.groups:
        known = rows.entities.setdefault(
            group.entity_id,
            {"entity_id": group.entity_id, "label": group.label, "name": group.name}
            | {"gender": None, "wikidata_id": None},
        )
        known["name"] = min(known["name"], group.name, key=lambda name: (-len(name), name))
        for name, said in (("gender", group.gender), ("wikidata_id", group.wikidata_id)):
            if said and known[name] != said:
                known[name] = said if known[name] is None else CONTESTED


def _mention_row(mention: Mention, entities: ArticleEntities) -> Row:
    group = entities.group_of(mention)
    row: Row = {
        "in_title": mention.in_title,
        "start_char": mention.start,
        "end_char": mention.end,
        "text": mention.text,
        "label": mention.label if group is None else group.label,
        "kind": mention.kind,
        "entity_id": None if group is None else group.entity_id,
        "label_method": mention.label_method,
        "identity_method": mention.identity_method,
        "confidence": mention.confidence,
    }
    for name in ("title", "role", "age", "nationality", "origin"):
        said = getattr(mention, name)
        if said is not None:
            row |= {name: int(said.text) if name == "age" else said.text}
            row |= {f"{name}_start": said.start, f"{name}_end": said.end}
    return row


def _frames(rows: _Rows, gazetteer: Gazetteer, decisions: pd.DataFrame) -> Annotations:
    entities = [
        {name: None if value == CONTESTED else value for name, value in row.items()}
        for _, row in sorted(rows.entities.items())
    ]
    return Annotations(
        entities=ENTITIES.frame(entities),
        entity_mentions=ENTITY_MENTIONS.frame(rows.entity_mentions),
        quotes=QUOTES.frame(rows.quotes),
        locations=LOCATIONS.frame(place.row() for i in sorted(rows.location_ids) if (place := gazetteer.place(i))),
        location_mentions=LOCATION_MENTIONS.frame(rows.location_mentions),
        article_focus=ARTICLE_FOCUS.frame(rows.article_focus),
        quarantine=QUARANTINE.frame(rows.quarantine),
        decisions=decisions,
    )
