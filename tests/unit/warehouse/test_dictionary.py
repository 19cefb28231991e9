from __future__ import annotations

from pathlib import Path

from warehouse import dictionary

PAGE = Path(__file__).resolve().parents[3] / "docs" / "tables.md"


def test_the_page_of_tables_says_what_the_warehouse_says() -> None:
    made = dictionary.empty()
    assert made == PAGE.read_text(encoding="utf-8"), "python -m warehouse.dictionary docs/tables.md"
    assert "\n### meta.provenance\n" in made
    assert "NULL |" not in made
    assert "| None |" not in made
