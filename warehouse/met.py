"""What changes met: values of a column whose rows an incremental publish makes again, the others staying as they are.

A statement with `per: story_key` makes the rows of a story from what the tables it reads hold of that story alone.  So
it can run on the stories met, given those tables narrowed to them, and its rows take the place of theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from warehouse.windows import AFTER, BEFORE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from warehouse.statements import Statement

# Stands for a week that is not known: IN knows nothing of what is missing.
_NEVER = "DATE '-infinity'"
_WEEK = f"coalesce(week_of(published_on), {_NEVER})"
_ENTITIES = "SELECT entity_key(entity_id) FROM lake.wanted_entities"
# Values of each column that changed articles have or had, or that something else which changed with them has.
_MET = {
    "entity_key": _ENTITIES,
    "speaker_key": _ENTITIES,
    "story_key": f"""
        SELECT story_key FROM {BEFORE}.main.articles
        UNION SELECT story_key FROM {AFTER}.main.articles
        UNION SELECT was_key FROM restoried
        UNION SELECT story_key FROM restoried
    """,  # noqa: S608 - names of our own
    "quote_group_id": """
        SELECT quote_group_id FROM regrouped
        UNION SELECT quote_group_id FROM main.quote_groups
        JOIN main.quotes quote USING (article_key, quote_id)
        WHERE quote.speaker_key IN (SELECT entity_key FROM redescribed WHERE renamed)
    """,
    "week": f"""
        SELECT {_WEEK} FROM {BEFORE}.main.articles
        UNION SELECT {_WEEK} FROM {AFTER}.main.articles
        UNION SELECT {_WEEK} FROM main.articles
        JOIN marts.article_voices voice USING (article_key)
        WHERE voice.speaker_key IN (SELECT entity_key FROM redescribed WHERE regendered)
    """,  # noqa: S608 - names of our own
}
# What is compared with such a value where it is no column of that name.
_COMPARED = {("week", "main.articles"): _WEEK, ("week", "marts.voices_by_role"): f"coalesce(week, {_NEVER})"}
_ORDER = re.compile(r"\nORDER BY [^()]+\Z")


def replace(connection: DuckDBPyConnection, table: Statement) -> None:
    """Make the rows of a table again that changes met, in the database in use.

    Args:
        connection: has the small warehouses attached, and in the database in use every table that this one reads
            brought up to date, with what `update` notes on the way: `restoried`, `redescribed` and `regrouped`.
        table: a table with `per`.
    """
    told = f"SELECT DISTINCT met FROM ({_MET[table.per]}) told(met)"  # noqa: S608 - names of our own
    connection.execute(f"CREATE OR REPLACE TEMP TABLE met_by_changes AS {told}")
    is_met = f"{_compared(table.per, table.name)} IN (SELECT met FROM met_by_changes)"  # noqa: S608 - names of our own
    made = _narrowed(connection, table)
    if table.name.startswith("main."):
        connection.execute(f"DELETE FROM {table.name} WHERE {is_met}")  # noqa: S608 - names of our own
        connection.execute(f"INSERT INTO {table.name} {made}")
        return
    # Small enough to be written again in its order: whoever looks at the first rows sees those of a full build.
    order = _ORDER.search(table.sql)
    connection.execute(
        f"CREATE TEMP TABLE made AS SELECT * FROM {table.name} WHERE NOT {is_met} UNION ALL SELECT * FROM ({made})"  # noqa: S608
    )
    connection.execute(f"TRUNCATE {table.name}")
    connection.execute(f"INSERT INTO {table.name} FROM made {order.group() if order else ''}")
    connection.execute("DROP TABLE made")


def _narrowed(connection: DuckDBPyConnection, table: Statement) -> str:
    """The statement, reading only what was met of the tables that have the column."""
    sql = table.sql
    for name in table.depends:
        listed = connection.execute(f"SELECT column_name FROM (DESCRIBE {name})").fetchall()  # noqa: S608 - own names
        if (table.per,) in listed or (table.per, name) in _COMPARED:
            met = f"(SELECT * FROM {name} WHERE {_compared(table.per, name)} IN (SELECT met FROM met_by_changes))"  # noqa: S608
            sql = re.sub(rf"\b{re.escape(name)}\b", met, sql)
    return sql


def _compared(column: str, table: str) -> str:
    return _COMPARED.get((column, table), column)
