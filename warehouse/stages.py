"""The two stages of a batch before the publish: read its files, annotate its articles; each writes to the lake.

A stage leaves alone what it has done already by the code, models and settings of today: `unread` and `unannotated`
tell which batches there is something to do for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pandas as pd

from pipelines import SourceRange, annotate, iter_articles
from pipelines.frame import concat
from pipelines.frames import ANNOTATION, QUARANTINE, READING
from pipelines.settings import DEFAULT, Settings
from warehouse import scan, versions

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.batches import Batch, Part
    from warehouse.lake import Lake, Manifest
    from warehouse.ledger import Ledger

Tell = Callable[[int], object]
_ANNOTATING = ("annotate", "model", versions.DECISIONS)
_CHUNK = 100  # records between two words to whoever watches


class SourceChanged(RuntimeError):  # noqa: N818 - it says what happened
    """A raw file changed or went away between the plan and the reading; the next plan sees it as it is then."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__(
            f"{', '.join(paths)} changed or went away while it was read; the next run reads it as it is then"
        )


def read(lake: Lake, batch: Batch, settings: Settings = DEFAULT, *, tell: Tell | None = None) -> dict[str, int]:
    """Read the batch's files into the lake and return the rows of each frame; `tell` hears of records as they come.

    Where the articles are what the lake has of this batch already, its annotations go on counting.

    Raises:
        SourceChanged: a file is no longer what was planned; nothing is written.
    """
    ranges = [SourceRange(part.path, part.first, part.last) for part in batch.parts]
    chunks = []
    for chunk in iter_articles(ranges, root=batch.root, settings=settings, records=_CHUNK):
        chunks.append(chunk)
        if tell:
            tell(len(chunk.records))
    frames = {frame.name: concat(frame, [getattr(chunk, frame.name) for chunk in chunks]) for frame in READING}
    frames = batch.named(frames)
    if changed := [part.source_path for part in batch.parts if not _is_as_planned(part, frames)]:
        raise SourceChanged(changed)
    known = lake.state(batch.key)
    if known and "quarantine" in known.files:
        # What could not be annotated stays so until it is annotated anew.
        before = lake.read(batch.key, "quarantine", newest=True)
        frames["quarantine"] = concat(QUARANTINE, [frames["quarantine"], before[before["stage"] == "annotate"]])
    rows = lake.write(batch.key, frames, batch.inputs, versions.reading(settings))
    if known and _is_annotated(lake, batch, settings):
        lake.close(batch.key, batch.inputs, versions.versions(settings))
    return rows


def _is_as_planned(part: Part, frames: dict[str, pd.DataFrame]) -> bool:
    """Whether the rows of a part come from the file that was planned."""
    seen = set()
    for name in ("records", "quarantine"):
        paths = frames[name]["source_path"]
        mine = (paths == part.source_path) | paths.str.startswith(f"{part.source_path}!")
        seen |= set(frames[name].loc[mine, "source_sha256"].dropna())
    if seen:
        return seen == {part.sha256}
    return part.path.is_file() and scan.Content.of(part.path).sha256 == part.sha256


def annotate_batch(
    lake: Lake, batch: Batch, settings: Settings = DEFAULT, *, tell: Tell | None = None
) -> dict[str, int]:
    """Annotate the articles of a batch that was read, close the batch, and return the rows of each frame.

    Articles that can't be annotated join the quarantine of the batch.  Until it is closed, an earlier annotation of
    the batch goes on counting.

    Raises:
        FileNotFoundError: the batch was not read yet.
    """
    found = annotate(lake.read(batch.key, "articles", newest=True), settings, tell=tell)
    frames: dict[str, pd.DataFrame] = {frame.name: getattr(found, frame.name) for frame in ANNOTATION}
    known = lake.read(batch.key, "quarantine", newest=True)
    kept = known[known["stage"] != "annotate"]
    if len(found.quarantine) or len(kept) < len(known):
        frames["quarantine"] = concat(QUARANTINE, [kept, found.quarantine])
    rows = lake.write(batch.key, frames)
    state = lake.state(batch.key)
    made = {"read": state.versions.get("read", "")} if state else {}
    lake.close(batch.key, batch.inputs, made | versions.annotating(settings))
    return rows


def unread(lake: Lake, ledger: Ledger, keys: Iterable[str], settings: Settings = DEFAULT) -> list[Batch]:
    """The batches among `keys` that are to be read: new ones, and those read by other code or settings.

    Left out is one whose files are not all there any more: they are planned anew, or what the lake holds stays.
    """
    return [
        batch
        for batch in _known(ledger, keys)
        if not _is_read(lake.state(batch.key), batch, settings) and all(part.path.is_file() for part in batch.parts)
    ]


def unannotated(lake: Lake, ledger: Ledger, keys: Iterable[str], settings: Settings = DEFAULT) -> list[Batch]:
    """The batches among `keys` that were read and are to be annotated, for the first time or anew."""
    return [
        batch
        for batch in _known(ledger, keys)
        if (state := lake.state(batch.key)) and _holds_reading(state) and not _is_annotated(lake, batch, settings)
    ]


def stale(lake: Lake, ledger: Ledger, settings: Settings = DEFAULT, since: str = "") -> dict[str, list[str]]:
    """Batches that count and were made by other code, models or settings: key to the stages to be done again.

    Args:
        lake: where they are.
        ledger: which says what counts.
        settings: those of today.
        since: only batches that have this among their versions; '' for any.
    """
    found = {}
    current = versions.versions(settings)
    counts = {part.batch for part in ledger.live()}
    for manifest in lake.closed():
        if manifest.batch not in counts or (since and since not in manifest.versions.values()):
            continue
        stages = {"read": ("read",), "annotate": ("read", *_ANNOTATING)}
        old = [
            stage
            for stage, names in stages.items()
            if any(manifest.versions.get(name) != current.get(name) for name in names)
        ]
        if old:
            found[manifest.batch] = old
    return found


def due(ledger: Ledger, paths: Iterable[Path] | None = None, settings: Settings = DEFAULT) -> list[Batch]:
    """What a run has to do: all open batches, and those annotated with other aliases or overrides than today's.

    Args:
        ledger: which plans the batches.
        paths: files and folders to look at; None for the home's landing folder.
        settings: those of today.

    Raises:
        FileNotFoundError: one of the paths is not there.
    """
    planned = ledger.plan(paths)
    current = versions.deciding(settings).get(versions.DECISIONS)
    counts = {part.batch for part in ledger.live()} - {batch.key for batch in planned}
    others = (m.batch for m in ledger.lake.closed() if m.versions.get(versions.DECISIONS) != current)
    return planned + _known(ledger, (key for key in others if key in counts))


def _known(ledger: Ledger, keys: Iterable[str]) -> list[Batch]:
    found = []
    for key in keys:
        try:
            found.append(ledger.batch(key))
        except KeyError:
            continue
    return found


def _holds_reading(state: Manifest) -> bool:
    return "read" in state.versions and all(frame.name in state.files for frame in READING)


def _is_read(state: Manifest | None, batch: Batch, settings: Settings) -> bool:
    return (
        state is not None
        and _holds_reading(state)
        and set(state.inputs) == set(batch.inputs)
        and state.versions["read"] == versions.reading(settings)["read"]
    )


def _is_annotated(lake: Lake, batch: Batch, settings: Settings) -> bool:
    """Whether the batch counts with annotations of today made from the articles that it has now."""
    counts, state, current = lake.manifest(batch.key), lake.state(batch.key), versions.annotating(settings)
    return (
        counts is not None
        and state is not None
        and counts.files["articles"] == state.files["articles"]
        and all(counts.versions.get(name) == current.get(name) for name in _ANNOTATING)
    )
