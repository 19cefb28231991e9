from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from warehouse import query
from warehouse.home import Home
from warehouse.publish import publish


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("it's a home")
    publish(Home(folder / "home", folder))
    return Home(folder / "home", folder)


def test_before_the_first_run_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(query.NoWarehouse, match=r"there is no warehouse in .* yet: run `newswarehouse run` first"):
        query.select(Home(tmp_path), "SELECT 1")


def test_a_damaged_warehouse_says_what_to_do(tmp_path: Path) -> None:
    Home(tmp_path).warehouse.write_text("no database")
    with pytest.raises(query.NotAnswered, match="remove it, and `newswarehouse run` makes it again"):
        query.counts(Home(tmp_path))


def test_columns_types_and_rows(home: Home) -> None:
    result = query.select(home, "SELECT unnest([1, 2, 3])::INTEGER AS n, 'é' || ? AS text", ["!"], limit=2)
    assert result == query.Result(("n", "text"), ("INTEGER", "VARCHAR"), ((1, "é!"), (2, "é!")))


@pytest.mark.parametrize(
    "sql",
    [
        "FROM articles",
        "WITH a AS (SELECT 1) FROM a;",
        "DESCRIBE quotes",
        "SHOW TABLES",
        "SUMMARIZE meta.publish",
        "EXPLAIN SELECT 1",
        "SELECT entity_key('person/x')",
        "FROM marts.who_said_what",
    ],
)
def test_whatever_reads_is_answered(home: Home, sql: str) -> None:
    assert query.select(home, sql).columns


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "DROP TABLE quotes",
        "SELECT 1; SELECT 2",
        "CREATE TABLE x AS SELECT 1",
        "COPY quotes TO 'x'",
        "SET threads = 1",
    ],
)
def test_whatever_does_not_only_read_is_refused(home: Home, sql: str) -> None:
    with pytest.raises(query.NotAQuestion, match="the warehouse is only read here"):
        query.select(home, sql)


@pytest.mark.parametrize("sql", ["FROM read_text('/etc/hostname')", "FROM glob('/*')", "FROM '/etc/x.parquet'"])
def test_no_other_file_is_reached(home: Home, sql: str) -> None:
    with pytest.raises(duckdb.PermissionException):
        query.select(home, sql)


def test_keys_are_made_from_the_ids_alone(home: Home) -> None:
    sql = "SELECT article_key('ff00000000000001'), entity_key('person/mara-lindqvist'), article_key(NULL)"
    assert query.select(home, sql).rows == ((18374686479671623681, 0x55142C89D2A8C0DE, None),)


def test_counts_name_every_table(home: Home) -> None:
    counts = query.counts(home)
    assert counts["meta.publish"] == 1
    assert counts["main.quotes"] == 0
    assert "marts.who_said_what" not in counts


def test_names_of_columns_are_distinct(home: Home) -> None:
    assert query.select(home, "SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS b").columns == ("a", "a_1", "a_1_1", "b")


def test_times_are_shown_in_utc(home: Home) -> None:
    ((time,),) = query.select(home, "SELECT TIMESTAMPTZ '2026-10-04 05:30:00+02'").rows
    assert time.isoformat() == "2026-10-04T03:30:00+00:00"


@pytest.mark.parametrize(
    "value",
    ["it's; DROP TABLE quotes --", "", "$1", "\\", 1, -(2**63), 2**64 - 1, 0.1, True, None, dt.date(2026, 10, 4)],
)
def test_parameters_come_back_as_they_were(home: Home, value: object) -> None:
    assert query.select(home, "SELECT $a AS a", {"a": value}).rows == ((value,),)
    assert query.select(home, "SELECT ? AS a", [value]).rows == ((value,),)


def test_nothing_is_refused_in_an_empty_warehouse(home: Home) -> None:
    assert query.refused(home).rows == ()
