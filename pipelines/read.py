"""Raw files to frames of articles, blocks, records and quarantine: `read_articles` and `iter_articles`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines import frames
from pipelines.articles import assemble, dates, known_lines
from pipelines.articles.extract import extract
from pipelines.frame import concat
from pipelines.reading import archives, formats
from pipelines.reading.manifest import Manifests, manifest_row
from pipelines.reading.payload import Payload, advice
from pipelines.reading.record import RawRecord, Unreadable, excerpt
from pipelines.reading.sources import MANIFEST, Source, SourceRange, sources
from pipelines.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

__all__ = ["Reading", "SourceRange", "iter_articles", "manifest_row", "read_articles"]

# A chunk ends early when it holds this many characters of text: two thousand long records would not fit a laptop.
CHUNK_CHARACTERS = 50_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the frames of `pipelines.frames` by these names."""

    articles: pd.DataFrame
    blocks: pd.DataFrame
    records: pd.DataFrame
    quarantine: pd.DataFrame


def read_articles(
    paths: Iterable[str | os.PathLike[str] | SourceRange],
    *,
    root: str | os.PathLike[str] | None = None,
    settings: Settings = DEFAULT,
) -> Reading:
    """Read every article of some files.

    Formats are told by content: text, HTML and saved pages, JSON, tables, feeds, the news industry's XML, web archives
    and what news databases export, each also gzipped or in a zip or tar archive; docs/formats.md lists them.  What
    can't be read becomes a row of `quarantine`; nothing raises but a wrong argument.

    Args:
        paths: files, folders (walked, in the order of their paths; hidden files, manifests and links that lead out of
            the folder are passed over), or ranges of records of a file.
        root: what `source_path` is relative to; otherwise the one folder given, or the nearest common parent.
        settings: see `Settings`.

    Returns:
        One row in `records` for each record found; one in `articles` for each that was read and is no duplicate of one
        before it; the blocks of every article; and one row in `quarantine` for each record or file (`source_record`
        -1) that could not be read.  The order is that of paths and of records in them, whatever the order of `paths`.

    Raises:
        ValueError: a path lies outside `root`, or `settings.chrome_lines` is no table of chrome lines.
    """
    parts = list(iter_articles(paths, root=root, settings=settings))
    return Reading(
        concat(frames.ARTICLES, [part.articles for part in parts]),
        concat(frames.BLOCKS, [part.blocks for part in parts]),
        concat(frames.RECORDS, [part.records for part in parts]),
        concat(frames.QUARANTINE, [part.quarantine for part in parts]),
    )


def iter_articles(
    paths: Iterable[str | os.PathLike[str] | SourceRange],
    *,
    root: str | os.PathLike[str] | None = None,
    settings: Settings = DEFAULT,
    records: int = 2000,
) -> Iterator[Reading]:
    """The frames of `read_articles` in chunks of at most `records` records, in bounded memory.

    Duplicates are found across all chunks of a call.  Arguments and errors are those of `read_articles`; they are
    checked before the first chunk is made.
    """
    if records < 1:
        raise ValueError(f"records has to be at least 1, not {records}.")
    known = known_lines.table(settings.chrome_lines)
    return _chunks(sources(paths, Path(root) if root is not None else None), _Call(settings, known), records)


def _chunks(found: list[Source], reader: _Call, size: int) -> Iterator[Reading]:
    for source in found:
        for _ in reader.read(source):
            if reader.rows.is_full(size):
                yield reader.rows.frames()
                reader.rows = _Rows()
    if reader.rows.count:
        yield reader.rows.frames()


@dataclass(slots=True)
class _Rows:
    """The rows of a chunk that is being made."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    blocks: list[dict[str, Any]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    quarantine: list[dict[str, Any]] = field(default_factory=list)
    characters: int = 0

    @property
    def count(self) -> int:
        """Records, and files that could not be cut into records."""
        return max(len(self.records), len(self.quarantine))

    def is_full(self, size: int) -> bool:
        """Whether the chunk has its records, or as much text as fits."""
        return self.count >= size or self.characters >= CHUNK_CHARACTERS

    def frames(self) -> Reading:
        """The chunk."""
        return Reading(
            frames.ARTICLES.frame(self.articles),
            frames.BLOCKS.frame(self.blocks),
            frames.RECORDS.frame(self.records),
            frames.QUARANTINE.frame(self.quarantine),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """A file or a member of one: its source path, the file's hash, its manifest row, and when it was collected."""

    name: str
    sha256: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    collected_at: datetime | None = None


class _Call:
    """What one call remembers while it reads file after file."""

    def __init__(self, settings: Settings, known: known_lines.Table) -> None:
        self.settings = settings
        self.rows = _Rows()
        self._known_lines = known
        self._manifests = Manifests()
        self._seen: set[int] = set()
        self._told: set[tuple[str, str]] = set()

    def read(self, source: Source) -> Iterator[None]:
        """Add the rows of a file, or of every member of an archive; yields after each record and each part."""
        payload = Payload(source.path, self.settings)
        place = self._known_beforehand(source)
        passed = 0
        try:
            place = replace(place, sha256=payload.sha256)
            for part in archives.parts(payload):
                inside = self._member(place, source, part.name)
                for record in self._records(part, inside):
                    if source.last is not None and passed >= source.last:
                        return
                    if passed >= source.first:
                        self._add(inside, record)
                    passed += 1
                    yield
                yield
        except (Unreadable, OSError) as fault:
            self._add_file_fault(place, fault)
            yield

    def _records(self, part: archives.Part, place: _Place) -> Iterator[RawRecord]:
        """The records of a part; what stops it becomes a row."""
        try:
            if part.fault is not None:
                raise part.fault
            yield from formats.records(part.payload)
        except (Unreadable, OSError) as fault:
            self._add_file_fault(place, fault)

    def _known_beforehand(self, source: Source) -> _Place:
        """The file with its manifest row, and when it was collected by that or, if the settings say so, by its time."""
        manifest = self._manifests.beside(source.path)
        if manifest.fault:
            self._add_file_fault(_Place(Path(source.name).with_name(MANIFEST).as_posix()), manifest.fault)
        hints = self._manifests.row(source.path)
        collected_at = _moment(hints)
        if collected_at is None and self.settings.file_times and source.path.is_file():
            collected_at = datetime.fromtimestamp(int(source.path.stat().st_mtime), UTC)
        return _Place(source.name, None, hints, collected_at)

    def _member(self, place: _Place, source: Source, name: str) -> _Place:
        """The place of a part of the file, with what the manifest says of that member alone."""
        hints = self._manifests.member(source.path, name) if name else {}
        return replace(
            place,
            name=place.name + name,
            hints={**place.hints, **hints},
            collected_at=_moment(hints) or place.collected_at,
        )

    def _add(self, place: _Place, record: RawRecord) -> None:
        row = {
            "source_path": place.name,
            "source_record": record.number,
            "article_id": record.article_id,
            "source_sha256": place.sha256,
            "reader": record.reader,
        }
        number = int(record.article_id, 16) if record.article_id else None
        if number in self._seen:
            self.rows.records.append(row | {"status": "duplicate", "duplicate_of": record.article_id})
            return
        try:
            text = self._add_article(place, record)
        except Unreadable as fault:
            shown = record.content if isinstance(record.content, str) else None
            self.rows.records.append(row | {"status": "quarantined", "text": shown})
            self._add_fault(place, record.number, fault, shown)
            return
        self.rows.records.append(row | {"status": "read", "text": text})
        self.rows.characters += 3 * len(text)
        if number is not None:
            self._seen.add(number)

    def _add_article(self, place: _Place, record: RawRecord) -> str:
        """Add the article and its blocks; returns the record's text."""
        if record.fault is not None:
            raise record.fault
        try:
            draft = extract(record, _moment(record.known) or place.collected_at)
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable("extract", "extractor_failed", f"{type(error).__name__}: {error}") from error
        # An archive's record is about this one article, a row of the manifest about the file.
        hints = {**place.hints, **record.known}
        known_lines.drop(draft, self._known_lines, assemble.outlet_names(draft, hints))
        text, spans = assemble.article_text(draft)
        row = {
            "article_id": record.article_id,
            "source_path": place.name,
            "source_record": record.number,
        }
        self.rows.articles.append(row | assemble.article_row(draft, text, hints, self.settings))
        blocks = assemble.block_rows(draft, spans)
        self.rows.blocks += [{"article_id": record.article_id} | block for block in blocks]
        return draft.text

    def _add_file_fault(self, place: _Place, error: Unreadable | OSError) -> None:
        """A row for a whole file or member, once in a call however many ranges of it are read."""
        fault = error
        if not isinstance(fault, Unreadable):
            fault = Unreadable("decode", "unreadable", advice(fault))
        if (place.name, fault.stage) not in self._told:
            self._told.add((place.name, fault.stage))
            self._add_fault(place, -1, fault, None)

    def _add_fault(self, place: _Place, number: int, fault: Unreadable, shown: str | None) -> None:
        self.rows.quarantine.append(
            {
                "source_path": place.name,
                "source_record": number,
                "stage": fault.stage,
                "reason": fault.reason,
                "message": fault.message,
                "excerpt": fault.excerpt or excerpt(shown or "") or None,
                "source_sha256": place.sha256,
            }
        )


def _moment(hints: Mapping[str, str]) -> datetime | None:
    stamp = dates.absolute(hints.get("collected_at", ""))
    return stamp.moment if stamp else None
