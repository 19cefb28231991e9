"""The quotes of an article: each quotation judged, reported, attributed, described, and written as a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.quotes.confidence import confidence
from pipelines.quotes.headlines import headline_rows
from pipelines.quotes.models import predict
from pipelines.quotes.reading import Reading
from pipelines.quotes.settling import settle

if TYPE_CHECKING:
    from pipelines.entities.mention import ArticleEntities
    from pipelines.language.page import Page
    from pipelines.quotes.descriptions import Describer, Description
    from pipelines.quotes.draft import Draft
    from pipelines.quotes.speakers import Speaker
    from pipelines.quotes.syntax import Syntax

Row = dict[str, Any]


def find_quotes(page: Page, entities: ArticleEntities) -> list[Row]:
    """Rows of the quotes frame for one article, without `article_id`, by place, title first; no two have the same span.

    Spans are half-open code points into `page.text`, or `page.title` where `in_title`, and hold no quotation marks of
    their own.
    """
    reading = Reading(page, entities)
    reading.take_clauses(predict("clauses", reading.complement_rows))
    reading.take_kinds(predict("kinds", reading.kind_rows()))
    asked, rows, features = reading.speaker_rows()
    reading.take_speakers(asked, predict("speakers", rows), features)
    settle(reading)
    return [*headline_rows(reading), *rows_of(reading)]


def rows_of(reading: Reading) -> list[Row]:
    """The drafts of an article that has been read, as rows; the headline is apart from them."""
    drafts = reading.drafts
    return [_row(reading.page, reading.syntax, reading.entities, reading.describer, drafts, draft) for draft in drafts]


def _row(
    page: Page, parse: Syntax, entities: ArticleEntities, describer: Describer, drafts: list[Draft], draft: Draft
) -> Row:
    first = drafts[draft.turn] if draft.turn is not None else draft
    return {
        "in_title": False,
        "start_char": draft.start,
        "end_char": draft.end,
        "quote_id": _quote_id(page, draft),
        "turn_id": _quote_id(page, first),
        "text": page.text[draft.start : draft.end],
        "kind": draft.kind,
        "clause_start": draft.clause[0] if draft.clause else None,
        "clause_end": draft.clause[1] if draft.clause else None,
        **_cue_columns(page, parse, draft),
        **_speaker_columns(page, entities, draft.speaker),
        **_description_columns(_description(describer, draft.speaker)),
        "confidence": confidence(draft.kind, draft.chance),
    }


def _quote_id(page: Page, draft: Draft) -> str:
    return f"{page.article_id}:{draft.start}-{draft.end}"


def _cue_columns(page: Page, parse: Syntax, draft: Draft) -> Row:
    cue = draft.report.cue if draft.report else None
    if cue is None:
        return {"cue": None, "cue_start": None, "cue_end": None}
    start, end = parse.starts[cue], parse.ends[cue]
    if parse.words[cue] == "according":
        end = parse.ends[cue + 1]
    return {"cue": page.text[start:end], "cue_start": start, "cue_end": end}


def _speaker_columns(page: Page, entities: ArticleEntities, speaker: Speaker | None) -> Row:
    if speaker is None:
        names = ("speaker_text", "speaker_start", "speaker_end", "speaker_kind", "speaker", "speaker_id")
        return dict.fromkeys(names) | {"other_speakers": None, "is_anonymous": False}
    group = None if speaker.group is None else entities.groups[speaker.group]
    return {
        "speaker_text": page.text[speaker.start : speaker.end],
        "speaker_start": speaker.start,
        "speaker_end": speaker.end,
        "speaker_kind": speaker.kind,
        "speaker": group.name if group else None,
        "speaker_id": group.entity_id if group else None,
        "other_speakers": [entities.groups[other].name for other in speaker.others] or None,
        "is_anonymous": speaker.anonymous,
    }


def _description(describer: Describer, speaker: Speaker | None) -> Description | None:
    if speaker is None:
        return None
    if speaker.group is not None:
        return describer.of_group(speaker.group)
    return describer.of_phrase(speaker.start, speaker.end) if speaker.kind == "nominal" else None


def _description_columns(said: Description | None) -> Row:
    return {
        "speaker_description": said.text if said else None,
        "description_start": said.start if said else None,
        "description_end": said.end if said else None,
        "speaker_role": said.role if said else None,
        "speaker_role_class": said.role_class if said else None,
        "speaker_age": said.age if said else None,
    }
