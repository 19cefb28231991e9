from __future__ import annotations

import re

import pytest

from pipelines.frames import DECLARED
from warehouse import met, model, statements
from warehouse.checks import checks
from warehouse.statements import Statement, ordered, parse

KNOWN = {f"lake.{prefix}{name}" for name in DECLARED for prefix in ("", "stored_")}
KNOWN |= {f"lake.{name}" for name in ("article_stories", "batches", "gazetteer", "quote_anchors", "quote_kin")}


def test_a_header_is_read_and_the_rest_is_the_query() -> None:
    head = [
        "title: T",
        "grain: A row.",
        "depends: main.a, main.b",
        "kind: view",
        "by: article",
        "adds: y, z",
        "column x: An x: y.",
    ]
    text = "".join(f"-- {line}\n" for line in head) + "SELECT 1 AS x\n"
    assert parse("main.t", text) == Statement(
        name="main.t",
        title="T",
        sql="SELECT 1 AS x",
        grain="A row.",
        depends=("main.a", "main.b"),
        kind="view",
        by="article",
        adds=("y", "z"),
        columns={"x": "An x: y."},
    )


@pytest.mark.parametrize("text", ["SELECT 1", "-- title: T\n-- unheard: of\nSELECT 1", "-- grain: A row.\nSELECT 1"])
def test_a_header_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"main\.t: "):
        parse("main.t", text)


def test_order_follows_what_is_read() -> None:
    found = [
        Statement("m.c", "", "", depends=("m.a",)),
        Statement("m.b", "", ""),
        Statement("m.a", "", "", depends=("m.b",)),
    ]
    assert [statement.name for statement in ordered(found)] == ["m.b", "m.a", "m.c"]


def test_every_statement_declares_exactly_what_it_reads() -> None:
    found = [*model.tables(), *statements.load("checks")]
    known = KNOWN | {table.name for table in model.tables()}
    for statement in found:
        read = set(re.findall(r"\b(?:lake|main|marts|meta)\.\w+", statement.sql))
        assert set(statement.depends) == read, statement.name
        assert read <= known, statement.name


def test_every_frame_has_its_table_and_its_checks() -> None:
    # What batches tell of the user's decisions is summed up by marts.overrides.
    kept = DECLARED.keys() - {"decisions"}
    assert sorted(table.frame for table in model.tables() if table.frame) == sorted(kept)
    names = {check.name for check in checks()}
    assert {f"{name}_{what}" for name in kept for what in ("unique", "complete")} <= names
    assert {check.severity for check in checks()} == {"error", "warn"}
    assert all(table.grain for table in model.tables())


def test_what_is_kept_by_article_or_summed_reads_nothing_else() -> None:
    """An incremental publish makes these from the changed articles alone, so nothing else may have a say in them."""
    alone = {"lake.article_stories", *(f"lake.{name}" for name in DECLARED)}
    alone |= {table.name for table in model.tables() if table.by == "article"}
    for table in model.tables():
        if table.by == "article" or table.adds:
            assert set(table.depends) <= alone, table.name
            assert table.kind == "table"
        if table.adds:
            assert "articles" in table.adds, f"{table.name}: a row of no article is to go"


def test_what_articles_share_is_kept_by_what_it_is_called() -> None:
    assert {table.name: table.by for table in model.tables() if table.by not in ("", "article")} == {
        "main.entities": "entity",
        "main.locations": "location",
        "main.quote_groups": "quote",
        "meta.quote_anchors": "quote",
        "meta.quote_kin": "quote",
    }


def test_rows_are_made_again_by_a_column_of_theirs_whose_values_are_known_to_have_been_met() -> None:
    made = [table for table in model.tables() if table.per]
    assert len(made) >= 7
    for table in made:
        assert table.per in met._MET, table.name
        assert table.per in model.columns(table), table.name
        assert (table.kind, table.by, table.adds) == ("table", "", ()), table.name
