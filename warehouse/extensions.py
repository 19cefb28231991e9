"""DuckDB extensions that come as wheels of their own; what is not installed is gone without, never downloaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterable

KNOWN = ("fts", "spatial", "httpfs")


def load(connection: duckdb.DuckDBPyConnection, names: Iterable[str] = KNOWN) -> tuple[str, ...]:
    """Load the extensions whose wheel is installed for this very version of DuckDB, and return their names."""
    loaded = []
    for name in names:
        path = file(name)
        if path is not None:
            connection.execute(f"LOAD '{str(path).replace("'", "''")}'")
            loaded.append(name)
    return tuple(loaded)


def file(name: str) -> Path | None:
    """The extension's binary inside its wheel (`duckdb-extension-<name>`); None where it is not installed."""
    spec = find_spec(f"duckdb_extension_{name}")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension")
        if path.is_file():
            return path
    return None
