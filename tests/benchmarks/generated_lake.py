"""A lake of generated articles, written as Parquet at once: as large as wanted, the same in every run.

Words, entities, places and outlets have the frequencies of a language (Zipf); every span is proven.  A few thousand
articles are composed; the others are these under other ids, on other days, with other names for all but the best known
entities, and with other words in their quotes, of which some seven in a hundred repeat what others say.  Signatures and
pairs of copies are written beside, for what they cost is another program's to measure.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from generated_world import (
    ENTITIES,
    LONGEST,
    NAMED_PLACES,
    OUTLETS,
    REPEATED,
    REPEATS,
    VOCABULARY,
    World,
    drawn,
    spread,
)

from pipelines.frames import FRAMES
from warehouse import copies
from warehouse.home import Home
from warehouse.lake import Input, Lake, Manifest, Stored
from warehouse.ledger import Ledger

BATCH = 2000
COMPOSED = 8
PARAGRAPHS, WORDS = 7, 57
MENTIONS, PLACES, QUOTES = 24, 6, 5
KNOWN = 20_000
DAYS = 3 * 365
FIRST_DAY = np.datetime64("2023-10-01", "us")
KINDS = ("direct", "direct", "indirect", "mixed", "direct", "indirect", "scare")
ROLES = ("politician", "official", "expert", "business", "civilian", "military", "sports", None, None)
CHROME = [f"{'Menu of sections and of pages about us '[: 12 + 3 * n]}{n}" for n in range(9)]


@dataclass(frozen=True)
class Composed:
    """The rows of a batch that all batches made from it share; `article` is a position in the batch."""

    characters: np.ndarray[Any, np.dtype[np.uint32]]
    bounds: np.ndarray[Any, np.dtype[np.int64]]
    titles: list[str]
    heads: list[str]
    outlets: np.ndarray[Any, np.dtype[np.int64]]
    days: np.ndarray[Any, np.dtype[np.int64]]
    blocks: dict[str, Any]
    mentions: dict[str, Any]
    places: dict[str, Any]
    quotes: dict[str, Any]


def compose(world: World, seed: int, articles: int = BATCH) -> Composed:
    """Articles with their spans."""
    generator = np.random.default_rng(seed)
    width = PARAGRAPHS * WORDS
    tokens = drawn(generator, articles * width, VOCABULARY).reshape(articles, width)
    # Every article returns to a few entities of its own, and quotes some of them.
    cast = drawn(generator, articles * 9, ENTITIES).reshape(articles, 9)
    slots = np.argsort(generator.random((articles, width)), axis=1)[:, : MENTIONS + PLACES]
    slots.sort(axis=1)
    rows = np.arange(articles)[:, None]
    picked = cast[rows, np.minimum(generator.geometric(0.25, (articles, MENTIONS + PLACES)) - 1, 8)]
    is_place = np.zeros((articles, MENTIONS + PLACES), bool)
    is_place[:, :: (MENTIONS + PLACES) // PLACES] = True
    placed = drawn(generator, articles * PLACES, NAMED_PLACES).reshape(articles, PLACES)
    tokens[rows, slots] = VOCABULARY + picked
    tokens[np.broadcast_to(rows, slots.shape)[is_place], slots[is_place]] = (VOCABULARY + ENTITIES + placed).ravel()
    lengths = world.lengths[tokens]
    gaps = np.ones(width, np.int64)
    gaps[WORDS - 1 :: WORDS] = 2
    ends = np.cumsum(lengths + gaps, axis=1) - gaps
    starts = ends - lengths
    paragraphs = world.tokens[tokens].reshape(articles, PARAGRAPHS, WORDS)
    texts = ["\n\n".join(" ".join(paragraph) for paragraph in article) for article in paragraphs]
    titles = [" ".join(article[0][:8]).capitalize() for article in paragraphs]
    head = ["\n".join((*CHROME[:5], title)) + "\n\n" for title in titles]
    bounds = np.cumsum([0, *map(len, texts)])
    offset = np.array([len(before) for before in head])
    entity, place = ~is_place, is_place
    article = np.broadcast_to(rows, slots.shape)
    first = (slots[:, [2, 8, 14, 20, 26]] + 1).clip(0, width - 14)
    last = first + generator.integers(3, LONGEST, first.shape)
    inside = first[:, :, None] + np.arange(LONGEST)
    said = inside <= last[:, :, None]
    # Names are the same in every batch, for their mentions are.
    words = said & (tokens[rows[:, :, None], inside] < VOCABULARY)
    return Composed(
        np.frombuffer("".join(texts).encode("utf-32-le"), "<u4"),
        bounds,
        titles,
        head,
        drawn(generator, articles, OUTLETS),
        generator.integers(0, 7, articles),
        _blocks(starts, ends, offset, titles),
        _spans(article[entity], starts, ends, slots[entity]) | {"rank": picked[entity]},
        _spans(article[place], starts, ends, slots[place]) | {"rank": placed.ravel()},
        {
            "article": np.repeat(np.arange(articles), QUOTES),
            "start": starts[rows, first].ravel(),
            "end": ends[rows, last].ravel(),
            "speaker": np.where(generator.random(first.shape) < 0.7, cast[:, [0, 0, 1, 1, 2]], -1).ravel(),
            "drawn": generator.integers(0, 63, first.size),
            "words": words.reshape(-1, LONGEST),
            "alike": (words == said).all(axis=2).ravel(),
            "places": (starts[rows[:, :, None], inside] + bounds[:-1, None, None]).reshape(-1, LONGEST),
        },
    )


def _spans(article: Any, starts: Any, ends: Any, slot: Any) -> dict[str, Any]:
    return {"article": article, "start": starts[article, slot], "end": ends[article, slot]}


def _blocks(starts: Any, ends: Any, offset: Any, titles: list[str]) -> dict[str, Any]:
    """Five lines of chrome, the title, the paragraphs, and the rest of the chrome."""
    articles, kinds = len(starts), ["chrome"] * 5 + ["title"] + ["paragraph"] * PARAGRAPHS + ["chrome"] * 4
    shape = (articles, len(kinds))
    start, end = np.full(shape, -1), np.full(shape, -1)
    inside = slice(6, 6 + PARAGRAPHS)
    start[:, inside], end[:, inside] = starts[:, ::WORDS], ends[:, WORDS - 1 :: WORDS]
    source_start, source_end = start + offset[:, None], end + offset[:, None]
    lines = np.cumsum([0, *(len(line) + 1 for line in CHROME[:5])])
    source_start[:, :5], source_end[:, :5] = lines[:5], lines[1:] - 1
    source_start[:, 5] = lines[5]
    source_end[:, 5] = lines[5] + np.array([len(title) for title in titles])
    tail = np.cumsum([0, *(len(line) + 1 for line in CHROME[5:])])
    source_start[:, -4:] = (offset + ends[:, -1] + 2)[:, None] + tail[:4]
    source_end[:, -4:] = (offset + ends[:, -1] + 2)[:, None] + tail[1:] - 1
    return {
        "article": np.repeat(np.arange(articles), len(kinds)),
        "block": np.tile(np.arange(len(kinds)), articles),
        "kind": kinds * articles,
        **{name: value.ravel() for name, value in (("start", start), ("end", end))},
        "source_start": source_start.ravel(),
        "source_end": source_end.ravel(),
    }


def spoken(world: World, made: Composed, number: int) -> list[str]:
    """The texts of a batch, with other words in its quotes than in those of other batches."""
    generator = np.random.default_rng([number, 1])
    quotes = made.quotes
    words = drawn(generator, quotes["words"].size, VOCABULARY).reshape(-1, LONGEST)
    repeating = np.flatnonzero(quotes["alike"] & (generator.random(len(words)) < REPEATS))
    begun = generator.integers(0, 5, len(repeating)) * (generator.random(len(repeating)) < 0.3)
    sentences = world.sentences[drawn(generator, len(repeating), REPEATED)]
    words[repeating] = np.take_along_axis(sentences, begun[:, None].astype(np.int64) + np.arange(LONGEST), axis=1)
    characters = made.characters.copy()
    letters = np.arange(world.characters.shape[1])
    characters[quotes["places"][quotes["words"]][:, None] + letters] = world.characters[words[quotes["words"]]]
    return [characters[a:b].tobytes().decode("utf-32-le") for a, b in itertools.pairwise(made.bounds.tolist())]


def batch(world: World, made: Composed, number: int) -> dict[str, pa.Table]:
    """The frames of the batch of this number."""
    count, texts = len(made.titles), spoken(world, made, number)
    tail = "\n\n" + "\n".join(CHROME[5:])
    records = [head + text + tail for head, text in zip(made.heads, texts, strict=True)]
    ids = spread(np.arange(count, dtype=np.uint64) + np.uint64(number * BATCH + 1))
    article_ids = pa.array([f"{key:016x}" for key in ids.tolist()])
    path = pa.array([f"day/{number:06}.jsonl"] * count)
    day = FIRST_DAY + (((number * 7) // 3 % DAYS + made.days) * 86_400_000_000).astype("timedelta64[us]")
    day += (ids % np.uint64(86_400)).astype("timedelta64[s]")
    dated = pa.array(day, mask=np.asarray(ids % np.uint64(33) == 0)).cast(pa.timestamp("us", tz="UTC"))
    names = pa.array([f"Outlet {rank}" for rank in made.outlets])
    where = {"source_path": path, "source_record": pa.array(np.arange(count))}
    tables = {
        "articles": where
        | {"article_id": article_ids, "title": pa.array(made.titles), "text": pa.array(texts), "outlet": names}
        | {"published_at": dated, "collected_at": pa.array(day + np.timedelta64(1, "D")), "url": names}
        | {"published_precision": pa.array(["second"] * count), "language": pa.array(["en"] * count)}
        | {"word_count": pa.array(np.full(count, PARAGRAPHS * WORDS)), "authors": pa.array([["Nora Quill"]] * count)},
        "records": where
        | {"article_id": article_ids, "status": pa.array(["read"] * count), "text": pa.array(records)}
        | {"source_sha256": pa.array([f"{number:064x}"] * count), "reader": pa.array(["jsonl"] * count)},
        "blocks": _block_rows(made.blocks, article_ids),
        "quarantine": {},
        "decisions": {},
        **_mention_rows(world, made, article_ids, number),
        **_place_rows(world, made, article_ids),
    }
    tables["quotes"] = _quote_rows(made, texts, article_ids, number)
    return {name: _table(name, columns) for name, columns in tables.items()}


def _table(name: str, columns: dict[str, Any]) -> pa.Table:
    schema = FRAMES[name].schema
    rows = len(next(iter(columns.values()))) if columns else 0
    arrays = [columns[f.name].cast(f.type) if f.name in columns else pa.nulls(rows, f.type) for f in schema]
    return pa.table(arrays, schema=schema)


def _block_rows(blocks: dict[str, Any], ids: pa.Array) -> dict[str, Any]:
    inside = blocks["start"] >= 0
    return {
        "article_id": ids.take(pa.array(blocks["article"])),
        "block": pa.array(blocks["block"]),
        "kind": pa.array(blocks["kind"]),
        "start_char": pa.array(blocks["start"], mask=~inside),
        "end_char": pa.array(blocks["end"], mask=~inside),
        "source_start": pa.array(blocks["source_start"]),
        "source_end": pa.array(blocks["source_end"]),
        "rule": pa.array(["line model"] * len(inside)),
    }


def _named(rank: Any, number: int) -> pa.Array:
    """entity_id by rank; beyond the best known, another entity in every batch."""
    known = rank < KNOWN
    ids = np.where(known, rank, KNOWN + (rank - KNOWN) * 1000 + number % 1000)
    return pa.array([f"person/e-{value}" for value in ids.tolist()])


def _mention_rows(world: World, made: Composed, ids: pa.Array, number: int) -> dict[str, Any]:
    rank = made.mentions["rank"]
    entity_ids = _named(rank, number)
    count = len(rank)
    spoken = made.quotes["speaker"][made.quotes["speaker"] >= 0]
    met = np.unique(np.concatenate((rank, spoken)))
    labels = np.array(["PERSON", "PERSON", "PERSON", "ORG", "GPE"], object)
    names = pa.array(world.tokens[VOCABULARY + met])
    return {
        "entity_mentions": {
            **_offsets(made.mentions, ids),
            "text": pa.array(world.tokens[VOCABULARY + rank]),
            "label": pa.array(labels[rank % 5]),
            "kind": pa.array(["name"] * count),
            "entity_id": entity_ids,
            "label_method": pa.array(["ner"] * count),
            "identity_method": pa.array(["full name"] * count),
            "confidence": pa.array((rank % 37) / 40 + 0.05),
        },
        "entities": {
            "entity_id": _named(met, number),
            "label": pa.array(labels[met % 5]),
            "name": names,
            "gender": pa.array(np.array(["female", "male", None], object)[met % 3]),
        },
    }


def _offsets(spans: dict[str, Any], ids: pa.Array) -> dict[str, Any]:
    return {
        "article_id": ids.take(pa.array(spans["article"])),
        "in_title": pa.array(np.zeros(len(spans["start"]), bool)),
        "start_char": pa.array(spans["start"]),
        "end_char": pa.array(spans["end"]),
    }


def _place_rows(world: World, made: Composed, ids: pa.Array) -> dict[str, Any]:
    rank = made.places["rank"]
    count, met = len(rank), np.unique(rank)
    codes = np.array([f"{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}" for n in range(200)], object)
    focus = rank.reshape(-1, PLACES)[:, 0]
    return {
        "location_mentions": {
            **_offsets(made.places, ids),
            "text": pa.array(world.tokens[VOCABULARY + ENTITIES + rank]),
            "location_id": pa.array(world.place_ids[rank]),
            "kind": pa.array(["literal"] * count),
            "in_dateline": pa.array(np.zeros(count, bool)),
            "confidence": pa.array((rank % 37) / 40 + 0.05),
            "candidates": pa.array(rank % 9 + 1),
        },
        "locations": {
            "location_id": pa.array(world.place_ids[met]),
            "name": pa.array(world.tokens[VOCABULARY + ENTITIES + met]),
            "latitude": pa.array((met % 120) - 60.0),
            "longitude": pa.array((met % 360) - 180.0),
            "country_code": pa.array(codes[met % 200]),
            "parent_id": pa.array(world.place_ids[met % 200]),
            "feature_code": pa.array(["PPL"] * len(met)),
        },
        "article_focus": {
            "article_id": ids,
            "rank": pa.array(np.ones(len(focus), np.int64)),
            "country_code": pa.array(codes[focus % 200]),
            "location_id": pa.array(world.place_ids[focus]),
            "score": pa.array(np.full(len(focus), 0.5)),
        },
    }


def _quote_rows(made: Composed, texts: list[str], ids: pa.Array, number: int) -> dict[str, Any]:
    quotes = made.quotes
    count, speaker, chance = len(quotes["start"]), quotes["speaker"], quotes["drawn"]
    columns = _offsets(quotes, ids)
    place = pa.array([f"{s}-{e}" for s, e in zip(quotes["start"].tolist(), quotes["end"].tolist(), strict=True)])
    quote_ids = pc.binary_join_element_wise(columns["article_id"], place, ":")
    unnamed = speaker < 0
    named = _named(np.where(unnamed, 0, speaker), number)
    text = [texts[a][s:e] for a, s, e in zip(quotes["article"], quotes["start"], quotes["end"], strict=True)]
    return columns | {
        "quote_id": quote_ids,
        "turn_id": quote_ids,
        "text": pa.array(text),
        "kind": pa.array(np.array(KINDS, object)[chance % len(KINDS)]),
        "cue": pa.array(["said"] * count),
        "speaker_id": pc.if_else(pa.array(unnamed), pa.scalar(None, pa.string()), named),
        "speaker_role_class": pa.array(np.array(ROLES, object)[chance % len(ROLES)]),
        "is_anonymous": pa.array(unnamed & (chance % 2 == 0)),
        "confidence": pa.array(chance / 70 + 0.05),
    }


class Writer:
    """Writes batches of a home: Parquet, manifest, ledger, and the signatures that a publish would make."""

    def __init__(self, home: Home) -> None:
        self.home = home.create()
        self.world = World()
        self._composed: dict[int, Composed] = {}
        self._covered: list[str] = []
        self._texts: list[str] = []
        (home.lake / "batches").mkdir(exist_ok=True)
        (home.path / "stories").mkdir(exist_ok=True)
        Ledger(home).standing()

    def write(self, number: int, *, articles: int = BATCH, signed: bool = True) -> Manifest:
        """Write the batch of this number; without `signed` its signatures are left to the publish."""
        seed = number % COMPOSED if signed else COMPOSED + number
        if seed not in self._composed:
            self._composed[seed] = compose(self.world, seed, articles)
        key, lake = f"b{number:06}", Lake(self.home)
        tables = batch(self.world, self._composed[seed], number)
        files = {}
        for name, table in tables.items():
            path = lake.file(key, name)
            path.parent.mkdir(parents=True)
            pq.write_table(table, path, compression="zstd", compression_level=1)
            told = path.relative_to(lake.root).as_posix()
            files[name] = Stored(told, hashlib.sha256(told.encode()).hexdigest(), path.stat().st_size, table.num_rows)
        source = Input(f"day/{number:06}.jsonl", f"{number:064x}")
        manifest = Manifest(key, dict(sorted(files.items())), (source,), {"code": "generated", "model": "none"})
        (lake.root / "batches" / f"{key}.json").write_bytes(manifest.encode())
        with sqlite3.connect(self.home.ledger) as ledger:
            ledger.execute("INSERT INTO versions VALUES (?, 1, ?, ?, 0)", (source.source_path, source.sha256, key))
            ledger.execute("INSERT INTO parts VALUES (?, ?, 1, 0, NULL)", (key, source.source_path))
        if signed:
            self._sign(manifest, tables["articles"], number)
        return manifest

    def _sign(self, manifest: Manifest, articles: pa.Table, number: int) -> None:
        """Signatures as random as those of different texts; one article in ten has the text of another."""
        count = articles.num_rows
        keys = spread(np.arange(count, dtype=np.uint64) + np.uint64(number * BATCH + 1))
        source = np.where(keys % np.uint64(10) == 0, spread(keys) % np.uint64((number + 1) * BATCH // 20), keys)
        random = np.random.default_rng(number).integers(0, 1 << 16, (count, 256), np.uint16)
        columns = {
            "article_id": articles["article_id"],
            "text_key": pa.array([f"{key:032x}" for key in source.tolist()]),
            "shingles": pa.array(np.full(count, 390)),
            "agency": pa.array(np.where(keys % np.uint64(12) == 0, "Reuters", None).astype(object), pa.string()),
            "came_at": articles["published_at"],
            "came_until": articles["published_at"],
            "minhash": pa.array([row.tobytes() for row in random], pa.binary()),
        }
        schema = copies._MARKS
        table = pa.table([columns[f.name].cast(f.type) for f in schema], schema=schema)
        name = copies._name(manifest)
        _write_arrow(self.home.path / "stories" / f"{name}.arrow", table)
        self._covered.append(name)

    def finish(self) -> None:
        """Write down that all signed batches were compared with each other."""
        schema = copies._PAIRS.with_metadata({"batches": json.dumps(sorted(self._covered))})
        _write_arrow(self.home.path / "stories" / "overlaps.arrow", schema.empty_table())


def _write_arrow(path: Path, table: pa.Table) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())


def generate(folder: Path, articles: int) -> Home:
    """A home with a lake of so many articles, not published yet."""
    home = Home(folder, folder / "seeds")
    writer = Writer(home)
    for number in range(-(-articles // BATCH)):
        writer.write(number)
    writer.finish()
    return home
