"""The two stages of a batch before the publish: read its files, annotate its articles; each writes to the lake.

`unfinished` tells which batches there is something to do for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import pandas as pd

from pipelines import SourceRange, annotate, iter_articles
from pipelines.frames import ANNOTATION, QUARANTINE, READING, concat
from pipelines.language import model
from pipelines.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from warehouse.batches import Batch
    from warehouse.lake import Lake
    from warehouse.ledger import Ledger

Tell = Callable[[int], object]
_CHUNK = 100  # records between two words to whoever watches


@cache
def _code() -> str:
    """Hash over the source and the data of `pipelines`, which is what frames depend on."""
    digest = hashlib.sha256()
    _add(digest, resources.files("pipelines"), "")
    return digest.hexdigest()[:16]


def _add(digest: hashlib._Hash, folder: Traversable, path: str) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _add(digest, entry, f"{path}{entry.name}/")
        elif entry.is_file() and not entry.name.endswith((".pyc", ".md")):
            digest.update(f"{path}{entry.name}".encode())
            digest.update(hashlib.sha256(entry.read_bytes()).digest())


def versions(settings: Settings = DEFAULT) -> dict[str, str]:
    """Name to version of what makes a batch: the code and its data, and the language model."""
    return {"code": _code(), "model": model.version(settings.model)}


def read(lake: Lake, batch: Batch, settings: Settings = DEFAULT, *, tell: Tell | None = None) -> dict[str, int]:
    """Read the batch's files into the lake and return the rows of each frame; `tell` hears of records as they come."""
    ranges = [SourceRange(part.path, part.first, part.last) for part in batch.parts]
    chunks = []
    for chunk in iter_articles(ranges, root=batch.root, settings=settings, records=_CHUNK):
        chunks.append(chunk)
        if tell:
            tell(len(chunk.records))
    frames = {frame.name: concat(frame, [getattr(chunk, frame.name) for chunk in chunks]) for frame in READING}
    return lake.write(batch.key, batch.named(frames))


def annotate_batch(
    lake: Lake, batch: Batch, settings: Settings = DEFAULT, *, tell: Tell | None = None
) -> dict[str, int]:
    """Annotate the articles of a batch that was read, close the batch, and return the rows of each frame.

    Articles that can't be annotated join the quarantine of the batch.

    Raises:
        FileNotFoundError: the batch was not read yet.
    """
    found = annotate(lake.read(batch.key, "articles"), settings, tell=tell)
    frames: dict[str, pd.DataFrame] = {frame.name: getattr(found, frame.name) for frame in ANNOTATION}
    if len(found.quarantine):
        known = lake.read(batch.key, "quarantine")
        kept = known[known["stage"] != "annotate"]
        frames["quarantine"] = concat(QUARANTINE, [kept, found.quarantine])
    rows = lake.write(batch.key, frames)
    lake.close(batch.key, batch.inputs, versions(settings))
    return rows


def unfinished(lake: Lake, ledger: Ledger, keys: Iterable[str], settings: Settings = DEFAULT) -> list[Batch]:
    """The batches among `keys` that there is something to do for, in their order.

    Left out is one whose files changed or went away since it was planned (they are planned anew, or what the lake
    holds of them stays), and one that the lake holds, made from the same input by the same code and models.
    """
    found = []
    for key in keys:
        try:
            batch = ledger.batch(key)
        except KeyError:
            continue
        if not _is_done(lake, batch, settings) and all(part.path.is_file() for part in batch.parts):
            found.append(batch)
    return found


def _is_done(lake: Lake, batch: Batch, settings: Settings) -> bool:
    manifest = lake.manifest(batch.key)
    return (
        manifest is not None and manifest.versions == versions(settings) and set(manifest.inputs) == set(batch.inputs)
    )
