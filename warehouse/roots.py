"""Roots: the folders that raw files were given in, and the name each lends to the source paths of its files.

The landing folder lends none.  Another folder lends its own name (`archive/2024/x.html`), the next of the same name
elsewhere `archive-2`.  A file belongs to the innermost root that holds it, so that it has one name however it is given.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import scan

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from warehouse.home import Home

_LANDING = ""


class Roots:
    """The roots of one ledger, inside a transaction of it."""

    def __init__(self, connection: sqlite3.Connection, home: Home) -> None:
        self._connection = connection
        self._home = home
        self._names: dict[Path, str] = {}
        for name, path, relative in connection.execute("SELECT name, path, relative FROM roots ORDER BY name"):
            self._names[Path(os.fsdecode(path))] = name
            # A home that moved, or was copied, together with its files still knows them.
            self._names.setdefault(Path(os.path.normpath(home.path / os.fsdecode(relative))), name)
        if _LANDING not in self._names.values():
            self._register(home.landing, _LANDING)

    def files(self, given: Path) -> Iterator[tuple[str, str, Path, Path]]:
        """Source path, root's name, root and path of every raw file in the folder (or file) given by its full path."""
        folder = given if given.is_dir() else given.parent
        if not any(folder.is_relative_to(root) for root in self._names):
            self._register(folder, self._free(folder.name or "root"))
        for where, names in scan.files(given, without=self._home.path):
            root = self._innermost(where)
            inside = where.relative_to(root)
            prefix = self._names[root]
            for name in names:
                yield _printable(Path(prefix, inside, name)), prefix, root, where / name

    def _innermost(self, folder: Path) -> Path:
        root = next(path for path in (folder, *folder.parents) if path in self._names)
        inside = folder.relative_to(root).parts
        if self._names[root] == _LANDING and inside and inside[0] in self._names.values():
            # A folder of the landing folder that bears the name of a root given before.
            root /= inside[0]
            self._register(root, self._free(inside[0]))
        return root

    def _free(self, name: str) -> str:
        name = _printable(Path(name))
        taken = set(self._names.values())
        landing = next(path for path, known in self._names.items() if known == _LANDING)
        names = (name if number == 1 else f"{name}-{number}" for number in count(1))
        return next(new for new in names if new not in taken and not (landing / new).exists())

    def _register(self, path: Path, name: str) -> None:
        relative = os.path.relpath(path, self._home.path)
        self._connection.execute("INSERT INTO roots VALUES (?, ?, ?)", (name, os.fsencode(path), os.fsencode(relative)))
        self._names[path] = name


def _printable(path: Path) -> str:
    """The path with '/' between folders; bytes of a name that are no UTF-8 as backslash escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
