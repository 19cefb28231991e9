"""What Dagster's pages show of a batch: row counts, previews, schemas."""

from collections.abc import Mapping
from typing import Any

from dagster import (
    AssetKey,
    MetadataValue,
    TableColumn,
    TableColumnConstraints,
    TableColumnDep,
    TableColumnLineage,
    TableSchema,
)

from pipelines.frames import FRAMES
from warehouse.lake import Lake
from warehouse.workers import Done

SHOWN = 5
WIDEST = 80


def schema(name: str) -> dict[str, Any]:
    """Definition metadata: the columns of a frame with their types and meanings."""
    columns = [
        TableColumn(c.name, c.kind, c.description, TableColumnConstraints(nullable=not c.required))
        for c in FRAMES[name].columns
    ]
    return {"dagster/column_schema": TableSchema(columns=columns)}


def lineage(name: str) -> dict[str, Any]:
    """Definition metadata: what columns of articles the columns of a frame of spans are made from."""
    sources = {"article_id": ("article_id",), "in_title": ("title",)}
    columns = {
        column.name: [
            TableColumnDep(AssetKey("articles"), source) for source in sources.get(column.name, ("text", "title"))
        ]
        for column in FRAMES[name].columns
    }
    return {"dagster/column_lineage": TableColumnLineage(columns)}


def costs(done: Done) -> dict[str, Any]:
    """What a batch cost: CPU seconds, memory, tries; and why it failed, where it did."""
    shown: dict[str, Any] = {"cpu seconds": round(done.cpu, 3), "peak megabytes": done.peak >> 20, "tries": done.tries}
    return shown | ({"failed": done.fault} if done.fault else {})


def reasons(lake: Lake, key: str) -> dict[str, int]:
    """How many records of a batch are in quarantine for each reason, under names that Dagster plots over time."""
    found = lake.read(key, "quarantine", newest=True, columns=["reason"])["reason"].value_counts()
    return {f"quarantined: {reason}": int(count) for reason, count in sorted(found.items())}


def counted(rows: Mapping[str, int], main: str) -> dict[str, Any]:
    """Rows of each frame, the main one as the asset's row count."""
    others = {f"rows: {name}": count for name, count in rows.items() if name != main}
    return {"dagster/row_count": rows[main], **others}


def preview(lake: Lake, key: str, name: str, columns: tuple[str, ...]) -> MetadataValue:
    """The first rows of a frame of a batch as a Markdown table."""
    rows = lake.read(key, name, newest=True, columns=columns)[list(columns)].head(SHOWN).to_dict("records")
    return MetadataValue.md(table(columns, [[row[c] for c in columns] for row in rows]))


def table(columns: tuple[str, ...], rows: list[list[Any]]) -> str:
    """A Markdown table; long values are cut, missing ones stay empty."""
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    text = str(value)
    text = text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
    return text.replace("|", "\\|").replace("\n", " ")
