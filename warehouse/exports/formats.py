"""The formats by name, and the one function that writes them."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse import query
from warehouse.exports import articles, networks, places, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from warehouse.home import Home


# What DuckDB may hold in memory; beyond it, it spills to the home's scratch folder.
MEMORY = "1GB"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, where it is written unless told otherwise, and what writes it.

    `write` is given a connection that may write files, and the path of a file or, where `path` has no ending, of a
    folder that is there and empty.
    """

    title: str
    path: str
    write: Callable[[DuckDBPyConnection, Path], None]

    @property
    def is_folder(self) -> bool:
        """Whether the export is a folder of files."""
        return "." not in self.path


FORMATS = {
    "csv": Format("every table as CSV, with a Frictionless data package that describes them", "csv", tables.csv),
    "parquet": Format("every table as Parquet, with a data package that describes them", "parquet", tables.parquet),
    "geojson": Format(
        "the places with how often they are named, as GeoJSON (RFC 7946)", "places.geojson", places.geojson
    ),
    "graphml": Format(
        "who is named with whom, and who quotes whom, as two GraphML networks", "graphml", networks.graphml
    ),
    "ninjs": Format("articles as IPTC ninjs 3.0, one item a line", "articles.ninjs.jsonl", articles.ninjs),
    "jsonld": Format("articles and quotations as schema.org JSON-LD", "articles.jsonld", articles.jsonld),
    "gkg": Format("articles with the columns of GDELT's GKG 2.1, tab-separated", "articles.gkg.csv", tables.gkg),
    "quotebank": Format(
        "quotations in the two shapes of Quotebank, one JSON object a line", "quotebank", tables.quotebank
    ),
}


def export(home: Home, name: str, out: Path | None = None) -> Path:
    """Write the live warehouse in a format and return where it stands.

    Args:
        home: whose warehouse.
        name: one of `FORMATS`.
        out: file or folder to write; the format's own name in the current folder unless given.  A file is replaced, a
            folder must not be there yet or be empty.

    Raises:
        NoWarehouse: nothing was published yet.
        NotAnswered: there is something in the folder already.
        OSError: it can't be written there.
    """
    from pathlib import Path

    chosen = FORMATS[name]
    out = (out or Path(chosen.path)).absolute()
    if chosen.is_folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise query.NotAnswered(f"{out} is there already: name another folder with --out, or remove that one")
    part = out.with_name(f".{out.name}.part")
    with closing(query.connect(home, outside=True, bare=True)) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        _remove(part)
        try:
            (part if chosen.is_folder else part.parent).mkdir(parents=True, exist_ok=True)
            chosen.write(connection, part)
            if chosen.is_folder and out.exists():
                out.rmdir()
            part.replace(out)
        finally:
            _remove(part)
    return out


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
