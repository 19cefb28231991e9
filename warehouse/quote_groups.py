"""Groups of quotes with the same words, over everything that counts.

A full build reads every quote.  An incremental publish looks up what the warehouse remembers of the wordings that new
quotes may be kin of, and changes the groups of these alone; the outcome is that of a full build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipelines.stories.quote_groups import COLUMNS, Grouped, group
from warehouse import quote_changes, quote_lookups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

# A group is called by its number in 16 hex digits.
_NAMED = "lower(lpad(to_hex(quote_group), 16, '0')) AS quote_group_id"
# Quotes that are read at once.
_AT_ONCE = 1 << 16


def stage(connection: DuckDBPyConnection, *, whole: bool) -> None:
    """Add what the tables of quotes that are kept together are made from to the staged lake.

    These are `lake.quote_groups` (`article_key`, `quote_id`, `wording_key`, `quote_group_id`, `relation`),
    `lake.quote_kin` and `lake.quote_anchors`: everything, or what `replace` puts in place of what changed.

    Args:
        connection: a connection on which `staging.stage` was called.
        whole: whether the staged lake holds everything; else it holds what changed, and the warehouse is attached.
    """
    if not whole:
        quote_changes.stage(connection)
        return
    keys: list[pa.Array] = []
    found = group(_read(connection, keys))
    articles = pa.chunked_array(keys, pa.uint64())
    texts = found.anchors.texts
    counts = np.bincount(texts, minlength=len(found.wordings)).astype(np.int32)
    anchors = {"anchor": found.anchors.values, "wording_key": found.wordings[texts], "anchors": counts[texts]}
    _keep(connection, "quote_anchors", pa.table(anchors), "*")
    _keep(connection, "quote_kin", found.kin, "wording AS wording_key, nearest AS nearest_key, shared")
    _keep(connection, "quote_groups", _rows(found, articles), "* EXCLUDE (quote_group), " + _NAMED)


def _read(connection: DuckDBPyConnection, keys: list[pa.Array]) -> Iterator[pa.Table]:
    """The quotes that count, and beside them the keys of their articles, which `keys` takes in."""
    reader = connection.execute(quote_lookups.STAGED).to_arrow_reader(_AT_ONCE)
    for batch in reader:
        keys.append(batch["article_key"])
        yield pa.table([batch[field.name].cast(field.type) for field in COLUMNS], schema=COLUMNS)


def _rows(found: Grouped, articles: pa.ChunkedArray) -> pa.Table:
    quotes = found.quotes.rename_columns({"wording": "wording_key"})
    return quotes.append_column("article_key", articles)


def _keep(connection: DuckDBPyConnection, name: str, told: pa.Table, columns: str) -> None:
    connection.register("told", told)
    connection.execute(f"CREATE TABLE lake.{name} AS SELECT {columns} FROM told")  # noqa: S608 - names of our own
    connection.unregister("told")
