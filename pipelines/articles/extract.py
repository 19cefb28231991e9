"""The table of extractors: which turns records of which reader, or of which shape, into articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from pipelines.articles import document, page, page_text, structured
from pipelines.articles.draft import Draft

if TYPE_CHECKING:
    from pipelines.reading.record import RawRecord

Extractor = Callable[[Any, datetime | None], Draft]

EXTRACTORS: Mapping[str, Extractor] = {
    "flattened": page_text.extract,
    "html": page.extract,
    "fields": structured.extract,
    "json": document.extract,
    "jsonl": document.extract,
}


def extract(record: RawRecord, collected_at: datetime | None) -> Draft:
    """The article in a record that was decoded.

    Args:
        record: without a fault.
        collected_at: when it was collected as far as the manifest or the file's time tells; the record itself may know.

    Raises:
        Unreadable: there is no article in it, or it can't be read for another reason.
    """
    draft = EXTRACTORS[record.shape or record.reader](cast("Any", record.content), collected_at)
    draft.collected_at = collected_at or draft.collected_at
    return draft
