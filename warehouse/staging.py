"""What of the lake counts: the rows of live files, each article once, whatever batch it was read in.

Makes, beside the warehouse being built, an in-memory database `lake` with one view for every frame.  The rules between
batches are here: of records with the same bytes the first by source path and position is read, the others are its
duplicates; rows about an article come from the batch of the record that is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.frames import FRAMES, Column, Frame

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from warehouse.lake import Manifest
    from warehouse.ledger import Live

TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
    "strings": "VARCHAR[]",
}

# Rows of records and quarantine whose file counts.  A member of an archive is named archive!member there.
_LIVE = """
CREATE VIEW lake.live_{name} AS
SELECT * FROM lake.stored_{name} SEMI JOIN lake.live USING (batch, source_path)
UNION ALL
SELECT * FROM (FROM lake.stored_{name} ANTI JOIN lake.live USING (batch, source_path)) member
SEMI JOIN lake.live file ON file.batch = member.batch AND starts_with(member.source_path, file.source_path || '!')
WHERE contains(member.source_path, '!')
"""

_KEPT = """
CREATE TABLE lake.kept AS
SELECT article_id, batch, source_path, source_record
FROM (SELECT article_id, batch, source_path, source_record, status FROM lake.live_records)
SEMI JOIN (SELECT batch, article_id FROM lake.stored_articles) USING (batch, article_id)
WHERE status IN ('read', 'duplicate')
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY source_path, source_record) = 1
"""

_VIEWS = {
    "records": """
SELECT stored.* REPLACE (
    CASE WHEN stored.status = 'quarantined' OR kept.article_id IS NULL THEN stored.status
        WHEN kept.source_path = stored.source_path AND kept.source_record = stored.source_record THEN 'read'
        ELSE 'duplicate' END AS status,
    CASE WHEN stored.status <> 'quarantined'
        AND (kept.source_path <> stored.source_path OR kept.source_record <> stored.source_record)
        THEN kept.article_id END AS duplicate_of)
FROM lake.live_records stored LEFT JOIN lake.kept kept USING (article_id)""",
    "articles": """
SELECT stored.* REPLACE (kept.source_path AS source_path, kept.source_record AS source_record)
FROM lake.stored_articles stored JOIN lake.kept kept USING (batch, article_id)""",
    "quarantine": """
SELECT DISTINCT ON (source_path, source_record, stage) *
FROM lake.live_quarantine ORDER BY source_path, source_record, stage, reason, message, excerpt, batch""",
    "entities": """
SELECT * FROM lake.stored_entities
SEMI JOIN (
    SELECT batch, entity_id FROM lake.entity_mentions UNION ALL SELECT batch, speaker_id FROM lake.quotes
) USING (batch, entity_id)""",
    "locations": """
SELECT * FROM lake.stored_locations
SEMI JOIN (
    SELECT batch, location_id FROM lake.location_mentions UNION ALL SELECT batch, location_id FROM lake.article_focus
) USING (batch, location_id)""",
}
_OF_AN_ARTICLE = "SELECT * FROM lake.stored_{name} SEMI JOIN lake.kept USING (batch, article_id)"


def stage(connection: DuckDBPyConnection, root: Path, manifests: Iterable[Manifest], live: Iterable[Live]) -> None:
    """Attach the database `lake` with a view `lake.<frame>` for every frame; each has a column `batch` besides.

    Args:
        connection: an open DuckDB connection.
        root: folder of the lake.
        manifests: the closed batches that `live` names.
        live: the parts of batches that count.
    """
    manifests = list(manifests)
    connection.execute("ATTACH ':memory:' AS lake")
    connection.execute("CREATE TABLE lake.live (batch VARCHAR, source_path VARCHAR)")
    pairs = sorted({(part.batch, part.source_path) for part in live})
    connection.execute(
        "INSERT INTO lake.live SELECT unnest($1), unnest($2)", [[b for b, _ in pairs], [path for _, path in pairs]]
    )
    for name, frame in FRAMES.items():
        files = [str(root / m.files[name].path) for m in manifests if name in m.files and m.files[name].rows]
        connection.execute(f"CREATE VIEW lake.stored_{name} AS {_stored(frame, files)}")
    for name in ("records", "quarantine"):
        connection.execute(_LIVE.format(name=name))
    connection.execute(_KEPT)
    for name in (name for name in FRAMES if name not in ("entities", "locations")):
        connection.execute(f"CREATE VIEW lake.{name} AS {_VIEWS.get(name) or _OF_AN_ARTICLE.format(name=name)}")
    for name in ("entities", "locations"):
        connection.execute(f"CREATE VIEW lake.{name} AS {_VIEWS[name]}")


def _stored(frame: Frame, files: list[str]) -> str:
    """A query over the files with exactly the declared columns, in order, whichever release wrote them."""
    empty = ", ".join(f"CAST(NULL AS {TYPES[column.kind]}) AS {column.name}" for column in frame.columns)
    rows = f"SELECT CAST(NULL AS VARCHAR) AS batch, {empty} WHERE false"
    if files:
        paths = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        rows += (
            f" UNION ALL BY NAME SELECT * FROM read_parquet([{paths}], union_by_name = true,"  # noqa: S608 - quoted above
            " hive_partitioning = true, hive_types = {'batch': VARCHAR})"
        )
    columns = ", ".join(_selected(column) for column in frame.columns)
    return f"SELECT batch, {columns} FROM ({rows})"  # noqa: S608 - names of our own declarations


def _selected(column: Column) -> str:
    # A plain timestamp that is UTC by definition reads the same in every session's time zone.
    return f"{column.name} AT TIME ZONE 'UTC' AS {column.name}" if column.kind == "timestamp" else column.name
