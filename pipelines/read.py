"""Raw files to frames of articles, blocks, records and quarantine: `read_articles` and `iter_articles`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines import frames
from pipelines.articles import assemble, dates
from pipelines.articles.extract import extract
from pipelines.reading import formats
from pipelines.reading.manifest import Manifests, manifest_row
from pipelines.reading.payload import Payload
from pipelines.reading.record import RawRecord, Unreadable, excerpt
from pipelines.reading.sources import MANIFEST, Source, SourceRange, sources
from pipelines.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

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

    Formats are told by content: a page flattened to text, HTML, JSON (a document, an array of them, one a line), each
    also gzipped.  What can't be read becomes a row of `quarantine`; nothing raises but a wrong argument.

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
        ValueError: a path lies outside `root`.
    """
    parts = list(iter_articles(paths, root=root, settings=settings))
    return Reading(
        frames.concat(frames.ARTICLES, [part.articles for part in parts]),
        frames.concat(frames.BLOCKS, [part.blocks for part in parts]),
        frames.concat(frames.RECORDS, [part.records for part in parts]),
        frames.concat(frames.QUARANTINE, [part.quarantine for part in parts]),
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
    return _chunks(sources(paths, Path(root) if root is not None else None), settings, records)


def _chunks(found: list[Source], settings: Settings, size: int) -> Iterator[Reading]:
    reader = _Call(settings)
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


class _Call:
    """What one call remembers while it reads file after file."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rows = _Rows()
        self._manifests = Manifests()
        self._seen: set[int] = set()
        self._told: set[tuple[str, str]] = set()

    def read(self, source: Source) -> Iterator[None]:
        """Add the rows of a file; yields after each record."""
        payload = Payload(source.path, self.settings)
        hints, collected_at = self._known_beforehand(source)
        sha256 = None
        try:
            sha256 = payload.sha256
            for record in formats.records(payload, source.first, source.last):
                self._add(source, sha256, record, hints, collected_at)
                yield
        except Unreadable as fault:
            self._add_file_fault(source.name, fault, sha256)
            yield
        except OSError as error:
            message = f"Reading failed: {error.strerror or error}."
            self._add_file_fault(source.name, Unreadable("decode", "unreadable", message), sha256)
            yield

    def _known_beforehand(self, source: Source) -> tuple[dict[str, str], datetime | None]:
        """The file's manifest row, and when it was collected by that or, if the settings say so, by its time."""
        manifest = self._manifests.beside(source.path)
        if manifest.fault:
            self._add_file_fault(Path(source.name).with_name(MANIFEST).as_posix(), manifest.fault, None)
        hints = self._manifests.row(source.path)
        stamp = dates.absolute(hints.get("collected_at", ""))
        if stamp is not None:
            return hints, stamp.moment
        if self.settings.file_times and source.path.is_file():
            return hints, datetime.fromtimestamp(int(source.path.stat().st_mtime), UTC)
        return hints, None

    def _add(
        self, source: Source, sha256: str, record: RawRecord, hints: dict[str, str], collected_at: datetime | None
    ) -> None:
        row = {
            "source_path": source.name,
            "source_record": record.number,
            "article_id": record.article_id,
            "source_sha256": sha256,
            "reader": record.reader,
        }
        number = int(record.article_id, 16) if record.article_id else None
        if number in self._seen:
            self.rows.records.append(row | {"status": "duplicate", "duplicate_of": record.article_id})
            return
        try:
            text = self._add_article(source, record, hints, collected_at)
        except Unreadable as fault:
            shown = record.content if isinstance(record.content, str) else None
            self.rows.records.append(row | {"status": "quarantined", "text": shown})
            self._add_fault(source.name, record.number, fault, sha256, shown)
            return
        self.rows.records.append(row | {"status": "read", "text": text})
        self.rows.characters += 3 * len(text)
        if number is not None:
            self._seen.add(number)

    def _add_article(
        self, source: Source, record: RawRecord, hints: dict[str, str], collected_at: datetime | None
    ) -> str:
        """Add the article and its blocks; returns the record's text."""
        if record.fault is not None:
            raise record.fault
        try:
            draft = extract(record, collected_at)
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable("extract", "extractor_failed", f"{type(error).__name__}: {error}") from error
        text, spans = assemble.article_text(draft)
        place = {
            "article_id": record.article_id,
            "source_path": source.name,
            "source_record": record.number,
        }
        self.rows.articles.append(place | assemble.article_row(draft, text, hints, self.settings))
        blocks = assemble.block_rows(draft, spans)
        self.rows.blocks += [{"article_id": record.article_id} | block for block in blocks]
        return draft.text

    def _add_file_fault(self, name: str, fault: Unreadable, sha256: str | None) -> None:
        """A row for a whole file, once in a call however many ranges of it are read."""
        if (name, fault.stage) not in self._told:
            self._told.add((name, fault.stage))
            self._add_fault(name, -1, fault, sha256, None)

    def _add_fault(self, name: str, number: int, fault: Unreadable, sha256: str | None, shown: str | None) -> None:
        self.rows.quarantine.append(
            {
                "source_path": name,
                "source_record": number,
                "stage": fault.stage,
                "reason": fault.reason,
                "message": fault.message,
                "excerpt": fault.excerpt or excerpt(shown or "") or None,
                "source_sha256": sha256,
            }
        )
