"""Copies over everything that counts: signatures are made once a batch, pairs of texts are found once.

    <home>/stories/<batch>-<hash>.arrow     signatures of a batch's articles
    <home>/stories/overlaps.arrow           pairs of texts among the batches that it names

A new batch is compared with all others, these not again with each other.  The folder is a cache: what is missing,
damaged, or made by other code or from other files is made again and comes out the same.
"""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.frames import COPIES
from pipelines.stories import minhash
from pipelines.stories import overlaps as found
from pipelines.stories import signatures as marked
from pipelines.stories.components import find_stories
from pipelines.stories.copies import pair_articles
from warehouse.home import Home, replace_file
from warehouse.lake import Lake, LakeChanged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from pipelines.stories.minhash import Signatures
    from warehouse.lake import Manifest

# Articles compared at once with as many others: 25 MB of signatures on either side.
AT_ONCE = 50_000

_MARKS = pa.schema(
    [
        ("article_id", pa.string()),
        ("text_key", pa.string()),
        ("shingles", pa.int64()),
        ("agency", pa.string()),
        ("came_at", pa.timestamp("us", tz="UTC")),
        ("came_until", pa.timestamp("us", tz="UTC")),
        ("minhash", pa.binary()),
    ]
)
_PAIRS = pa.schema([("one", pa.string()), ("other", pa.string()), ("shared", pa.int64())])
_SHARING = """
FROM lake.marks
WHERE split_part(text_key, '-', 1) IN (
    SELECT split_part(text_key, '-', 1) FROM lake.marks GROUP BY ALL HAVING count(*) > 1
    UNION ALL SELECT split_part(one, '-', 1) FROM shared
    UNION ALL SELECT split_part(other, '-', 1) FROM shared
)
ORDER BY article_id
"""
_MAKE_STORIES = """
CREATE TABLE lake.article_stories AS
SELECT mark.article_id, coalesce(story.story_id, mark.article_id) AS story_id, mark.agency
FROM lake.marks mark LEFT JOIN stories story USING (article_id)
"""
# What the room imports of another to find an agency.
_BORROWED = ("articles/cities.py", "articles/dateline.py", "articles/calendar_words.py", "articles/vocabulary.py")
_FACTS = ("outlet", "authors", "published_at", "published_precision", "collected_at")


@cache
def version() -> str:
    """Hash over the code and data that signatures, pairs and stories depend on, besides the lake."""
    digest = hashlib.sha256()
    root = resources.files("pipelines")
    stories = [f"{room}/{file.name}" for room in ("stories", "stories/data") for file in root.joinpath(room).iterdir()]
    for name in sorted([*stories, *_BORROWED]):
        # Groups of quotes are found from the quotes alone; `model.version` has their code.
        if name.endswith((".py", ".tsv")) and not name.startswith("stories/quote_"):
            digest.update(name.encode() + hashlib.sha256(root.joinpath(name).read_bytes()).digest())
    return digest.hexdigest()[:16]


def stage(
    connection: DuckDBPyConnection, home: Home, manifests: Sequence[Manifest], kept: str = "FROM lake.kept"
) -> None:
    """Add `lake.copies` and `lake.article_stories` (article_id, story_id, agency) to the staged lake.

    Args:
        connection: a connection on which `staging.stage` was called.
        home: whose lake and cache.
        manifests: the batches that count.
        kept: a query for `batch` and `article_id` of the articles that count, of whatever batch.

    Raises:
        LakeChanged: a batch was written again meanwhile.
    """
    connect(connection, Cache(home, manifests), kept)


def connect(connection: DuckDBPyConnection, held: Cache, kept: str) -> None:
    """Make the tables of `stage` from the signatures and pairs of a cache."""
    shared = held.overlaps()
    with _known(connection, marks=held.table(), shared=pa.Table.from_pandas(shared, _PAIRS, preserve_index=False)):
        connection.execute(f"CREATE TABLE lake.marks AS FROM marks SEMI JOIN ({kept}) USING (batch, article_id)")
        # An article that shares its text with none is a story of its own; the few others are looked at one by one.
        found = connection.execute(_SHARING).to_arrow_table()
    marks = found.to_pandas().astype({name: kind for name, kind in marked.DTYPES.items() if name != "minhash"})
    copies = pair_articles(marks, shared)
    stories = pa.Table.from_pandas(find_stories(marks, copies), preserve_index=False)
    with _known(connection, pairs=COPIES.table(copies), stories=stories):
        connection.execute("CREATE TABLE lake.copies AS FROM pairs")
        connection.execute(_MAKE_STORIES)
        connection.execute("DROP TABLE lake.marks")


@contextmanager
def _known(connection: DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """Have SQL know Arrow tables by these names."""
    for name, table in tables.items():
        connection.register(name, table)
    yield
    for name in tables:
        connection.unregister(name)


class Cache:
    """Signatures and pairs of the batches given; only for the holder of the publish lock."""

    def __init__(self, home: Home, manifests: Sequence[Manifest]) -> None:
        self._lake = Lake(home)
        self._folder = home.path / "stories"
        with_articles = [m for m in manifests if "articles" in m.files and m.files["articles"].rows]
        self._batches = {_name(manifest): manifest for manifest in with_articles}

    def table(self) -> pa.Table:
        """The signatures of all articles with their `batch`, without `minhash`."""
        names = [name for name in _MARKS.names if name != "minhash"]
        parts = [
            self._stored_marks(name)
            .select(names)
            .append_column("batch", pa.repeat(pa.scalar(manifest.batch), manifest.files["articles"].rows))
            for name, manifest in self._batches.items()
        ]
        empty = _MARKS.empty_table().select(names).append_column("batch", pa.array([], pa.string()))
        return pa.concat_tables([empty, *parts])

    def overlaps(self) -> pd.DataFrame:
        """Pairs of texts of any batches, from the cache as far as it goes; the cache holds exactly these afterwards."""
        stored, covered = self._stored()
        known = [name for name in self._batches if name in covered]
        new = [name for name in self._batches if name not in covered]
        if not new and len(known) == len(covered):
            return stored
        parts = [stored]
        groups = list(self._groups(known))
        for group in self._groups(new):
            groups.append(group)
            marks = self._joined(group)
            sought = minhash.Sought(marked.matrix(marks[marks["text_key"].notna()]))
            for other in groups:
                others = marks if other is group else self._joined(other, sought)
                parts.append(found.overlaps(marks, others, self._texts(marks, others)))
        pairs = found.join(parts)
        if len(known) < len(covered):
            texts = set(self.table()["text_key"].to_pylist())
            pairs = pairs[pairs["one"].isin(texts) & pairs["other"].isin(texts)].reset_index(drop=True)
        self._store(pairs)
        return pairs

    def _groups(self, names: Sequence[str]) -> Iterator[list[str]]:
        """The batches in groups of about as many articles as are compared at once."""
        group: list[str] = []
        size = 0
        for name in names:
            rows = self._batches[name].files["articles"].rows
            if group and size + rows > AT_ONCE:
                yield group
                group, size = [], 0
            group.append(name)
            size += rows
        if group:
            yield group

    def _joined(self, names: Sequence[str], sought: minhash.Sought | None = None) -> pd.DataFrame:
        """The signatures of batches, the batch's key in the column `batch`; where given, those that may meet these."""
        parts = [self._stored_marks(name) for name in names]
        if sought is not None:
            with ThreadPoolExecutor(2) as pool:
                parts = list(pool.map(partial(_met_by, sought), parts))
        keys = [pa.repeat(self._batches[name].batch, len(part)) for name, part in zip(names, parts, strict=True)]
        parts = [part.append_column("batch", key) for part, key in zip(parts, keys, strict=True)]
        marks: pd.DataFrame = pa.concat_tables(parts).to_pandas().astype(marked.DTYPES | {"batch": "str"})
        return marks

    def _stored_marks(self, name: str) -> pa.Table:
        """The signatures of a batch; made where the cache has none."""
        manifest = self._batches[name]
        table = _read(self._folder / f"{name}.arrow", _MARKS)
        if table is None:
            marks = marked.signatures(self._articles(manifest))
            if self._lake.manifest(manifest.batch) != manifest:
                raise LakeChanged
            table = pa.Table.from_pandas(marks, _MARKS, preserve_index=False)
            self._write(f"{name}.arrow", table)
        return table

    def _articles(self, manifest: Manifest) -> pd.DataFrame:
        """What signatures are made from: articles with the byline lines of their pages."""
        articles = self._columns(manifest, "articles", ("article_id", "text", *_FACTS))
        if not {"blocks", "records"} <= manifest.files.keys():
            return articles
        blocks = self._columns(manifest, "blocks", ("article_id", "kind", "block", "source_start", "source_end"))
        lines = blocks[(blocks["kind"] == "byline") & blocks["source_end"].notna()].sort_values("block")
        records = self._columns(manifest, "records", ("article_id", "status", "text"))
        pages = records[records["status"] == "read"].set_index("article_id")["text"].dropna()
        bylines: dict[str, list[str]] = {}
        for article, start, end in zip(lines["article_id"], lines["source_start"], lines["source_end"], strict=True):
            if article in pages:
                bylines.setdefault(article, []).append(pages[article][int(start) : int(end)])
        return articles.assign(bylines=articles["article_id"].map(bylines))

    def _columns(self, manifest: Manifest, name: str, columns: Sequence[str]) -> pd.DataFrame:
        path = self._lake.root / manifest.files[name].path
        try:
            file = pq.ParquetFile(path)
            frame: pd.DataFrame = file.read([c for c in columns if c in file.schema_arrow.names]).to_pandas()
        except OSError as error:
            raise LakeChanged from error
        return frame

    def _texts(self, *sides: pd.DataFrame) -> found.Texts:
        places = pd.concat(sides)[["text_key", "batch", "article_id"]].drop_duplicates("text_key").set_index("text_key")
        manifests = {manifest.batch: manifest for manifest in self._batches.values()}

        def texts(keys: Sequence[str]) -> Mapping[str, str]:
            wanted: dict[str, str] = {}
            for batch, rows in places.loc[list(keys)].groupby("batch"):
                articles = self._columns(manifests[str(batch)], "articles", ("article_id", "text"))
                text_of = articles.set_index("article_id")["text"]
                if not rows["article_id"].isin(text_of.index).all():
                    raise LakeChanged
                wanted |= dict(zip(rows.index, text_of[rows["article_id"]], strict=True))
            return wanted

        return texts

    def _stored(self) -> tuple[pd.DataFrame, set[str]]:
        """The pairs that the cache holds, and the batches that were compared for them."""
        table = _read(self._folder / "overlaps.arrow", _PAIRS)
        if table is None:
            return found.join([]), set()
        return table.to_pandas().astype(found.DTYPES), set(json.loads(table.schema.metadata[b"batches"]))

    def _store(self, pairs: pd.DataFrame) -> None:
        schema = _PAIRS.with_metadata({"batches": json.dumps(sorted(self._batches))})
        self._write("overlaps.arrow", pa.Table.from_pandas(pairs, schema, preserve_index=False))
        used = {"overlaps", *self._batches}
        for path in sorted(self._folder.iterdir()):
            if path.stem not in used:
                path.unlink()

    def _write(self, name: str, table: pa.Table) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / "unfinished"
        with pa.OSFile(str(temporary), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table.combine_chunks())
        replace_file(temporary, self._folder / name)


def _met_by(sought: minhash.Sought, stored: pa.Table) -> pa.Table:
    """The signatures that may make a pair with one of those sought."""
    compared = stored.filter(pc.is_valid(stored["text_key"]))
    return compared.filter(pa.array(sought.met_by(_matrix(compared["minhash"]))))


def _matrix(column: pa.ChunkedArray) -> Signatures:
    """Signatures as they lie in memory, shape (n, 256)."""
    parts = [_numbers(chunk) for chunk in column.chunks if len(chunk)]
    return np.concatenate(parts) if parts else np.empty((0, minhash.PLACES), np.uint16)


def _numbers(chunk: pa.BinaryArray) -> Signatures:
    _, offsets, values = chunk.buffers()
    first, last = np.frombuffer(offsets, "<i4")[[chunk.offset, chunk.offset + len(chunk)]]
    return np.frombuffer(values, np.uint8)[first:last].view("<u2").reshape(-1, minhash.PLACES)


def _name(manifest: Manifest) -> str:
    """Name of a batch's signatures: another one for other files of the batch or other code."""
    files = [manifest.files[name].sha256 for name in ("articles", "blocks", "records") if name in manifest.files]
    return f"{manifest.batch}-{hashlib.sha256(json.dumps([version(), files]).encode()).hexdigest()[:16]}"


def _read(path: Path, schema: pa.Schema) -> pa.Table | None:
    """The table of a file of the cache; None where there is none, or none that is whole."""
    try:
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
    except (OSError, pa.ArrowInvalid):
        return None
    return table if table.schema.equals(schema) else None
