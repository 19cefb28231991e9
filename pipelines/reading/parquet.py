"""Parquet: a row a record, some rows in memory at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pipelines.reading import columns
from pipelines.reading.record import RawRecord, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reading.payload import Payload

NAME = "parquet"
_MAGIC = b"PAR1"
_ROWS = 64
_LONGEST_FOOTER = 50_000_000


def sniff(payload: Payload) -> bool:
    """The magic number at its start."""
    return payload.head.startswith(_MAGIC)


def split(payload: Payload) -> Iterator[RawRecord]:
    """A record a row.

    Raises Unreadable: `corrupt_parquet`, or `no_articles` where the columns are not those of articles.
    """
    return columns.records(NAME, _rows(payload))


def _rows(payload: Payload) -> Iterator[dict[str, Any] | RawRecord]:
    import pyarrow as pa
    from pyarrow import parquet

    limit = payload.settings.max_record_bytes
    with payload.seekable() as stream:
        try:
            file = parquet.ParquetFile(
                stream, thrift_string_size_limit=_LONGEST_FOOTER, thrift_container_size_limit=1_000_000
            )
            wanted = [
                field.name for field in file.schema_arrow if not pa.types.is_nested(field.type) or _is_list(field)
            ]
            if not columns.are_articles(wanted):
                names = ", ".join(wanted)[:300]
                raise Unreadable("split", "no_articles", f"The columns are not those of articles: {names}.")
            for batch in file.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    yield _plain(row) if _size(row) <= limit else _too_large(limit)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise Unreadable("decode", "corrupt_parquet", f"The Parquet file can't be read: {error}.") from error


def _is_list(field: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_list(field.type) and pa.types.is_string(field.type.value_type))


def _size(row: dict[str, Any]) -> int:
    return sum(len(value) for value in row.values() if isinstance(value, str | bytes | list))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The values as JSON has them; bytes that are no text are left out."""
    said: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, datetime | date):
            said[name] = value.isoformat()
        elif isinstance(value, str | bool | int | float | list) and value == value:  # noqa: PLR0124 - not NaN
            said[name] = value
    return said


def _too_large(limit: int) -> RawRecord:
    fault = Unreadable("split", "too_large", f"The row is larger than {limit} characters.")
    return RawRecord(0, NAME, None, fault=fault)
