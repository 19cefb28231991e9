"""The same words said to be said elsewhere: quotes that are equal, or cut from one another, share a group.

    groups = group_quotes(quotes)

So one may ask how far words travel, what is cut from them, and into whose mouth they are put.  Quotes of the same words
are one wording; few words are the same only from the same mouth: "a formality" may be said by anybody.  A wording
belongs to the group of its nearest kin among the wordings that were printed before it: the one with which it shares
most words, of these the earliest.  One without begins a group, which is called by its words.  Few words may be cut from
what the same mouth said in the weeks before, but nothing is taken for a longer form of them.  So a group depends on the
quotes alone and not on their order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipelines.frames import QUOTE_GROUPS
from pipelines.stories.quote_anchors import Anchors, anchors, enough_shared, pairs, sketches
from pipelines.stories.quote_kin import count_shared, likely, relation
from pipelines.stories.quote_words import ENOUGH, FEW, Numbers, Runs, hashed, names, names_of_parts
from pipelines.stories.shingles import Hashes

# What is asked of a quote; all but the first two columns may be missing.
COLUMNS = pa.schema(
    [
        ("quote_id", pa.string()),
        ("text", pa.string()),
        ("speaker_id", pa.string()),
        ("came_at", pa.timestamp("us", tz="UTC")),
    ]
)
# What a hash of a speaker is salted with.
VOICE = "speaker "
# Microseconds after which few words are no longer cut from what was said.
WHILE = 28 * 86_400_000_000
# When a quote of unknown time came.
NEVER = (1 << 63) - 1
# Texts looked at together.
_AT_ONCE = 1 << 16


@dataclass(frozen=True)
class Said:
    """Quotes as they are compared.

    Attributes:
        ids: `quote_id` and `came_at`.
        wordings: for each quote 64 bits that are the same for the same words, and where these are few the same mouth.
        voices: 64 bits for the speaker; 0 where there is none.
        runs: the words.
    """

    ids: pa.Table
    wordings: Hashes
    voices: Hashes
    runs: Runs

    @classmethod
    def of(cls, quotes: pa.Table) -> Said:
        """Read quotes with columns of `COLUMNS`, in order."""
        voices = hashed(quotes["speaker_id"], VOICE)
        runs = Runs.of(quotes["text"])
        alone = np.flatnonzero((voices == 0) & (runs.sizes < ENOUGH))
        mouths = voices.copy()
        mouths[alone] = hashed(quotes["quote_id"].take(pa.array(alone)), "quote ")
        return cls(quotes.select(["quote_id", "came_at"]), names(runs, mouths), voices, runs)

    @classmethod
    def joined(cls, parts: list[Said]) -> Said:
        """All quotes of several, one after the other."""
        empty = cls.of(COLUMNS.empty_table())
        return cls(
            pa.concat_tables([empty.ids, *(part.ids for part in parts)]),
            np.concatenate([empty.wordings, *(part.wordings for part in parts)]),
            np.concatenate([empty.voices, *(part.voices for part in parts)]),
            Runs.joined([part.runs for part in parts]),
        )


@dataclass(frozen=True)
class Grouped:
    """Groups of quotes, and what is looked up to keep them up to date.

    Attributes:
        quotes: `quote_id`, `wording`, `quote_group` (both unsigned 64-bit numbers) and `relation`, a row a quote.
        kin: `wording`, `nearest` and `shared`: the nearest earlier kin of each wording that has any.
        wordings: name of each wording.
        anchors: anchors of the wordings.
    """

    quotes: pa.Table
    kin: pa.Table
    wordings: Hashes
    anchors: Anchors


def group_quotes(quotes: pd.DataFrame) -> pd.DataFrame:
    """The group of every quote; scare quotes, which nobody said, have none and no row.

    Args:
        quotes: `quote_id` and `text`; further `speaker_id`, `kind` and `came_at`, when the article was published or
            else collected, all of which may be missing.  The order of rows does not matter.

    Returns:
        The frame `quote_groups` of `pipelines.frames`, a row for each of `quotes` that is no scare quote, in order of
        its key.  `relation` compares a quote with the one that began its group.
    """
    spoken = quotes[quotes["kind"] != "scare"] if "kind" in quotes else quotes
    columns = [
        pa.Array.from_pandas(spoken[field.name], type=field.type)
        if field.name in spoken
        else pa.nulls(len(spoken), field.type)
        for field in COLUMNS
    ]
    found = group([pa.table(columns, schema=COLUMNS)]).quotes
    told = {
        "quote_id": found["quote_id"],
        "quote_group_id": pa.array([f"{number:016x}" for number in found["quote_group"].to_pylist()], pa.string()),
        "relation": found["relation"],
    }
    frame: pd.DataFrame = pa.table(told).to_pandas().astype("str")
    return frame[QUOTE_GROUPS.names].sort_values("quote_id", ignore_index=True)


def group(quotes: Iterable[pa.Table]) -> Grouped:
    """The groups of quotes that come in tables with the columns of `COLUMNS`, in any order.

    Of all quotes the ids and the words, four bytes a word, are held in memory; of the texts one table at a time.
    """
    said = Said.joined([Said.of(table) for table in quotes])
    rank = pc.sort_indices(said.ids, [("came_at", "ascending"), ("quote_id", "ascending")]).to_numpy()
    # Wordings are numbered by when their first quote came.
    different, first, wording_of = np.unique(said.wordings[rank], return_index=True, return_inverse=True)
    by_time = np.argsort(first)
    number_of = np.empty(len(by_time), np.int64)
    number_of[by_time] = np.arange(len(by_time))
    wording = np.empty(len(rank), np.int64)
    wording[rank] = number_of[wording_of]
    own, firsts = different[by_time], rank[first[by_time]]
    del different, first, wording_of, rank, by_time, number_of
    runs, voices = said.runs.take(firsts), said.voices[firsts]
    came = pc.fill_null(said.ids["came_at"].cast(pa.int64()), NEVER).to_numpy()[firsts]
    ids, of_quotes = said.ids["quote_id"], said.wordings
    del said
    found = anchors(runs)
    one, other = _candidates(runs, found)
    few, holder = _cut(runs, own, voices, came)
    common = np.concatenate((count_shared(runs, one, other), runs.sizes[few]))
    to, common = nearest(len(runs), np.concatenate((one, holder)), np.concatenate((other, few)), common)
    began = roots(to)
    relations = np.array(
        [relation(runs.run(n), runs.run(r)) if n != r else "same" for n, r in enumerate(began)], object
    )
    later = np.flatnonzero(to != np.arange(len(to)))
    told = {
        "quote_id": ids,
        "wording": of_quotes,
        "quote_group": own[began][wording],
        "relation": pa.array(relations, pa.string()).dictionary_encode().take(pa.array(wording)).cast(pa.string()),
    }
    kin = {"wording": own[later], "nearest": own[to[later]], "shared": common[later].astype(np.int32)}
    return Grouped(pa.table(told), pa.table(kin), own, found)


def _candidates(runs: Runs, found: Anchors) -> tuple[Numbers, Numbers]:
    """Pairs of wordings, the earlier first, that may hold one another; each once, in order."""
    drawn, sizes = sketches(runs), runs.sizes
    packed, times = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for one, other in pairs(found):
        kept = likely(sizes, drawn, one, other)
        together, counts = np.unique(one[kept] << 32 | other[kept], return_counts=True)
        packed.append(together)
        times.append(counts)
    together, place = np.unique(np.concatenate(packed), return_inverse=True)
    shared = np.bincount(place, np.concatenate(times), len(together))
    one, other = together >> 32, together & 0xFFFFFFFF
    kept = enough_shared(shared, np.bincount(found.texts, minlength=len(runs)), one, other)
    return one[kept], other[kept]


def _cut(runs: Runs, own: Hashes, voices: Hashes, came: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of a wording of few words and one of enough that these may be cut from."""
    known = voices > 0
    few = np.flatnonzero(known & (runs.sizes >= FEW) & (runs.sizes < ENOUGH))
    few = few[np.argsort(own[few])]
    long = np.flatnonzero(known & (runs.sizes >= ENOUGH))
    found = [np.empty((2, 0), np.int64)]
    for start in range(0, len(long) if len(few) else 0, _AT_ONCE):
        part = long[start : start + _AT_ONCE]
        for at, text in held_by(runs.take(part), voices[part], own[few]):
            one, other = few[at], part[text]
            found.append(np.stack((one, other))[:, (other < one) & a_while(came[other], came[one])])
    one, other = np.concatenate(found, axis=1)
    return one, other


def a_while(before: Numbers, after: Numbers) -> NDArray[np.bool_]:
    """Whether some words came not too long before others, for times in microseconds."""
    # `NEVER` less a time before 1970 is beyond 64 bits.
    return (after >= before) & (before >= after - WHILE)


def held_by(runs: Runs, voices: Hashes, sought: Hashes) -> Iterator[tuple[Numbers, Numbers]]:
    """Which few words stand in texts of the same mouth: places in `sought`, with the number of the text.

    Args:
        runs: the texts.
        voices: for each the mouth.
        sought: names of wordings of few words, in order; at least one.
    """
    for size in range(FEW, ENOUGH):
        parts, texts = names_of_parts(runs, voices, size)
        at = np.searchsorted(sought, parts)
        hit = np.flatnonzero(sought[np.minimum(at, len(sought) - 1)] == parts)
        yield at[hit], texts[hit]


def nearest(count: int, earlier: Numbers, later: Numbers, common: Numbers) -> tuple[Numbers, Numbers]:
    """For each wording the nearest of its earlier kin, itself where it has none, and how many words they share.

    Args:
        count: how many wordings there are, numbered by when they came.
        earlier: of pairs of wordings the earlier.
        later: the other.
        common: how many words they share; 0 where they are no kin.
    """
    kin = common > 0
    earlier, later, common = earlier[kin], later[kin], common[kin]
    order = np.lexsort((earlier, -common, later))
    several, first = np.unique(later[order], return_index=True)
    to, most = np.arange(count), np.zeros(count, np.int64)
    to[several], most[several] = earlier[order][first], common[order][first]
    return to, most


def roots(to: NDArray[np.int64]) -> Numbers:
    """Where one comes to from each place by going on to the nearest again and again."""
    while True:
        further = to[to]
        if np.array_equal(further, to):
            return to
        to = further
