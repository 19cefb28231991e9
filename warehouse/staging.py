"""What of the lake counts: the rows of live files, each article once, whatever batch it was read in.

Makes, beside the warehouse being built, an in-memory database `lake` with one view for every frame, of all articles or
of those that changed.  The rules between batches are here: of records with the same bytes the first by source path and
position is read, the others are its duplicates; rows about an article come from the batch of the record that is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import pyarrow as pa

from pipelines.frame import Column, Frame
from pipelines.frames import FRAMES
from pipelines.reading.sources import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
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

# Rows of records and quarantine whose file counts.  A member of an archive is named archive!member there, and what is
# wrong with the manifest of a folder is said by every batch that has a file of it.
_LIVE = """
CREATE VIEW lake.live_{name} AS
SELECT * FROM lake.stored_{name} SEMI JOIN lake.live USING (batch, source_path)
UNION ALL
SELECT * FROM (FROM lake.stored_{name} ANTI JOIN lake.live USING (batch, source_path)) member
SEMI JOIN lake.live file ON file.batch = member.batch AND starts_with(member.source_path, file.source_path || '!')
WHERE contains(member.source_path, '!')
"""
_OF_MANIFESTS = f"""
UNION ALL
SELECT * FROM lake.stored_{{name}}
SEMI JOIN (
    SELECT batch, regexp_replace(source_path, '[^/]*$', '') || '{MANIFEST}' AS source_path FROM lake.live
) USING (batch, source_path)
"""  # noqa: S608 - a name of our own

_KEPT = """
CREATE TABLE lake.kept AS
SELECT article_id, batch, source_path, source_record
FROM (SELECT article_id, batch, source_path, source_record, status FROM lake.live_records) {changed}
SEMI JOIN (SELECT batch, article_id FROM lake.stored_articles) USING (batch, article_id)
WHERE status IN ('read', 'duplicate')
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY source_path, source_record) = 1
"""
_DROPPED = """
CREATE TABLE lake.dropped AS
SELECT batch, article_id FROM lake.stored_articles ANTI JOIN lake.kept USING (batch, article_id)
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
FROM lake.{records} stored LEFT JOIN lake.kept kept USING (article_id)""",
    "articles": """
SELECT stored.* REPLACE (kept.source_path AS source_path, kept.source_record AS source_record)
FROM lake.stored_articles stored JOIN lake.kept kept USING (batch, article_id)""",
    "quarantine": """
SELECT DISTINCT ON (source_path, source_record, stage) *
FROM lake.live_quarantine ORDER BY source_path, source_record, stage, reason, message, excerpt, batch""",
    "decisions": "FROM lake.stored_decisions",
}
# Nearly every article counts: it costs less to leave out the few that do not than to look up all that do.
_OF_ALL = "SELECT * FROM lake.stored_{name} ANTI JOIN lake.dropped USING (batch, article_id)"
_OF_SOME = "SELECT * FROM lake.stored_{name} SEMI JOIN lake.kept USING (batch, article_id)"
_CHANGED_RECORDS = """
CREATE VIEW lake.changed_records AS
SELECT * FROM lake.live_records SEMI JOIN lake.changed USING (article_id)
UNION ALL
SELECT stored.* FROM lake.live_records stored
SEMI JOIN lake.touched USING (batch)
WHERE stored.article_id IS NULL
"""
# Frames that say something of what articles share; their rows come from every batch that counts.
SHARED = {"entities": "entity_id", "locations": "location_id"}
# Frames that say something of whole batches, which come from every batch that counts as well.
_OF_BATCHES = ("quarantine", "decisions")
_BATCHES = pa.schema(
    [
        *((name, pa.string()) for name in ("batch", "manifest_sha256", "code", "model")),
        *((name, pa.int64()) for name in ("files", "articles", "records", "quotes", "quarantined")),
    ]
)
_GAZETTEER = ("pipelines.locations", "data", "places.parquet")


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the lake that a publish has to look at.

    Attributes:
        articles: article_ids of which anything may have changed.
        batches: keys of the batches that hold their records.
        touched: keys of the batches of which something came to count, or no longer does.
    """

    articles: Sequence[str]
    batches: Collection[str]
    touched: Collection[str]


def stage(
    connection: DuckDBPyConnection,
    root: Path,
    manifests: Sequence[Manifest],
    live: Iterable[Live],
    scope: Scope | None = None,
) -> None:
    """Attach the database `lake` with a view `lake.<frame>` for every frame; each has a column `batch` besides.

    `lake.entities` and `lake.locations` are of every batch that counts, as the batches have them; whether such a row
    is still met in an article is for whoever reads them to ask.  `lake.batches` has a row for each manifest, and
    `lake.gazetteer` the places that may hold others.

    Args:
        connection: an open DuckDB connection.
        root: folder of the lake.
        manifests: the closed batches that `live` names.
        live: the parts of batches that count.
        scope: where given, articles and what is about them are these alone, and records those of these articles.
    """
    connection.execute("ATTACH ':memory:' AS lake")
    pairs = sorted({(part.batch, part.source_path) for part in live})
    _table(connection, "live", {"batch": [b for b, _ in pairs], "source_path": [path for _, path in pairs]})
    _describe(connection, manifests)
    if scope:
        _table(connection, "changed", {"article_id": list(scope.articles)})
        _table(connection, "touched", {"batch": sorted(scope.touched)})
    for name, frame in FRAMES.items():
        some = scope.batches if scope and name not in SHARED and name not in _OF_BATCHES else None
        found = [m for m in manifests if name in m.files and m.files[name].rows and (some is None or m.batch in some)]
        files = [str(root / manifest.files[name].path) for manifest in found]
        connection.execute(f"CREATE VIEW lake.stored_{name} AS {_stored(frame, files)}")
    connection.execute(_LIVE.format(name="records"))
    connection.execute((_LIVE + _OF_MANIFESTS).format(name="quarantine"))
    connection.execute(_KEPT.format(changed="SEMI JOIN lake.changed USING (article_id)" if scope else ""))
    if scope:
        connection.execute(_CHANGED_RECORDS)
    else:
        connection.execute(_DROPPED)
    for name in FRAMES:
        usual = "FROM lake.stored_{name}" if name in SHARED else _OF_SOME if scope else _OF_ALL
        query = _VIEWS.get(name, usual).format(name=name, records="changed_records" if scope else "live_records")
        connection.execute(f"CREATE VIEW lake.{name} AS {query}")


def narrow(connection: DuckDBPyConnection, name: str, wanted: str) -> None:
    """Have the view `lake.<name>` of a shared frame hold only the rows whose key the query `wanted` gives."""
    key, kept = SHARED[name], f"lake.wanted_{name}"
    connection.execute(f"CREATE TABLE {kept} AS SELECT DISTINCT {key} FROM ({wanted})")  # noqa: S608 - own names
    connection.execute(f"CREATE OR REPLACE VIEW lake.{name} AS FROM lake.stored_{name} SEMI JOIN {kept} USING ({key})")


def _describe(connection: DuckDBPyConnection, manifests: Iterable[Manifest]) -> None:
    """`lake.batches` and `lake.gazetteer`."""
    rows = [
        {"batch": manifest.batch, "manifest_sha256": manifest.sha256, "files": len(manifest.inputs)}
        | {
            "code": "-".join(manifest.versions[stage] for stage in ("read", "annotate") if stage in manifest.versions)
            or None
        }
        | {"model": manifest.versions.get("model")}
        | {name: manifest.files[name].rows for name in ("articles", "records", "quotes") if name in manifest.files}
        | {"quarantined": manifest.files["quarantine"].rows if "quarantine" in manifest.files else None}
        for manifest in manifests
    ]
    connection.register("told", pa.Table.from_pylist(rows, _BATCHES))
    connection.execute("CREATE TABLE lake.batches AS FROM told")
    connection.unregister("told")
    package, *inside = _GAZETTEER
    path = _quoted(str(resources.files(package).joinpath(*inside)))
    connection.execute(
        "CREATE VIEW lake.gazetteer AS SELECT CAST(id AS BIGINT) AS location_id, name, CAST(parent_id AS BIGINT) AS"  # noqa: S608
        f" parent_id, split_part(feature, '.', 2) AS feature_code FROM read_parquet({path})"
    )


def _table(connection: DuckDBPyConnection, name: str, columns: dict[str, list[str]]) -> None:
    """A table of strings in `lake`."""
    arrays = {column: pa.array(values, pa.string()) for column, values in columns.items()}
    connection.register("told", pa.table(arrays))
    connection.execute(f"CREATE TABLE lake.{name} AS FROM told")
    connection.unregister("told")


def _stored(frame: Frame, files: list[str]) -> str:
    """A query over the files with exactly the declared columns, in order, whichever release wrote them."""
    empty = ", ".join(f"CAST(NULL AS {TYPES[column.kind]}) AS {column.name}" for column in frame.columns)
    rows = f"SELECT CAST(NULL AS VARCHAR) AS batch, {empty} WHERE false"
    if files:
        paths = ", ".join(map(_quoted, files))
        rows += (
            f" UNION ALL BY NAME SELECT * FROM read_parquet([{paths}], union_by_name = true,"  # noqa: S608 - quoted above
            " hive_partitioning = true, hive_types = {'batch': VARCHAR})"
        )
    columns = ", ".join(_selected(column) for column in frame.columns)
    return f"SELECT batch, {columns} FROM ({rows})"  # noqa: S608 - names of our own declarations


def _selected(column: Column) -> str:
    # A plain timestamp that is UTC by definition reads the same in every session's time zone.
    return f"{column.name} AT TIME ZONE 'UTC' AS {column.name}" if column.kind == "timestamp" else column.name


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
