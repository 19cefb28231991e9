"""Each room imports only what it may, and says what belongs in it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "pipelines": {"dagster", "duckdb", "warehouse", "assets"},
    "warehouse": {"dagster", "assets"},
}
MODULES = sorted(path for room in ("pipelines", "warehouse", "assets") for path in (ROOT / room).rglob("*.py"))
LONGEST = 400


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_room_reaches_only_where_it_may(path):
    room = path.relative_to(ROOT).parts[0]
    assert not set(imported(path)) & FORBIDDEN.get(room, set())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_is_short_and_says_what_it_is(path):
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), "a module opens with what it is"
    assert source.count("\n") <= LONGEST


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py" and "sql" not in p.parts], ids=str)
def test_a_package_says_what_belongs_there(path):
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert "Belongs here" in said
    assert "Keep out" in said


def test_sql_and_help_start_without_dagster_or_spacy():
    import subprocess
    import sys

    heavy = ("dagster", "spacy", "pandas")
    code = f"import sys, assets.cli, warehouse.query; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
