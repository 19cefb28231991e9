"""`newswarehouse chrome learn` writes the table that ships, from the corpus that ships."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from assets.cli import app
from pipelines.articles import known_lines

ROOT = Path(__file__).resolve().parents[2]


def test_the_shipped_table_is_what_the_command_learns_from_the_demo_corpus(tmp_path: Path) -> None:
    out = tmp_path / "chrome_lines.csv"
    done = CliRunner().invoke(app, ["chrome", "learn", str(ROOT / "seeds"), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "lines of 2 outlets" in done.output
    assert out.read_bytes() == known_lines.SHIPPED.read_bytes()
