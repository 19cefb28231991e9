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
# Values of each column that changed articles have or had, or that something else which changed with them has; for one
# table alone where its rows depend on more than that.
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
_MET["marts.entity_trends"] = f"""
    SELECT week + CAST(7 * weeks AS INTEGER)
    FROM (
        SELECT week_of(published_on) AS week FROM {BEFORE}.main.articles
        UNION SELECT week_of(published_on) FROM {AFTER}.main.articles
    )
    CROSS JOIN range(9) later(weeks)
    WHERE week IS NOT NULL
    UNION SELECT week FROM marts.entity_trends
    WHERE entity_key IN (SELECT entity_key FROM redescribed WHERE renamed)
    UNION SELECT named.week
    FROM marts.entity_weeks named, began, (SELECT week_of(min(date)) AS week FROM main.dates) begins
    WHERE began.week IS DISTINCT FROM begins.week AND named.week <= greatest(began.week, begins.week) + 56
"""  # noqa: S608 - names of our own
# Where the column has another name, or has to be worked out; nothing where it says something else.
_COMPARED = {
    ("week", "main.articles"): _WEEK,
    ("week", "main.dates"): "",
    ("week", "marts.voices_by_role"): f"coalesce(week, {_NEVER})",
}
_IS_MET = "{} IN (SELECT met FROM met_by_changes)"
# A trend is told from the weeks before as well.
_READ = {
    "marts.entity_trends": "{} IN (SELECT met - CAST(7 * weeks AS INTEGER)"
    " FROM met_by_changes CROSS JOIN range(9) earlier(weeks))"
}
_RANKING = re.compile(r"\nORDER BY [^()]+ DESC[^()]*\Z")


def replace(connection: DuckDBPyConnection, table: Statement) -> None:
    """Make the rows of a table again that changes met, in the database in use.

    Args:
        connection: has the small warehouses attached, and in the database in use every table that this one reads
            brought up to date, and what `update` notes: `began`, `restoried`, `redescribed` and `regrouped`.
        table: a table with `per`.
    """
    # A value that is missing would make it unknown of any other whether it was met.
    values = f"SELECT DISTINCT met FROM ({_MET.get(table.name, _MET[table.per])}) told(met) WHERE met IS NOT NULL"  # noqa: S608
    connection.execute(f"CREATE OR REPLACE TEMP TABLE met_by_changes AS {values}")
    is_met = _IS_MET.format(_COMPARED.get((table.per, table.name), table.per))
    made = f"SELECT * FROM ({_narrowed(connection, table)}) WHERE {is_met}"  # noqa: S608 - names of our own
    ranking = _RANKING.search(table.sql)
    if not ranking:
        connection.execute(f"DELETE FROM {table.name} WHERE {is_met}")  # noqa: S608 - names of our own
        connection.execute(f"INSERT INTO {table.name} {made}")
        return
    # A ranking is written again in its order: whoever looks at the first rows sees those of a full build.
    connection.execute(
        f"CREATE TEMP TABLE ranked AS SELECT * FROM {table.name} WHERE NOT {is_met} UNION ALL {made}"  # noqa: S608
    )
    connection.execute(f"TRUNCATE {table.name}")
    connection.execute(f"INSERT INTO {table.name} FROM ranked {ranking.group()}")
    connection.execute("DROP TABLE ranked")


def _narrowed(connection: DuckDBPyConnection, table: Statement) -> str:
    """The statement, reading only what was met of the tables that have the column."""
    sql = table.sql
    for name in table.depends:
        listed = connection.execute(f"SELECT column_name FROM (DESCRIBE {name})").fetchall()  # noqa: S608 - own names
        compared = _COMPARED.get((table.per, name), table.per if (table.per,) in listed else "")
        if compared:
            is_read = _READ.get(table.name, _IS_MET).format(compared)
            sql = re.sub(rf"\b{re.escape(name)}\b", f"(SELECT * FROM {name} WHERE {is_read})", sql)  # noqa: S608
    return sql
