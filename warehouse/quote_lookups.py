"""What the warehouse remembers of the words of quotes, as an incremental publish looks it up.

The queries know `lake.requoted`, the keys of changed articles, and `lake.come`, the quotes of these as they are now;
`asked` is whatever is looked up.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.stories import quote_anchors
from pipelines.stories.quote_groups import NEVER, VOICE
from pipelines.stories.quote_words import Numbers, Runs, hashed
from warehouse.windows import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

    from pipelines.stories.shingles import Hashes

SPEAKER = "CAST('0x' || left(sha256(speaker_id), 16) AS UBIGINT)"
# When a quote came, as a number; at last where that is not known.
_STAMP = f"coalesce(epoch_us(coalesce(article.published_at, article.collected_at)), {NEVER})"
STAGED = f"""
SELECT
    CAST('0x' || quote.article_id AS UBIGINT) AS article_key,
    quote.quote_id,
    quote.text,
    quote.speaker_id,
    coalesce(article.published_at, article.collected_at) AS came_at,
    {_STAMP} AS stamp
FROM lake.quotes quote JOIN lake.articles article USING (article_id)
WHERE quote.kind <> 'scare'
"""  # noqa: S608 - an expression of our own
_DATED = f"SELECT article_key, {_STAMP} AS stamp FROM {NAME}.main.articles article"  # noqa: S608 - our own name
# Wordings of quotes that came or went, with their first quote as it was and as it is.
TOUCHED = f"""
WITH wanted AS (
    SELECT wording_key FROM lake.come
    UNION SELECT wording_key FROM {NAME}.main.quote_groups WHERE article_key IN (FROM lake.requoted)
),
said AS (
    SELECT held.wording_key, held.quote_id, dated.stamp, quote.speaker_key, held.quote_group_id, held.relation,
        true AS was, held.article_key NOT IN (FROM lake.requoted) AS now
    FROM (FROM {NAME}.main.quote_groups SEMI JOIN wanted USING (wording_key)) held
    JOIN {NAME}.main.quotes quote USING (article_key, quote_id)
    JOIN ({_DATED}) dated USING (article_key)
    UNION ALL
    SELECT wording_key, quote_id, stamp, speaker_key, NULL, NULL, false, true FROM lake.come
),
firsts AS (
    SELECT
        wording_key,
        min({{'stamp': stamp, 'quote_id': quote_id, 'speaker_key': speaker_key}}) FILTER (was) AS before,
        min({{'stamp': stamp, 'quote_id': quote_id, 'speaker_key': speaker_key}}) FILTER (now) AS after,
        any_value(quote_group_id) AS quote_group_id,
        any_value(relation) AS relation
    FROM said
    GROUP BY wording_key
)
SELECT
    wording_key,
    quote_group_id,
    relation,
    before IS NULL AS is_new,
    after IS NULL AS is_gone,
    before IS DISTINCT FROM after AS moved,
    before IS NOT NULL AND (after IS NULL OR after > before) AS later
FROM firsts
ORDER BY wording_key
"""  # noqa: S608 - names of our own
_DESCRIBED = f"""
WITH said AS (
    SELECT wording_key, article_key, quote_id, quote_group_id, stamp, article_key NOT IN (FROM lake.requoted) AS now
    FROM {NAME}.main.quote_groups SEMI JOIN asked USING (wording_key)
    JOIN ({_DATED}) USING (article_key)
    UNION ALL
    SELECT wording_key, article_key, quote_id, NULL, stamp, true FROM lake.come SEMI JOIN asked USING (wording_key)
),
firsts AS (
    SELECT *, max(quote_group_id) OVER (PARTITION BY wording_key) AS held_group
    FROM said
    QUALIFY now AND row_number() OVER (PARTITION BY wording_key ORDER BY now DESC, stamp, quote_id) = 1
)
SELECT
    firsts.wording_key,
    firsts.stamp,
    firsts.quote_id,
    held_group AS quote_group_id,
    coalesce(come.text, quote.text) AS text,
    CASE WHEN come.quote_id IS NULL THEN speaker.entity_id ELSE come.speaker_id END AS speaker_id
FROM firsts
LEFT JOIN lake.come come ON come.article_key = firsts.article_key AND come.quote_id = firsts.quote_id
LEFT JOIN {NAME}.main.quotes quote ON quote.article_key = firsts.article_key AND quote.quote_id = firsts.quote_id
LEFT JOIN {NAME}.main.entities speaker ON speaker.entity_key = quote.speaker_key
ORDER BY wording_key
"""  # noqa: S608 - names of our own
# The same of wordings that the warehouse did not have: what it holds need not be searched for them.
_CAME = """
SELECT
    wording_key,
    stamp,
    quote_id,
    CAST(NULL AS VARCHAR) AS quote_group_id,
    text,
    speaker_id
FROM lake.come SEMI JOIN asked USING (wording_key)
QUALIFY row_number() OVER (PARTITION BY wording_key ORDER BY stamp, quote_id) = 1
ORDER BY wording_key
"""
# Wordings that few words of the same mouth may be cut from: what has only plain letters must have one of the words.
SPOKEN = f"""
WITH sought AS (SELECT *, {SPEAKER} AS speaker_key FROM asked),
near AS (
    FROM ({_DATED}) WHERE stamp BETWEEN (SELECT min(since) FROM sought) AND (SELECT max(until) FROM sought)
),
said AS (
    SELECT article_key, quote_id, speaker_key, text, stamp
    FROM {NAME}.main.quotes JOIN near USING (article_key)
    WHERE speaker_key IN (SELECT speaker_key FROM sought) AND article_key NOT IN (FROM lake.requoted)
),
held AS (
    SELECT DISTINCT said.article_key, said.quote_id
    FROM said JOIN sought USING (speaker_key)
    WHERE said.stamp BETWEEN sought.since AND sought.until
        AND (contains(lower(said.text), sought.word) OR regexp_matches(said.text, '[^ -~‘’“”–—…]'))
)
SELECT wording_key FROM {NAME}.main.quote_groups JOIN held USING (article_key, quote_id)
UNION
SELECT wording_key FROM lake.come SEMI JOIN sought USING (speaker_key)
ORDER BY ALL
"""  # noqa: S608 - names of our own
HELD_ANCHORS = f"SELECT anchor, wording_key, anchors FROM {NAME}.meta.quote_anchors"  # noqa: S608 - our own name
POSTED = f"""
{HELD_ANCHORS}
WHERE anchor IN (SELECT anchor FROM lake.dirty_anchors UNION SELECT anchor FROM lake.gone_anchors)
"""  # noqa: S608 - own names
# Members of anchors that became a commonplace with what came, or are none any more without what went.
FLIPPED = """
WITH counted AS (
    SELECT anchor, sum(before) AS before, sum(before + come) AS after
    FROM (
        SELECT anchor, 1 AS before, 0 AS come FROM lake.postings
        UNION ALL SELECT anchor, 0, 1 FROM lake.come_anchors
        UNION ALL SELECT anchor, 0, -1 FROM lake.gone_anchors
    )
    GROUP BY anchor
)
SELECT DISTINCT wording_key
FROM lake.postings
JOIN counted USING (anchor)
WHERE (before <= $most) <> (after <= $most)
ORDER BY ALL
"""
MORE = f"""
{HELD_ANCHORS}
WHERE anchor IN (SELECT anchor FROM lake.more_anchors) AND anchor NOT IN (SELECT anchor FROM lake.postings)
"""  # noqa: S608 - own names
PAIRS = f"""
WITH common AS (
    SELECT *
    FROM (
        FROM lake.postings ANTI JOIN lake.gone_anchors USING (wording_key)
        UNION ALL FROM lake.come_anchors
    )
    QUALIFY count(*) OVER (PARTITION BY anchor) <= $most
)
SELECT DISTINCT least(one, other) AS one, greatest(one, other) AS other
FROM (
    SELECT dirty.wording_key AS one, common.wording_key AS other
    FROM lake.dirty_anchors dirty JOIN common USING (anchor)
    WHERE dirty.wording_key <> common.wording_key
    GROUP BY ALL
    HAVING count(*) * {quote_anchors.PART} >= least(any_value(dirty.anchors), any_value(common.anchors))
)
ORDER BY ALL
"""  # noqa: S608 - numbers of our own
KIN = f"SELECT wording_key, nearest_key, shared FROM {NAME}.meta.quote_kin"  # noqa: S608 - our own name
FEW_HELD = f"""
SELECT DISTINCT asked.wording_key, asked.holder
FROM asked SEMI JOIN (
    SELECT wording_key FROM {NAME}.main.quote_groups UNION ALL SELECT wording_key FROM lake.come
) USING (wording_key)
ORDER BY ALL
"""  # noqa: S608 - names of our own
# Wordings of groups that are there still, be it only in articles that changed.
MEMBERS = f"""
SELECT wording_key, any_value(quote_group_id) AS quote_group_id
FROM {NAME}.main.quote_groups SEMI JOIN asked USING (quote_group_id)
WHERE article_key NOT IN (FROM lake.requoted) OR wording_key IN (SELECT wording_key FROM lake.come)
GROUP BY wording_key
ORDER BY wording_key
"""  # noqa: S608 - names of our own
# Quotes whose group is another one though nothing of their article changed.
REGROUPED = f"""
CREATE TABLE lake.quote_groups_gone AS
SELECT article_key, quote_id, quote_group_id, wording_key
FROM {NAME}.main.quote_groups
WHERE article_key NOT IN (FROM lake.requoted)
    AND wording_key IN (SELECT wording_key FROM lake.regrouped_wordings WHERE anew)
"""  # noqa: S608 - names of our own
ROWS = """
CREATE TABLE lake.quote_groups AS
SELECT quote.article_key, quote.quote_id, now.quote_group_id, now.relation, quote.wording_key
FROM (
    SELECT article_key, quote_id, wording_key FROM lake.come
    UNION ALL SELECT article_key, quote_id, wording_key FROM lake.quote_groups_gone
) quote
JOIN lake.regrouped_wordings now USING (wording_key)
ORDER BY quote.article_key, quote.quote_id
"""


class Known:
    """Wordings looked up, as they are now.

    Attributes:
        told: `wording_key`; `stamp`, `quote_id`, `text`, `speaker_id` of the first quote; `quote_group_id` as it was,
            missing where the warehouse did not have the words; a row a wording, in the order of being looked up.
        runs: their words.
    """

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._missing = np.empty(0, np.uint64)
        self.told = asked(connection, _DESCRIBED, wording_key=self._missing)
        self.runs = Runs.of(pa.array([], pa.string()))

    def look_up(self, wordings: Hashes, *, came: bool = False) -> None:
        """Have these known too, as far as there are any such; those that only just `came` stand nowhere else."""
        new = np.setdiff1d(wordings, np.concatenate((self.keys, self._missing)))
        if len(new):
            found = asked(self._connection, _CAME if came else _DESCRIBED, wording_key=new)
            self._missing = np.concatenate((self._missing, np.setdiff1d(new, keys(found["wording_key"]))))
            self.runs = Runs.joined([self.runs, Runs.of(pa.array(found["text"], pa.string()))])
            self.told = pd.concat([self.told, found], ignore_index=True)

    @property
    def keys(self) -> Hashes:
        """Their names."""
        return keys(self.told["wording_key"])

    @property
    def voices(self) -> Hashes:
        """Hashes of who said them first; 0 where that is nobody known."""
        return hashed(pa.array(self.told["speaker_id"], pa.string()), VOICE)

    @property
    def came(self) -> Numbers:
        """When they were said first, in microseconds."""
        return self.told["stamp"].to_numpy(np.int64)

    def places(self, wordings: Hashes) -> Numbers:
        """Row numbers of wordings, all of which are known."""
        order = np.argsort(self.keys)
        return order[np.searchsorted(self.keys, wordings, sorter=order)]

    def there(self, wordings: Hashes) -> Hashes:
        """Those of these wordings that there are."""
        return wordings[np.isin(wordings, self.keys)]

    def in_time(self) -> Numbers:
        """For each row its place when all are put in order of their first quotes."""
        rank = np.empty(len(self.told), np.int64)
        rank[self.told.sort_values(["stamp", "quote_id"]).index.to_numpy()] = np.arange(len(rank))
        return rank


def keys(column: pd.Series) -> Hashes:
    """Names of wordings as numbers."""
    return column.to_numpy(np.uint64)


def commonplace(connection: DuckDBPyConnection, sql: str) -> pd.DataFrame:
    """Rows of a query that asks what is a commonplace."""
    found: pd.DataFrame = connection.execute(sql, {"most": quote_anchors.COMMONPLACE}).df()
    return found


def asked(connection: DuckDBPyConnection, sql: str, **columns: object) -> pd.DataFrame:
    """Rows of a query that knows a table `asked` with these columns."""
    with told(connection, asked=_table(columns)):
        found: pd.DataFrame = connection.execute(sql).df()
    return found


def keep(connection: DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """Make a table of the staged lake."""
    with told(connection, told=_table({str(column): frame[column] for column in frame})):
        connection.execute(f"CREATE TABLE lake.{name} AS FROM told")


def _table(columns: dict[str, object]) -> pa.Table:
    kinds = {name: pa.string() for name in ("quote_group_id", "relation", "word", "speaker_id")}
    return pa.table({name: pa.array(values, kinds.get(name)) for name, values in columns.items()})


@contextmanager
def told(connection: DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """Have SQL know tables by these names."""
    for name, table in tables.items():
        # A table of its own: filters that are handed on to Arrow can't be told of numbers beyond 63 bits.
        connection.register("arrow", table)
        connection.execute(f"CREATE TEMP TABLE {name} AS FROM arrow")
        connection.unregister("arrow")
    yield
    for name in tables:
        connection.execute(f"DROP TABLE temp.{name}")
