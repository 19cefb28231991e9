"""Versions of what makes a batch: the code and data of each stage, the user's own tables, the language model.

A stage depends on the modules that its function imports, however far, and on the data beside them; another stage's
code, a training program or a test does not count.
"""

from __future__ import annotations

import ast
import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines import boosters
from pipelines.language import model
from pipelines.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROOM = "pipelines"
DECISIONS = "decisions"
_OF_ANNOTATING = ("model", "gazetteer", "aliases", "overrides")


def reading(settings: Settings = DEFAULT) -> dict[str, str]:
    """Name to version of what frames of articles, blocks, records and quarantine depend on."""
    said = {
        name: _tree(value) if isinstance(value, Path) else value
        for name, value in asdict(settings).items()
        if name not in _OF_ANNOTATING
    }
    told = json.dumps(said, sort_keys=True)
    return {"read": _digest([_code("pipelines.read"), told, _tree(boosters.other("articles"))])}


def annotating(settings: Settings = DEFAULT) -> dict[str, str]:
    """Name to version of what frames of annotations depend on, besides the articles."""
    trained = [_tree(boosters.other(room)) for room in ("entities", "quotes", "locations")]
    return {
        "annotate": _digest([_code("pipelines.annotate"), _tree(settings.gazetteer), *trained]),
        "model": model.version(settings.model),
    } | deciding(settings)


def deciding(settings: Settings = DEFAULT) -> dict[str, str]:
    """Name to version of the user's decisions about entities; nothing where there are none."""
    own = [_tree(path) for path in (settings.aliases, settings.overrides)]
    return {DECISIONS: _digest(own)} if any(own) else {}


def versions(settings: Settings = DEFAULT) -> dict[str, str]:
    """Name to version of all that makes a batch."""
    return reading(settings) | annotating(settings)


@cache
def _code(start: str) -> str:
    """Hash over the modules that `start` needs and the data folders of their packages."""
    files = _modules(start)
    folders = {path.parent / "data" for path in files.values()}
    digest = hashlib.sha256()
    for name, path in sorted(files.items()):
        digest.update(f"{name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    for folder in sorted(folder for folder in folders if folder.is_dir()):
        digest.update(_tree(folder).encode())
    return digest.hexdigest()


def _modules(start: str) -> dict[str, Path]:
    """Name to file of a module of `pipelines` and of all that it needs of them."""
    found: dict[str, Path] = {}
    left = [start]
    while left:
        name = left.pop()
        if name in found or name.partition(".")[0] != _ROOM or not (path := _file(name)):
            continue
        found[name] = path
        # What the room's front shows is for its users, no stage needs it.
        if name != _ROOM:
            left += _named(ast.parse(path.read_bytes()).body)
    return found


@cache
def _file(name: str) -> Path | None:
    room = find_spec(_ROOM)
    if room is None or room.origin is None:
        return None
    base = Path(room.origin).parent.joinpath(*name.split(".")[1:])
    return next((path for path in (base / "__init__.py", base.with_suffix(".py")) if path.is_file()), None)


def _named(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Modules that are imported when the code runs, anywhere in it, and packages that it names to find their data."""
    for node in nodes:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield from _named(node.orelse)
            continue
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.Constant(value=str(text)) if text.startswith(f"{_ROOM}."):
                yield text
        yield from _named(ast.iter_child_nodes(node))


def _tree(path: Path | None) -> str:
    """Hash over a file, or over what a folder holds but its documentation; '' for none."""
    if path is None or not path.exists():
        return ""
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    digest = hashlib.sha256()
    for file in files:
        if file.suffix not in {".md", ".pyc"}:
            digest.update(file.relative_to(path).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _digest(parts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
