"""Groups of quotes with the same words, over everything that counts.

Up to `MOST` quotes all are grouped at every publish, so that the outcome depends on nothing but the quotes.  Beyond,
an incremental publish leaves the groups that there are and finds those of new quotes among the quotes of the weeks
around them; which of two groups a quote belongs to may then depend on what came first, until the next full build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from pipelines.frames import QUOTE_GROUPS
from pipelines.stories.quote_groups import group_quotes
from warehouse.windows import NAME

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection

MOST = 200_000
WEEKS = 4

_STAGED = """
SELECT quote.quote_id, quote.text, quote.speaker_id, quote.kind,
    coalesce(article.published_at, article.collected_at) AS came_at
FROM lake.quotes quote JOIN lake.articles article USING (article_id)
WHERE quote.kind <> 'scare'
"""
_HELD = f"""
SELECT quote.quote_id, quote.text, speaker.entity_id AS speaker_id, quote.kind,
    coalesce(article.published_at, article.collected_at) AS came_at
FROM {NAME}.main.quotes quote
JOIN {NAME}.main.articles article USING (article_key)
LEFT JOIN {NAME}.main.entities speaker ON speaker.entity_key = quote.speaker_key
ANTI JOIN lake.changed USING (article_id)
WHERE quote.kind <> 'scare'
"""  # noqa: S608 - a name of our own
_GROUPED = f"SELECT quote_id, quote_group_id, relation FROM {NAME}.main.quote_groups"  # noqa: S608 - our own name


def stage(connection: DuckDBPyConnection, *, whole: bool) -> None:
    """Add `lake.quote_groups`, the frame of all quotes that count, to the staged lake.

    Args:
        connection: a connection on which `staging.stage` was called.
        whole: whether the staged lake holds everything; else it holds what changed, and the warehouse is attached.
    """
    if whole:
        _keep(connection, group_quotes(_rows(connection, _STAGED)))
        return
    (held,) = connection.execute(f"SELECT count(*) FROM {NAME}.main.quotes").fetchone() or (0,)  # noqa: S608
    if held <= MOST:
        _keep(connection, group_quotes(_rows(connection, f"{_STAGED} UNION ALL {_HELD}")))
        return
    near = f"SELECT * FROM ({_HELD}) JOIN ({_GROUPED}) USING (quote_id) WHERE came_at IS NULL OR came_at BETWEEN"  # noqa: S608
    near += (
        f" (SELECT min(came_at) - INTERVAL {WEEKS} WEEK FROM ({_STAGED}))"  # noqa: S608 - names of our own
        f" AND (SELECT max(came_at) + INTERVAL {WEEKS} WEEK FROM ({_STAGED}))"
    )
    found = group_quotes(_rows(connection, _STAGED), _rows(connection, near).drop(columns="relation"))
    _keep(connection, found)
    connection.execute(
        f"INSERT INTO lake.quote_groups SELECT grouped.* FROM ({_GROUPED}) grouped SEMI JOIN ({_HELD}) USING (quote_id)"  # noqa: S608
    )


def _rows(connection: DuckDBPyConnection, sql: str) -> pd.DataFrame:
    """Rows with the types that `group_quotes` takes, in an order of their own."""
    found: pd.DataFrame = connection.execute(f"SELECT * FROM ({sql}) ORDER BY quote_id").to_arrow_table().to_pandas()  # noqa: S608
    texts = [name for name in found if name != "came_at"]
    return found.astype(dict.fromkeys(texts, "str"))


def _keep(connection: DuckDBPyConnection, groups: pd.DataFrame) -> None:
    connection.register("told", pa.Table.from_pandas(groups, QUOTE_GROUPS.schema, preserve_index=False))
    connection.execute("CREATE TABLE lake.quote_groups AS FROM told")
    connection.unregister("told")
