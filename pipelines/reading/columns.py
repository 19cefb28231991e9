"""Which columns of a table make it one of articles, whatever its file format, and what a row of it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipelines.reading import fields
from pipelines.reading.record import RawRecord, canonical, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Row = Mapping[str, Any]

# The extractor of documents whose names say what the values are.
DOCUMENT = "json"
_TEXT = frozenset(
    "maintext text body articlebody content fulltext bodytext articletext story article bodyhtml contenthtml".split()
)
_BESIDE = frozenset(
    """
    title headline url link author authors byline date datepublish publishdate publisheddate publicationdate published
    publishedat publication outlet source sourcedomain medianame domain section description summary storiesid language
    """.split()
)
_SENTENCES = frozenset(("storiesid", "sentencenumber", "sentence"))
# Integrum's names, and the ones they stand for.
_INTEGRUM = {
    "источник": "outlet", "дата": "date", "время": "time", "заголовок": "title", "анонс": "text", "автор": "author",
    "оригинал": "url",
}  # fmt: skip
# Names that only this source uses, and the plain ones they stand for.
_PLAIN = {"medianame": "outlet", "article": "text", "collectdate": "collected_at"}
_SHORT_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d\d)")
_ANY_DATE = re.compile(r"\d\d\.\d\d\.(?:\d\d)?\d\d")


def key(name: str) -> str:
    """A column's name without case, spaces, hyphens and underscores."""
    return re.sub(r"[\W_]", "", name).casefold()


def are_articles(header: Sequence[str]) -> bool:
    """Whether the columns are those of articles: a text or a title, and something else that is known of articles."""
    names = {key(name) for name in header}
    if _is_integrum(names) or names >= _SENTENCES:
        return True
    known = names & _BESIDE
    return bool(names & _TEXT and known) or ({"title", "url"} <= names and len(known) >= 3)


def records(reader: str, rows: Iterable[Row | RawRecord]) -> Iterator[RawRecord]:
    """The records of a table's rows; a row that is a fault keeps its place.

    The identity of a row is its canonical JSON.  Where rows are sentences, those of one story that stand together are a
    record.
    """
    for number, row in enumerate(_joined(rows)):
        if isinstance(row, RawRecord):
            yield RawRecord(number, reader, None, fault=row.fault)
        else:
            yield _record(number, reader, row)


def _record(number: int, reader: str, row: Row) -> RawRecord:
    said = {name: value for name, value in row.items() if value not in (None, "")}
    data = canonical(said)
    if _is_integrum({key(name) for name in row}):
        return fields.record(number, reader, _integrum(said), data)
    if "sentences" in row:
        return fields.record(number, reader, row["sentences"], data)
    plain = {_PLAIN.get(key(name), name): value for name, value in said.items()}
    return RawRecord(number, reader, identity(data), plain, shape=DOCUMENT)


def _joined(rows: Iterable[Row | RawRecord]) -> Iterator[Row | RawRecord]:
    """The rows, those that are sentences of one story as one."""
    story: list[dict[str, Any]] = []
    for row in rows:
        named = {} if isinstance(row, RawRecord) else {key(name): value for name, value in row.items()}
        is_sentence = named.keys() >= _SENTENCES
        if story and (not is_sentence or named["storiesid"] != story[0]["storiesid"]):
            yield _story(story)
            story = []
        if is_sentence and (named["storiesid"] or named["sentence"]):
            story.append(named)
        elif is_sentence:
            continue  # a line of sums below the stories
        else:
            yield row
    if story:
        yield _story(story)


def _story(rows: list[dict[str, Any]]) -> Row:
    """A story of Media Cloud's sentence table: sentence -1 is the title, the others run on as one paragraph."""
    text = " ".join(str(row["sentence"] or "") for row in rows if str(row["sentencenumber"]) != "-1")
    titles = [row["sentence"] for row in rows if str(row["sentencenumber"]) == "-1"]
    said = {
        "title": fields.line(titles[0]) if titles else None,
        "published": fields.line(rows[0].get("publishdate")),
        "body": fields.paragraphs([text]),
    }
    return {"stories_id": rows[0]["storiesid"], "sentences": said}


def _is_integrum(names: set[str]) -> bool:
    return names >= {"источник", "заголовок", "анонс"}


def _integrum(row: Row) -> Row:
    """A row of Integrum: the text begins with the title and the date, which are no paragraphs of it."""
    said = {_INTEGRUM.get(key(name), name): str(value) for name, value in row.items()}
    short = _SHORT_DATE.fullmatch(said.get("date", ""))
    clock = said.get("time", "")
    body = [
        ("chrome" if _ANY_DATE.fullmatch(text) else kind, text)
        for kind, text in fields.split_paragraphs(said.get("text"))
    ]
    printed = said.get("date")
    return {
        "title": fields.line(said.get("title")),
        "authors": [name for name in [fields.line(said.get("author"))] if name],
        "outlet": fields.line(said.get("outlet")),
        # Midnight stands for a time that is not known.
        "published": _long(short, clock if clock != "00:00" else "") if short else printed,
        "published_raw": printed,
        "url": fields.line(said.get("url")),
        "body": body,
    }


def _long(match: re.Match[str], clock: str) -> str:
    century = "20" if int(match[3]) < 70 else "19"
    return f"{century}{match[3]}-{match[2]}-{match[1]} {clock}".strip()
