from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.literals import filled


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.integers(-(2**62), 2**62))
def test_what_goes_in_comes_out(text: str, number: int) -> None:
    sql = "SELECT 'é $text ?' AS quoted, $text, $number -- $text\n"
    assert duckdb.sql(filled(sql, {"text": text, "number": number})).fetchall() == [("é $text ?", text, number)]


def test_parameters_by_position() -> None:
    assert duckdb.sql(filled("SELECT ?, $$ $1 $$, ?", ["a", 2])).fetchall() == [("a", " $1 ", 2)]
    assert duckdb.sql(filled("SELECT $2, $1", ["a", 2])).fetchall() == [(2, "a")]


def test_a_parameter_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("SELECT $a", {"b": 1})


def test_one_article_is_looked_up_and_not_all_of_them() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS FROM range(500_000) r (key)")
        plan = connection.execute(filled("EXPLAIN SELECT count(*) FROM t WHERE key = $key", {"key": 7})).fetchall()
    assert "key=7" in str(plan)
