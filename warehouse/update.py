"""An incremental publish: what changed in the lake is applied to a copy of the live warehouse.

The changed articles make a small warehouse of their own, in memory, by the statements that make the whole one; its rows
then take the place of theirs.  Sums over articles change by what the small one adds and what the articles added before.
Of what is told of an entity, a place, a story, a group of quotes or a week, the rows of those that the changes met are
made again.  What is none of these is made anew from what the copy holds by then.  So the outcome is that of a full
build, whatever the order in which batches came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse import met, model, quote_changes, windows
from warehouse.staging import SHARED, Scope, narrow
from warehouse.windows import AFTER, BEFORE, NAME

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from warehouse.content import Content
    from warehouse.statements import Statement

# Articles of the new content, as `copies.stage` asks for them.
KEPT = f"""
SELECT batch, article_id
FROM {NAME}.main.articles JOIN {NAME}.main.batches USING (batch_key)
ANTI JOIN lake.changed USING (article_id)
UNION ALL
SELECT batch, article_id FROM lake.kept
"""  # noqa: S608 - names of our own
_CHANGED = "SELECT article_key FROM lake.changed_keys"
_HELD_PARTS = f"""
SELECT DISTINCT batch, source_path, manifest_sha256
FROM {NAME}.meta.inputs JOIN {NAME}.main.batches USING (batch)
"""  # noqa: S608 - names of our own
_GONE = f"""
SELECT DISTINCT record.article_key
FROM {NAME}.main.records record
JOIN {NAME}.main.batches batch USING (batch_key)
JOIN gone ON gone.batch = batch.batch
    AND (record.source_path = gone.source_path OR starts_with(record.source_path, gone.source_path || '!'))
WHERE record.article_key IS NOT NULL
"""  # noqa: S608 - names of our own
_HOLDING = f"""
SELECT DISTINCT batch.batch
FROM {NAME}.main.records record JOIN {NAME}.main.batches batch USING (batch_key)
WHERE record.article_key IN (SELECT unnest($keys))
"""  # noqa: S608 - names of our own
# Which rows of the dimensions that articles share may change: those met in changed articles, before or now.
_MET_ENTITIES = f"""
SELECT entity_id FROM {NAME}.main.entities
WHERE entity_key IN (
    SELECT entity_key FROM {BEFORE}.marts.article_entities UNION ALL SELECT speaker_key FROM {BEFORE}.main.quotes
)
UNION ALL SELECT entity_id FROM lake.entity_mentions
UNION ALL SELECT speaker_id FROM lake.quotes
"""  # noqa: S608 - names of our own
_MET_LOCATIONS = f"""
SELECT location_id FROM {BEFORE}.marts.article_places
UNION ALL SELECT location_id FROM {BEFORE}.main.article_focus
UNION ALL SELECT location_id FROM lake.location_mentions
UNION ALL SELECT location_id FROM lake.article_focus
"""  # noqa: S608 - names of our own
_RESTORIED = f"""
CREATE TEMP TABLE restoried AS
SELECT
    article.article_key,
    story.story_id,
    article_key(story.story_id) AS story_key,
    story.agency,
    article.story_key AS was_key
FROM {NAME}.main.articles article
JOIN lake.article_stories story USING (article_id)
WHERE (article.story_id, article.agency) IS DISTINCT FROM (story.story_id, story.agency)
"""  # noqa: S608 - names of our own
# Entities that other articles name as well, and that are called or described otherwise now.
_REDESCRIBED = """
CREATE TEMP TABLE redescribed AS
SELECT entity_key, was.name IS DISTINCT FROM now.name AS renamed, was.gender IS DISTINCT FROM now.gender AS regendered
FROM described was JOIN main.entities now USING (entity_key)
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What counts now and did not before, and the other way round: pairs of batch and raw file."""

    come: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]

    @property
    def batches_come(self) -> set[str]:
        """Keys of the batches with something that came to count."""
        return {batch for batch, _ in self.come}

    @property
    def batches_gone(self) -> set[str]:
        """Keys of the batches with something that no longer counts."""
        return {batch for batch, _ in self.gone}


def changes(connection: DuckDBPyConnection, content: Content) -> Change:
    """How the content differs from what the attached warehouse was made from."""
    rows = connection.execute(_HELD_PARTS).fetchall()
    before = {(batch, path): sha256 for batch, path, sha256 in rows}
    now = content.parts
    return Change(
        come=tuple(sorted(part for part, sha256 in now.items() if before.get(part) != sha256)),
        gone=tuple(sorted(part for part, sha256 in before.items() if now.get(part) != sha256)),
    )


def scope(connection: DuckDBPyConnection, root: Path, content: Content, change: Change) -> Scope:
    """The articles that may change, and the batches that hold their records.

    Args:
        connection: has the live warehouse attached.
        root: folder of the lake.
        content: what is to be published.
        change: how that differs from what the warehouse holds.
    """
    counting = {manifest.batch: manifest for manifest in content.manifests}
    keys: set[int] = set()
    if change.gone:
        connection.execute("CREATE TEMP TABLE gone (batch VARCHAR, source_path VARCHAR)")
        connection.executemany("INSERT INTO gone VALUES (?, ?)", [list(part) for part in change.gone])
        keys |= {key for (key,) in connection.execute(_GONE).fetchall()}
    for batch in sorted(change.batches_come):
        stored = counting[batch].files.get("records")
        if stored and stored.rows:
            rows = connection.execute(
                "SELECT DISTINCT CAST('0x' || article_id AS UBIGINT) FROM read_parquet(?) WHERE article_id IS NOT NULL",
                [str(root / stored.path)],
            ).fetchall()
            keys |= {key for (key,) in rows}
    touched = change.batches_come | change.batches_gone
    holding = {batch for (batch,) in connection.execute(_HOLDING, {"keys": sorted(keys)}).fetchall()}
    return Scope([f"{key:016x}" for key in sorted(keys)], (holding | touched) & counting.keys(), touched)


def look(connection: DuckDBPyConnection) -> set[str]:
    """Make the two small warehouses, of the staged lake and of the attached warehouse; names of what `after` holds."""
    connection.execute(f"USE {NAME}")
    connection.execute(
        "CREATE TABLE lake.changed_keys AS SELECT article_key(article_id) AS article_key FROM lake.changed"
    )
    summed = [table for table in model.tables() if table.adds]
    needed = {name for table in summed for name in table.depends} | {"main.quotes", "main.article_focus"}
    windows.open_empty(connection, BEFORE)
    for table in model.tables():
        if table.name in needed:
            narrowed = f"WHERE article_key IN ({_CHANGED})" if _held(connection) else "LIMIT 0"
            connection.execute(f"CREATE TABLE {table.name} AS SELECT * FROM {NAME}.{table.name} {narrowed}")  # noqa: S608
    model.fill(connection, summed)
    windows.open_empty(connection, AFTER)
    made = [table for table in model.tables() if table.by == "article" or table.adds]
    model.fill(connection, made)
    for name, wanted in (("entities", _MET_ENTITIES), ("locations", _MET_LOCATIONS)):
        narrow(connection, name, wanted)
    return {table.name for table in made}


def _held(connection: DuckDBPyConnection) -> bool:
    """Whether the warehouse has a record of any of the changed articles."""
    found = connection.execute(f"SELECT 1 FROM {NAME}.main.records WHERE article_key IN ({_CHANGED}) LIMIT 1")  # noqa: S608
    return found.fetchone() is not None


def apply(connection: DuckDBPyConnection) -> None:
    """Bring every table of the attached copy up to date, once `look` has made the two small warehouses."""
    connection.execute(f"USE {NAME}")
    held = _held(connection)
    connection.execute("CREATE TEMP TABLE began AS SELECT week_of(min(date)) AS week FROM main.dates")
    for table in model.tables():
        if table.kind != "view":
            bring(connection, table, held=held)


def bring(connection: DuckDBPyConnection, table: Statement, *, held: bool) -> None:
    """Bring one table of the copy in use up to date, after those that it reads.

    Args:
        connection: as `apply` has it.
        table: the table.
        held: whether the copy has a record of any of the changed articles.
    """
    if table.by == "article":
        _replace(connection, table, held)
    elif table.by == "quote":
        quote_changes.replace(connection, table.name)
    elif table.by:
        _replace_shared(connection, table)
    elif table.adds:
        _add(connection, table)
    elif table.per:
        met.replace(connection, table)
    else:
        connection.execute(f"TRUNCATE {table.name}")
        connection.execute(f"INSERT INTO {table.name} {table.sql}")


def _replace(connection: DuckDBPyConnection, table: Statement, held: bool) -> None:
    if table.name == "main.records":
        # Records that no article can be told of go with their batch.
        connection.execute(
            "DELETE FROM main.records WHERE article_key IS NULL"
            " AND batch_key IN (SELECT batch_key(batch) FROM lake.touched)"
        )
    if held:
        connection.execute(f"DELETE FROM {table.name} WHERE article_key IN ({_CHANGED})")  # noqa: S608
    connection.execute(f"INSERT INTO {table.name} FROM {AFTER}.{table.name}")
    if table.name == "main.articles":
        _restory(connection)


def _restory(connection: DuckDBPyConnection) -> None:
    """Give articles the story that they belong to now; a new one may have joined or begun it."""
    connection.execute(_RESTORIED)
    connection.execute(
        "UPDATE main.articles SET story_id = now.story_id, story_key = now.story_key, agency = now.agency"
        " FROM restoried now WHERE articles.article_key = now.article_key"
    )


def _replace_shared(connection: DuckDBPyConnection, table: Statement) -> None:
    name = table.name.removeprefix("main.")
    key = SHARED[name]
    own = f"{table.by}_key({key})" if table.by == "entity" else key
    column = f"{table.by}_key" if table.by == "entity" else key
    wanted = f"{column} IN (SELECT {own} FROM lake.wanted_{name})"  # noqa: S608 - names of our own
    if name == "entities":
        connection.execute(f"CREATE TEMP TABLE described AS FROM main.entities WHERE {wanted}")
    connection.execute(f"DELETE FROM {table.name} WHERE {wanted}")  # noqa: S608 - names of our own
    connection.execute(f"INSERT INTO {table.name} {table.sql}")
    if name == "entities":
        connection.execute(_REDESCRIBED)


def _add(connection: DuckDBPyConnection, table: Statement) -> None:
    """Add to each row what its articles measure now beyond what they did before; one without articles goes."""
    described = connection.execute(f"SELECT column_name FROM (DESCRIBE {table.name})").fetchall()  # noqa: S608
    keys = [name for (name,) in described if name not in table.adds]
    less = ", ".join([*keys, *(f"-{name} AS {name}" for name in table.adds)])
    sums = ", ".join(f"sum({name}) AS {name}" for name in table.adds)
    differ = " OR ".join(f"sum({name}) <> 0" for name in table.adds)
    listed = ", ".join([*keys, *table.adds])
    connection.execute(
        f"CREATE TEMP TABLE delta AS SELECT {', '.join(keys)}, {sums} FROM ("  # noqa: S608
        f"SELECT {listed} FROM {AFTER}.{table.name} UNION ALL SELECT {less} FROM {BEFORE}.{table.name}"
        f") GROUP BY {', '.join(keys)} HAVING {differ}"
    )
    same = " AND ".join(f"held.{name} IS NOT DISTINCT FROM delta.{name}" for name in keys)
    added = ", ".join(f"{name} = held.{name} + delta.{name}" for name in table.adds)
    values = ", ".join(f"delta.{name}" for name in [*keys, *table.adds])
    connection.execute(
        f"MERGE INTO {table.name} AS held USING delta ON {same}"  # noqa: S608 - names of our own
        " WHEN MATCHED AND held.articles + delta.articles = 0 THEN DELETE"
        f" WHEN MATCHED THEN UPDATE SET {added}"
        f" WHEN NOT MATCHED THEN INSERT ({listed}) VALUES ({values})"
    )
    connection.execute("DROP TABLE delta")
