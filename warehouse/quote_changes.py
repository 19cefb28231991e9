"""What an incremental publish changes of the groups of quotes, found by looking up the neighbourhood of new quotes.

A wording's nearest earlier kin may be another one where the wording itself, or one of its kin, came, went or has
another first quote now, and where one of its anchors became a commonplace or is none any more.  Such wordings are
compared again with all that share an anchor with them; the others keep what the warehouse remembers of them.  Where a
nearest kin is another one, the wordings of that group are followed to their beginnings again.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.stories import quote_anchors
from pipelines.stories.quote_anchors import anchors, sketches
from pipelines.stories.quote_groups import COLUMNS, VOICE, Said, held_by, nearest
from pipelines.stories.quote_kin import count_shared, likely, relation
from pipelines.stories.quote_words import ENOUGH, FEW, Numbers, Runs, hashed, names_of_parts
from warehouse.windows import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    from pipelines.stories.shingles import Hashes

STAGED = """
SELECT
    CAST('0x' || quote.article_id AS UBIGINT) AS article_key,
    quote.quote_id,
    quote.text,
    quote.speaker_id,
    coalesce(article.published_at, article.collected_at) AS came_at
FROM lake.quotes quote JOIN lake.articles article USING (article_id)
WHERE quote.kind <> 'scare'
"""
# A group is called by its number in 16 hex digits.
NAMED = "lower(lpad(to_hex(quote_group), 16, '0')) AS quote_group_id"
TABLES = {
    "main.quote_groups": ("article_key", "quote_id", "quote_group_id", "relation", "wording_key"),
    "meta.quote_kin": ("wording_key", "nearest_key", "shared"),
    "meta.quote_anchors": ("anchor", "wording_key"),
}
SPEAKER = "CAST('0x' || left(sha256(speaker_id), 16) AS UBIGINT)"
# When a quote came, as a number; at last where that is not known.
_AT = f"coalesce(epoch_us(came_at), {(1 << 63) - 1})"
_HELD = f"""
SELECT member.*, coalesce(article.published_at, article.collected_at) AS came_at
FROM {NAME}.main.quote_groups member JOIN {NAME}.main.articles article USING (article_key)
"""  # noqa: S608 - names of our own
# Wordings of quotes that came or went: their first quote and their speakers, as it was and as it is.
_TOUCHED = f"""
CREATE TABLE lake.touched_wordings AS
WITH wanted AS (
    SELECT wording_key FROM lake.come
    UNION SELECT wording_key FROM {NAME}.main.quote_groups WHERE article_key IN (FROM lake.requoted)
),
said AS (
    SELECT held.wording_key, held.quote_id, {_AT} AS stamp, quote.speaker_key, held.quote_group_id, held.relation,
        true AS was, held.article_key NOT IN (FROM lake.requoted) AS now
    FROM ({_HELD} SEMI JOIN wanted USING (wording_key)) held
    JOIN {NAME}.main.quotes quote USING (article_key, quote_id)
    UNION ALL
    SELECT wording_key, quote_id, {_AT}, speaker_key, NULL, NULL, false, true FROM lake.come
)
SELECT
    wording_key,
    min({{'stamp': stamp, 'quote_id': quote_id}}) FILTER (was) AS before,
    min({{'stamp': stamp, 'quote_id': quote_id}}) FILTER (now) AS after,
    list_sort(list(DISTINCT speaker_key) FILTER (was AND speaker_key IS NOT NULL)) AS voices_before,
    list_sort(list(DISTINCT speaker_key) FILTER (now AND speaker_key IS NOT NULL)) AS voices_after,
    any_value(quote_group_id) AS quote_group_id,
    any_value(relation) AS relation
FROM said
GROUP BY wording_key
"""  # noqa: S608 - names of our own
_DESCRIBED = f"""
WITH said AS (
    SELECT wording_key, article_key, quote_id, quote_group_id, relation, came_at
    FROM ({_HELD} SEMI JOIN asked USING (wording_key)) ANTI JOIN lake.requoted USING (article_key)
    UNION ALL
    SELECT wording_key, article_key, quote_id, NULL, NULL, came_at FROM lake.come SEMI JOIN asked USING (wording_key)
),
firsts AS (
    SELECT *, {_AT} AS stamp, max(quote_group_id) OVER same AS held_group, max(relation) OVER same AS held_relation
    FROM said
    WINDOW same AS (PARTITION BY wording_key)
    QUALIFY row_number() OVER (PARTITION BY wording_key ORDER BY came_at NULLS LAST, quote_id) = 1
)
SELECT firsts.wording_key, firsts.stamp, firsts.quote_id, held_group AS quote_group_id, held_relation AS relation,
    coalesce(come.text, quote.text) AS text
FROM firsts
LEFT JOIN lake.come come ON come.article_key = firsts.article_key AND come.quote_id = firsts.quote_id
LEFT JOIN {NAME}.main.quotes quote ON quote.article_key = firsts.article_key AND quote.quote_id = firsts.quote_id
ORDER BY wording_key
"""  # noqa: S608 - names of our own
# Texts of the mouths that say few words, as far as they may hold these: what has only plain letters must have a word.
_SPOKEN = f"""
WITH said AS (
    SELECT member.wording_key, quote.speaker_key, quote.text
    FROM {NAME}.main.quotes quote
    JOIN {NAME}.main.quote_groups member USING (article_key, quote_id)
    WHERE quote.speaker_key IN (SELECT speaker_key FROM asked) AND article_key NOT IN (FROM lake.requoted)
    UNION ALL
    SELECT wording_key, speaker_key, text FROM lake.come WHERE speaker_key IN (SELECT speaker_key FROM asked)
)
SELECT DISTINCT said.wording_key, asked.voice, said.text
FROM said JOIN asked USING (speaker_key)
WHERE contains(lower(said.text), asked.word) OR strlen(said.text) <> length(said.text)
ORDER BY ALL
"""  # noqa: S608 - names of our own

_CHANGES = """
SELECT
    wording_key,
    quote_group_id,
    relation,
    before IS NULL AS is_new,
    after IS NULL AS is_gone,
    before IS DISTINCT FROM after AS moved,
    before IS NOT NULL AND (after IS NULL OR after > before) AS later,
    len(list_filter(coalesce(voices_before, []), lambda v: NOT list_contains(coalesce(voices_after, []), v))) > 0
        AS unheard,
    voices_before IS DISTINCT FROM voices_after AS revoiced
FROM lake.touched_wordings
ORDER BY wording_key
"""
# Who says few words; the same wherever they stand, for they are named after the mouth too.
_MOUTHS = f"""
WITH said AS (
    SELECT wording_key, quote.speaker_key, speaker.entity_id AS speaker_id
    FROM {NAME}.main.quote_groups SEMI JOIN asked USING (wording_key)
    ANTI JOIN lake.requoted USING (article_key)
    JOIN {NAME}.main.quotes quote USING (article_key, quote_id)
    JOIN {NAME}.main.entities speaker ON speaker.entity_key = quote.speaker_key
    UNION ALL
    SELECT wording_key, speaker_key, speaker_id FROM lake.come SEMI JOIN asked USING (wording_key)
)
SELECT DISTINCT wording_key, speaker_key, speaker_id FROM said WHERE speaker_key IS NOT NULL ORDER BY ALL
"""  # noqa: S608 - names of our own
# Who says the wordings that came or moved, or are said by others now.
_VOICES = f"""
WITH named AS (
    SELECT entity_key AS speaker_key, entity_id AS speaker_id FROM {NAME}.main.entities
    UNION SELECT speaker_key, speaker_id FROM lake.come WHERE speaker_key IS NOT NULL
)
SELECT wording_key, speaker_key, speaker_id
FROM (
    SELECT wording_key, unnest(voices_after) AS speaker_key FROM lake.touched_wordings
    WHERE before IS DISTINCT FROM after OR voices_before IS DISTINCT FROM voices_after
)
JOIN named USING (speaker_key)
ORDER BY ALL
"""  # noqa: S608 - names of our own
_HELD_ANCHORS = f"SELECT anchor, wording_key FROM {NAME}.meta.quote_anchors"  # noqa: S608 - our own name
_POSTED = f"""
{_HELD_ANCHORS}
WHERE anchor IN (SELECT anchor FROM lake.dirty_anchors UNION SELECT anchor FROM lake.gone_anchors)
"""  # noqa: S608 - own names
# Members of anchors that became a commonplace with what came, or are none any more without what went.
_FLIPPED = """
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
_MORE = f"""
{_HELD_ANCHORS}
WHERE anchor IN (SELECT anchor FROM lake.more_anchors) AND anchor NOT IN (SELECT anchor FROM lake.postings)
"""  # noqa: S608 - own names
_PAIRS = """
WITH common AS (
    SELECT *
    FROM (
        FROM lake.postings ANTI JOIN lake.gone_anchors USING (wording_key)
        UNION ALL FROM lake.come_anchors
    )
    QUALIFY count(*) OVER (PARTITION BY anchor) <= $most
)
SELECT DISTINCT least(d.wording_key, c.wording_key) AS one, greatest(d.wording_key, c.wording_key) AS other
FROM lake.dirty_anchors d JOIN common c USING (anchor)
WHERE d.wording_key <> c.wording_key
ORDER BY ALL
"""
_KIN = f"SELECT wording_key, nearest_key, shared FROM {NAME}.meta.quote_kin"  # noqa: S608 - our own name
_FEW_HELD = f"""
SELECT DISTINCT asked.wording_key, asked.holder
FROM asked SEMI JOIN (
    SELECT wording_key FROM {NAME}.main.quote_groups UNION ALL SELECT wording_key FROM lake.come
) USING (wording_key)
ORDER BY ALL
"""  # noqa: S608 - names of our own
_MEMBERS = f"""
SELECT wording_key, any_value(quote_group_id) AS quote_group_id
FROM {NAME}.main.quote_groups SEMI JOIN asked USING (quote_group_id)
ANTI JOIN lake.requoted USING (article_key)
GROUP BY wording_key
ORDER BY wording_key
"""  # noqa: S608 - names of our own
_REGROUPED = f"""
CREATE TABLE lake.quote_groups_gone AS
SELECT article_key, quote_id, quote_group_id, wording_key
FROM {NAME}.main.quote_groups
WHERE article_key NOT IN (FROM lake.requoted)
    AND wording_key IN (SELECT wording_key FROM lake.regrouped_wordings WHERE anew)
"""  # noqa: S608 - names of our own
_ROWS = """
CREATE TABLE lake.quote_groups AS
SELECT quote.article_key, quote.quote_id, now.quote_group_id, now.relation, quote.wording_key
FROM (
    SELECT article_key, quote_id, wording_key FROM lake.come
    UNION ALL SELECT article_key, quote_id, wording_key FROM lake.quote_groups_gone
) quote
JOIN lake.regrouped_wordings now USING (wording_key)
ORDER BY quote.article_key, quote.quote_id
"""
_PLAIN = re.compile("[a-z0-9]+")


def stage(connection: DuckDBPyConnection) -> None:
    """Add to the staged lake the rows that come into the tables of `TABLES`, and which rows they take the place of.

    Args:
        connection: has the changed part of the lake staged and the warehouse attached.
    """
    _come(connection)
    touched = connection.execute(_CHANGES).df()
    known = _Known(connection)
    again = _again(connection, known, touched)
    kin = _kin(connection, known, again, _keys(touched[touched["is_gone"]]["wording_key"]))
    _regroup(connection, known, kin, touched)


def replace(connection: DuckDBPyConnection, table: str) -> None:
    """Bring a table of `TABLES` up to date in the copy in use, once `stage` has found what changed."""
    name, columns = table.partition(".")[2], ", ".join(TABLES[table])
    if table == "main.quote_groups":
        # What is told of a group is told again where a quote left it or came into it.
        connection.execute(
            "CREATE TEMP TABLE regrouped AS SELECT quote_group_id FROM main.quote_groups"
            " WHERE article_key IN (FROM lake.requoted)"
            " UNION SELECT quote_group_id FROM lake.quote_groups_gone"
            " UNION SELECT quote_group_id FROM lake.quote_groups"
        )
        connection.execute("DELETE FROM main.quote_groups WHERE article_key IN (FROM lake.requoted)")
        gone = "SELECT article_key, quote_id FROM lake.quote_groups_gone"
        same = "article_key, quote_id"
    else:
        gone, same = f"SELECT wording_key FROM lake.{name}_gone", "wording_key"  # noqa: S608 - names of our own
    if connection.execute(f"{gone} LIMIT 1").fetchone():
        rows = f"SELECT held.rowid FROM {table} held SEMI JOIN ({gone}) USING ({same})"  # noqa: S608 - own names
        connection.execute(f"DELETE FROM {table} WHERE rowid IN ({rows})")  # noqa: S608 - own names
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM lake.{name}")  # noqa: S608 - own names


class _Known:
    """Wordings looked up, as they are now.

    Attributes:
        told: `wording_key`, `stamp` and `quote_id` of the first quote, `quote_group_id` and `relation` as they were,
            and `text`; a row a wording, in the order of being looked up.
        runs: their words.
    """

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._missing = np.empty(0, np.uint64)
        self.told = _asked(connection, _DESCRIBED, wording_key=self._missing)
        self.runs = Runs.of(pa.array([], pa.string()))

    def look_up(self, wordings: Hashes) -> None:
        """Have these known too, as far as there are any such."""
        new = np.setdiff1d(wordings, np.concatenate((self.keys, self._missing)))
        if len(new):
            found = _asked(self._connection, _DESCRIBED, wording_key=new)
            self._missing = np.concatenate((self._missing, np.setdiff1d(new, _keys(found["wording_key"]))))
            self.runs = Runs.joined([self.runs, Runs.of(pa.array(found["text"], pa.string()))])
            self.told = pd.concat([self.told, found], ignore_index=True)

    @property
    def keys(self) -> Hashes:
        """Their names."""
        return _keys(self.told["wording_key"])

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


def _come(connection: DuckDBPyConnection) -> None:
    """Make `lake.requoted`, the keys of changed articles, and `lake.come`, their quotes as they are now."""
    connection.execute(
        "CREATE TABLE lake.requoted AS SELECT CAST('0x' || article_id AS UBIGINT) AS article_key FROM lake.changed"
    )
    quotes = connection.execute(STAGED).to_arrow_table()
    said = Said.of(pa.table([quotes[field.name].cast(field.type) for field in COLUMNS], schema=COLUMNS))
    with _told(connection, told=quotes.append_column("wording_key", pa.array(said.wordings))):
        connection.execute(f"CREATE TABLE lake.come AS SELECT *, {SPEAKER} AS speaker_key FROM told")  # noqa: S608
    connection.execute(_TOUCHED)


def _again(connection: DuckDBPyConnection, known: _Known, touched: pd.DataFrame) -> Hashes:
    """Wordings whose nearest kin is to be found again; makes the tables of their anchors and who shares them."""
    new, gone, moved, later, unheard, revoiced = (
        _keys(touched[touched[flag]]["wording_key"])
        for flag in ("is_new", "is_gone", "moved", "later", "unheard", "revoiced")
    )
    known.look_up(np.concatenate((moved, revoiced)))
    moved = known.there(moved)
    _post(connection, "come_anchors", known, known.there(new))
    _post(connection, "dirty_anchors", known, moved)
    found = _HELD_ANCHORS + (" SEMI JOIN asked USING (wording_key)" if len(gone) else " LIMIT 0")
    with _told(connection, asked=pa.table({"wording_key": gone})):
        connection.execute(f"CREATE TABLE lake.gone_anchors AS {found}")
    connection.execute(f"CREATE TABLE lake.postings AS {_POSTED}")
    children = f"{_KIN} SEMI JOIN asked USING (nearest_key)"
    orphans = _asked(connection, children, nearest_key=later)
    unsaid = _asked(connection, f"{children} WHERE shared < {ENOUGH}", nearest_key=unheard)
    found_again = [_keys(frame["wording_key"]) for frame in (orphans, unsaid, _commonplace(connection, _FLIPPED))]
    beside = np.setdiff1d(np.concatenate(found_again), moved)
    known.look_up(beside)
    beside = known.there(beside)
    if len(beside):
        _post(connection, "more_anchors", known, beside)
        connection.execute(f"INSERT INTO lake.postings {_MORE}")
        connection.execute("INSERT INTO lake.dirty_anchors FROM lake.more_anchors")
    return np.concatenate((moved, beside))


def _post(connection: DuckDBPyConnection, name: str, known: _Known, wordings: Hashes) -> None:
    """Make a table of the anchors of wordings."""
    found = anchors(known.runs.take(known.places(wordings)))
    columns = {"anchor": found.values, "wording_key": wordings[found.texts]}
    with _told(connection, told=pa.table(columns)):
        connection.execute(f"CREATE TABLE lake.{name} AS FROM told")


def _kin(connection: DuckDBPyConnection, known: _Known, again: Hashes, gone: Hashes) -> pd.DataFrame:
    """Nearest kin of the wordings to be looked at `again`, and of those that these are the nearest kin of now.

    Makes `lake.quote_kin` and `lake.quote_kin_gone`.

    Returns:
        `wording_key` and `nearest_key`, its own where it has none, of all that have another one now or are new.
    """
    pairs = _commonplace(connection, _PAIRS)
    known.look_up(np.unique(pairs.to_numpy(np.uint64)))
    one, other = known.places(_keys(pairs["one"])), known.places(_keys(pairs["other"]))
    kept = likely(known.runs.sizes, sketches(known.runs), one, other)
    one, other = one[kept], other[kept]
    common = count_shared(known.runs, one, other)
    few, holders = _few(connection, known, again)
    known.look_up(np.concatenate((few, holders)))
    # Among the few words that the warehouse has are some that went.
    there = np.isin(few, known.keys)
    few, holders = few[there], holders[there]
    rank, sizes = known.in_time(), known.runs.sizes
    few_at, holders_at = known.places(few), known.places(holders)
    swapped = rank[one] > rank[other]
    earlier = np.concatenate((np.where(swapped, other, one), holders_at))
    later = np.concatenate((np.where(swapped, one, other), few_at))
    common = np.concatenate((common, sizes[few_at]))
    kept = (common > 0) & (rank[earlier] < rank[later])
    earlier, later, common = known.keys[earlier[kept]], known.keys[later[kept]], common[kept]
    asked = np.union1d(again, later)
    held = _asked(connection, f"{_KIN} SEMI JOIN asked USING (wording_key)", wording_key=asked)
    # Whoever is not looked at again keeps the nearest that it had, or takes one of these.
    still = held[~held["wording_key"].isin(again)]
    known.look_up(_keys(still["nearest_key"]))
    rank = known.in_time()
    by_time = known.keys[np.argsort(rank)]
    earlier = np.concatenate((earlier, _keys(still["nearest_key"])))
    later = np.concatenate((later, _keys(still["wording_key"])))
    common = np.concatenate((common, still["shared"].to_numpy(np.int64)))
    to, shared = nearest(len(rank), rank[known.places(earlier)], rank[known.places(later)], common)
    at = rank[known.places(asked)]
    found = pd.DataFrame({"wording_key": asked, "nearest_key": by_time[to[at]], "shared": shared[at].astype(np.int32)})
    _keep(connection, "quote_kin", found[found["wording_key"] != found["nearest_key"]])
    _keep(connection, "quote_kin_gone", pd.DataFrame({"wording_key": np.concatenate((asked, gone))}))
    was = asked.copy()
    was[np.searchsorted(asked, _keys(held["wording_key"]))] = _keys(held["nearest_key"])
    is_new = known.told["quote_group_id"].isna().to_numpy()[known.places(asked)]
    changed: pd.DataFrame = found[(was != _keys(found["nearest_key"])) | is_new]
    return changed


def _few(connection: DuckDBPyConnection, known: _Known, again: Hashes) -> tuple[Hashes, Hashes]:
    """Wordings of few words, and others of the same mouth that hold them; one of both is looked at again."""
    sizes = known.runs.sizes[known.places(again)]
    sought = np.sort(again[(sizes >= FEW) & (sizes < ENOUGH)])
    found = [np.empty((2, 0), np.uint64)]
    if len(sought):
        found += _held_elsewhere(connection, known, sought)
    voices = connection.execute(_VOICES).df()
    voices = voices[known.runs.sizes[known.places(_keys(voices["wording_key"]))] >= ENOUGH]
    holders = _keys(voices["wording_key"])
    runs, mouths = known.runs.take(known.places(holders)), hashed(pa.array(voices["speaker_id"], pa.string()), VOICE)
    for size in range(FEW, ENOUGH):
        parts, texts = names_of_parts(runs, mouths, size)
        pairs = _asked(connection, _FEW_HELD, wording_key=parts, holder=holders[texts])
        found.append(pairs[["wording_key", "holder"]].to_numpy(np.uint64).T)
    few, holders = np.unique(np.concatenate(found, axis=1), axis=1)
    return few, holders


def _held_elsewhere(connection: DuckDBPyConnection, known: _Known, sought: Hashes) -> Iterator[NDArray[np.uint64]]:
    """Pairs of a wording of few words and one that holds it, shape (2, n)."""
    mouths = _asked(connection, _MOUTHS, wording_key=sought)
    texts = known.told["text"].to_numpy(object)[known.places(_keys(mouths["wording_key"]))]
    words = [max(_PLAIN.findall(text.lower()), key=len, default="") for text in texts]
    voices = hashed(pa.array(mouths["speaker_id"], pa.string()), VOICE)
    told = _asked(connection, _SPOKEN, speaker_key=_keys(mouths["speaker_key"]), voice=voices, word=words)
    runs = Runs.of(pa.array(told["text"], pa.string()))
    enough = np.flatnonzero(runs.sizes >= ENOUGH)
    holders, voices = _keys(told["wording_key"])[enough], _keys(told["voice"])[enough]
    for few, text in held_by(runs.take(enough), voices, sought):
        yield np.stack((sought[few], holders[text]))


def _regroup(connection: DuckDBPyConnection, known: _Known, kin: pd.DataFrame, touched: pd.DataFrame) -> None:
    """Make `lake.quote_groups` and `lake.quote_groups_gone` of all quotes that came or have another group now."""
    changed = _keys(kin["wording_key"])
    groups = known.told["quote_group_id"].iloc[known.places(changed)]
    left = sorted({*groups.dropna(), *touched[touched["moved"]]["quote_group_id"].dropna()})
    members = _asked(connection, _MEMBERS, quote_group_id=left)
    was = dict(zip(members["wording_key"].tolist(), members["quote_group_id"], strict=True))
    held = _asked(connection, f"{_KIN} SEMI JOIN asked USING (wording_key)", wording_key=_keys(members["wording_key"]))
    to = dict.fromkeys(was) | dict(zip(held["wording_key"].tolist(), held["nearest_key"].tolist(), strict=True))
    to |= dict(zip(kin["wording_key"].tolist(), kin["nearest_key"].tolist(), strict=True))
    stays = dict(zip(known.told["wording_key"].tolist(), known.told["quote_group_id"], strict=True))
    began = {wording: _root(wording, to, stays) for wording in to}
    anew = [wording for wording, group in began.items() if was.get(wording) != group]
    roots = [int(began[wording], 16) for wording in anew]
    known.look_up(np.array(sorted({*anew, *roots}), np.uint64))
    at, first = known.places(np.array(anew, np.uint64)), known.places(np.array(roots, np.uint64))
    relations = [relation(known.runs.run(a), known.runs.run(b)) for a, b in zip(at, first, strict=True)]
    told = pd.DataFrame({"wording_key": np.array(anew, np.uint64), "anew": True})
    told["quote_group_id"], told["relation"] = [began[wording] for wording in anew], relations
    same = touched[~touched["wording_key"].isin(told["wording_key"]) & touched["quote_group_id"].notna()]
    columns = ["wording_key", "anew", "quote_group_id", "relation"]
    _keep(connection, "regrouped_wordings", pd.concat([told[columns], same.assign(anew=False)[columns]]))
    connection.execute(_REGROUPED)
    connection.execute(_ROWS)
    connection.execute("CREATE TABLE lake.quote_anchors AS FROM lake.come_anchors ORDER BY anchor, wording_key")
    connection.execute("CREATE TABLE lake.quote_anchors_gone AS SELECT DISTINCT wording_key FROM lake.gone_anchors")


def _root(wording: int, to: dict[int, int | None], stays: dict[int, str]) -> str:
    """The group of a wording: the beginning that it comes to, or the group of the first that keeps its own."""
    while (further := to.get(wording, 0)) != 0:
        if further is None or further == wording:
            return f"{wording:016x}"
        wording = further
    return stays[wording]


def _keys(column: pd.Series) -> Hashes:
    return column.to_numpy(np.uint64)


def _commonplace(connection: DuckDBPyConnection, sql: str) -> pd.DataFrame:
    """Rows of a query that asks what is a commonplace."""
    found: pd.DataFrame = connection.execute(sql, {"most": quote_anchors.COMMONPLACE}).df()
    return found


def _asked(connection: DuckDBPyConnection, sql: str, **columns: object) -> pd.DataFrame:
    """Rows of a query that knows a table `asked` with these columns."""
    with _told(connection, asked=_table(columns)):
        found: pd.DataFrame = connection.execute(sql).df()
    return found


def _keep(connection: DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    with _told(connection, told=_table({str(column): frame[column] for column in frame})):
        connection.execute(f"CREATE TABLE lake.{name} AS FROM told")


def _table(columns: dict[str, object]) -> pa.Table:
    kinds = {"quote_group_id": pa.string(), "relation": pa.string(), "word": pa.string()}
    return pa.table({name: pa.array(values, kinds.get(name)) for name, values in columns.items()})


@contextmanager
def _told(connection: DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """Have SQL know tables by these names."""
    for name, table in tables.items():
        # A table of its own: filters that are handed on to Arrow can't be told of numbers beyond 63 bits.
        connection.register("arrow", table)
        connection.execute(f"CREATE TEMP TABLE {name} AS FROM arrow")
        connection.unregister("arrow")
    yield
    for name in tables:
        connection.execute(f"DROP TABLE temp.{name}")
