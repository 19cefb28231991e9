"""What an incremental publish changes of the groups of quotes, found by looking up the neighbourhood of new quotes.

A wording's nearest earlier kin may be another one where the wording itself, or one of its kin, came, went or has
another first quote now, and where one of its anchors became a commonplace or is none any more.  Such wordings are
compared again with all that share anchors with them; the others keep what the warehouse remembers of them.  Where a
nearest kin is another one, the wordings of that group are followed to their beginnings again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.stories.quote_anchors import anchors, sketches
from pipelines.stories.quote_groups import COLUMNS, WHILE, Said, a_while, held_by, nearest
from pipelines.stories.quote_kin import count_shared, likely, relation
from pipelines.stories.quote_words import ENOUGH, FEW, names_of_parts
from warehouse import quote_lookups
from warehouse.quote_lookups import KIN, SPEAKER, Known, asked, commonplace, keep, keys, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from pipelines.stories.shingles import Hashes

TABLES = {
    "main.quote_groups": ("article_key", "quote_id", "quote_group_id", "relation", "wording_key"),
    "meta.quote_kin": ("wording_key", "nearest_key", "shared"),
    "meta.quote_anchors": ("anchor", "wording_key", "anchors"),
}
_PLAIN = re.compile("[a-z0-9]+")


def stage(connection: DuckDBPyConnection) -> None:
    """Add to the staged lake the rows that come into the tables of `TABLES`, and which rows they take the place of.

    Args:
        connection: has the changed part of the lake staged and the warehouse attached.
    """
    _come(connection)
    touched = connection.execute(quote_lookups.TOUCHED).df()
    known = Known(connection)
    again = _again(connection, known, touched)
    kin = _kin(connection, known, again, keys(touched[touched["is_gone"]]["wording_key"]))
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


def _come(connection: DuckDBPyConnection) -> None:
    """Make `lake.requoted`, the keys of changed articles, and `lake.come`, their quotes as they are now."""
    connection.execute(
        "CREATE TABLE lake.requoted AS SELECT CAST('0x' || article_id AS UBIGINT) AS article_key FROM lake.changed"
    )
    quotes = connection.execute(quote_lookups.STAGED).to_arrow_table()
    said = Said.of(pa.table([quotes[field.name].cast(field.type) for field in COLUMNS], schema=COLUMNS))
    with told(connection, told=quotes.append_column("wording_key", pa.array(said.wordings))):
        connection.execute(f"CREATE TABLE lake.come AS SELECT *, {SPEAKER} AS speaker_key FROM told")  # noqa: S608


def _again(connection: DuckDBPyConnection, known: Known, touched: pd.DataFrame) -> Hashes:
    """Wordings whose nearest kin is to be found again; makes the tables of their anchors and who shares them."""
    new, gone, moved, later = (
        keys(touched[touched[flag]]["wording_key"]) for flag in ("is_new", "is_gone", "moved", "later")
    )
    known.look_up(new, came=True)
    known.look_up(moved)
    there = known.there(moved)
    _post(connection, "come_anchors", known, known.there(new))
    _post(connection, "dirty_anchors", known, there)
    found = quote_lookups.HELD_ANCHORS + (" SEMI JOIN asked USING (wording_key)" if len(gone) else " LIMIT 0")
    with told(connection, asked=pa.table({"wording_key": gone})):
        connection.execute(f"CREATE TABLE lake.gone_anchors AS {found}")
    connection.execute(f"CREATE TABLE lake.postings AS {quote_lookups.POSTED}")
    children = f"{KIN} SEMI JOIN asked USING (nearest_key)"
    orphans = asked(connection, children, nearest_key=later)
    # Few words are cut from what came shortly before, so that it matters to them also how much earlier it came.
    cut = asked(connection, f"{children} WHERE shared < {ENOUGH}", nearest_key=moved)
    flipped = commonplace(connection, quote_lookups.FLIPPED)
    beside = np.unique(np.concatenate([keys(frame["wording_key"]) for frame in (orphans, cut, flipped)]))
    beside = np.setdiff1d(beside, there)
    known.look_up(beside)
    beside = known.there(beside)
    if len(beside):
        _post(connection, "more_anchors", known, beside)
        connection.execute(f"INSERT INTO lake.postings {quote_lookups.MORE}")
        connection.execute("INSERT INTO lake.dirty_anchors FROM lake.more_anchors")
    return np.concatenate((there, beside))


def _post(connection: DuckDBPyConnection, name: str, known: Known, wordings: Hashes) -> None:
    """Make a table of the anchors of wordings."""
    found = anchors(known.runs.take(known.places(wordings)))
    counts = np.bincount(found.texts, minlength=len(wordings))[found.texts]
    columns = {"anchor": found.values, "wording_key": wordings[found.texts], "anchors": counts.astype(np.int32)}
    with told(connection, told=pa.table(columns)):
        connection.execute(f"CREATE TABLE lake.{name} AS FROM told")


def _kin(connection: DuckDBPyConnection, known: Known, again: Hashes, gone: Hashes) -> pd.DataFrame:
    """Nearest kin of the wordings to be looked at `again`, and of those that these are the nearest kin of now.

    Makes `lake.quote_kin` and `lake.quote_kin_gone`.

    Returns:
        `wording_key` and `nearest_key`, its own where it has none, of all that have another one now or are new.
    """
    pairs = commonplace(connection, quote_lookups.PAIRS)
    few, holders = _parts(connection, known, again)
    sought, spoken = _spoken(connection, known, again)
    known.look_up(np.unique(np.concatenate((pairs.to_numpy(np.uint64).ravel(), few, spoken))))
    one, other = known.places(keys(pairs["one"])), known.places(keys(pairs["other"]))
    kept = likely(known.runs.sizes, sketches(known.runs), one, other)
    one, other = one[kept], other[kept]
    common = count_shared(known.runs, one, other)
    few, holders = _cut(known, few, holders, sought, known.there(spoken))
    rank, sizes = known.in_time(), known.runs.sizes
    few_at, holders_at = known.places(few), known.places(holders)
    swapped = rank[one] > rank[other]
    earlier = np.concatenate((np.where(swapped, other, one), holders_at))
    later = np.concatenate((np.where(swapped, one, other), few_at))
    common = np.concatenate((common, sizes[few_at]))
    kept = (common > 0) & (rank[earlier] < rank[later])
    earlier, later, common = known.keys[earlier[kept]], known.keys[later[kept]], common[kept]
    wanted = np.union1d(again, later)
    held = asked(connection, f"{KIN} SEMI JOIN asked USING (wording_key)", wording_key=wanted)
    # Whoever is not looked at again keeps the nearest that it had, or takes one of these.
    still = held[~held["wording_key"].isin(again)]
    known.look_up(keys(still["nearest_key"]))
    rank = known.in_time()
    by_time = known.keys[np.argsort(rank)]
    earlier = np.concatenate((earlier, keys(still["nearest_key"])))
    later = np.concatenate((later, keys(still["wording_key"])))
    common = np.concatenate((common, still["shared"].to_numpy(np.int64)))
    to, shared = nearest(len(rank), rank[known.places(earlier)], rank[known.places(later)], common)
    at = rank[known.places(wanted)]
    found = pd.DataFrame({"wording_key": wanted, "nearest_key": by_time[to[at]], "shared": shared[at].astype(np.int32)})
    keep(connection, "quote_kin", found[found["wording_key"] != found["nearest_key"]])
    keep(connection, "quote_kin_gone", pd.DataFrame({"wording_key": np.concatenate((wanted, gone))}))
    was = wanted.copy()
    was[np.searchsorted(wanted, keys(held["wording_key"]))] = keys(held["nearest_key"])
    is_new = known.told["quote_group_id"].isna().to_numpy()[known.places(wanted)]
    changed: pd.DataFrame = found[(was != keys(found["nearest_key"])) | is_new]
    return changed


def _parts(connection: DuckDBPyConnection, known: Known, again: Hashes) -> tuple[Hashes, Hashes]:
    """Wordings of few words that the wordings looked at again hold, from the same mouth, and these."""
    places = known.places(again)
    long = places[(known.voices[places] > 0) & (known.runs.sizes[places] >= ENOUGH)]
    runs, voices, holders = known.runs.take(long), known.voices[long], known.keys[long]
    found = [names_of_parts(runs, voices, size) for size in range(FEW, ENOUGH)]
    parts, texts = (np.concatenate(columns) for columns in zip(*found, strict=True))
    pairs = asked(connection, quote_lookups.FEW_HELD, wording_key=parts, holder=holders[texts])
    return keys(pairs["wording_key"]), keys(pairs["holder"])


def _spoken(connection: DuckDBPyConnection, known: Known, again: Hashes) -> tuple[Hashes, Hashes]:
    """Those of few words that are looked at again, in order, and wordings that they may be cut from."""
    places = known.places(again)
    few = (known.voices[places] > 0) & (known.runs.sizes[places] >= FEW) & (known.runs.sizes[places] < ENOUGH)
    places = places[few]
    if not len(places):
        return again[few], again[few]
    found = asked(
        connection,
        quote_lookups.SPOKEN,
        speaker_id=known.told["speaker_id"].iloc[places],
        word=[max(_PLAIN.findall(text.lower()), key=len, default="") for text in known.told["text"].iloc[places]],
        since=known.came[places] - WHILE,
        until=known.came[places],
    )
    return np.sort(again[few]), keys(found["wording_key"])


def _cut(known: Known, few: Hashes, holders: Hashes, sought: Hashes, spoken: Hashes) -> tuple[Hashes, Hashes]:
    """Wordings of few words and those that they may be cut from: of the pairs given, and of those sought in others."""
    # Among the few words that the warehouse has are some that went.
    there = np.isin(few, known.keys)
    found = [np.stack((few[there], holders[there]))]
    places = known.places(spoken)
    enough = (known.runs.sizes[places] >= ENOUGH) & (known.voices[places] > 0)
    spoken, places = spoken[enough], places[enough]
    for at, text in held_by(known.runs.take(places), known.voices[places], sought) if len(sought) else ():
        found.append(np.stack((sought[at], spoken[text])))
    few, holders = np.unique(np.concatenate(found, axis=1), axis=1)
    near = a_while(known.came[known.places(holders)], known.came[known.places(few)])
    return few[near], holders[near]


def _regroup(connection: DuckDBPyConnection, known: Known, kin: pd.DataFrame, touched: pd.DataFrame) -> None:
    """Make `lake.quote_groups` and `lake.quote_groups_gone` of all quotes that came or have another group now."""
    changed = keys(kin["wording_key"])
    groups = known.told["quote_group_id"].iloc[known.places(changed)]
    left = sorted({*groups.dropna(), *touched[touched["moved"]]["quote_group_id"].dropna()})
    members = asked(connection, quote_lookups.MEMBERS, quote_group_id=left)
    was = dict(zip(members["wording_key"].tolist(), members["quote_group_id"], strict=True))
    held = asked(connection, f"{KIN} SEMI JOIN asked USING (wording_key)", wording_key=keys(members["wording_key"]))
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
    keep(connection, "regrouped_wordings", pd.concat([told[columns], same.assign(anew=False)[columns]]))
    connection.execute(quote_lookups.REGROUPED)
    connection.execute(quote_lookups.ROWS)
    connection.execute("CREATE TABLE lake.quote_anchors AS FROM lake.come_anchors ORDER BY anchor, wording_key")
    connection.execute("CREATE TABLE lake.quote_anchors_gone AS SELECT DISTINCT wording_key FROM lake.gone_anchors")


def _root(wording: int, to: dict[int, int | None], stays: dict[int, str]) -> str:
    """The group of a wording: the beginning that it comes to, or the group of the first that keeps its own."""
    while (further := to.get(wording, 0)) != 0:
        if further is None or further == wording:
            return f"{wording:016x}"
        wording = further
    return stays[wording]
