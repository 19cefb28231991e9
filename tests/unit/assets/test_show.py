import datetime as dt
import json
from decimal import Decimal

import pytest
from rich.console import Console

from assets import show
from warehouse.query import Result


def printed(result, width=80, title=None):
    console = Console(width=width, force_terminal=False)
    with console.capture() as caught:
        console.print(show.as_table(result, title, width=width))
    return caught.get()


def wide(columns):
    names = tuple(f"a_rather_long_name_{number}" for number in range(columns))
    return Result(names, ("VARCHAR",) * columns, (tuple(f"value {number}" for number in range(columns)),))


def test_a_table_that_fits_is_a_table():
    text = printed(Result(("n", "word"), ("INTEGER", "VARCHAR"), ((1, "one"), (None, "none"))))
    assert [line.split() for line in text.split("\n") if line.strip(" ─")] == [
        ["n", "word"],
        ["1", "one"],
        ["·", "none"],
    ]


def test_a_table_too_wide_is_printed_record_by_record():
    text = printed(wide(6), title="Much")
    assert text.startswith("\nMuch\n")
    assert max(map(len, text.split("\n"))) <= 80
    for number in range(6):
        assert f"a_rather_long_name_{number}  value {number}" in text


def test_no_word_of_a_narrow_column_is_broken():
    text = " ".join(["harbour"] * 40)
    result = Result(("outlet", "words", "n"), ("VARCHAR", "VARCHAR", "BIGINT"), (("Kestrel Post", text, 1),))
    assert "Kestrel Post" in printed(result)
    assert set(printed(result).replace("Kestrel Post", "").split()) == {
        "outlet",
        "words",
        "n",
        "1",
        "harbour",
        "─" * 78,
    }


def test_markup_in_a_value_is_text():
    assert "[bold]x[/bold]" in printed(Result(("a",), ("VARCHAR",), (("[bold]x[/bold]",),)))
    assert "[red]" in printed(wide(6), title="[red]")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (float("nan"), None),
        (float("-inf"), None),
        (0.5, 0.5),
        (Decimal("1.50"), 1.5),
        (dt.datetime(2026, 10, 4, 5, 30, tzinfo=dt.UTC), "2026-10-04T05:30:00+00:00"),
        (dt.datetime(2026, 10, 4, 5, 30), "2026-10-04T05:30:00"),  # noqa: DTZ001 - DuckDB's TIMESTAMP has none
        (dt.date(2026, 10, 4), "2026-10-04"),
        (dt.timedelta(hours=1, milliseconds=500), "PT3600.5S"),
        (b"\x00\xff", "00ff"),
        ([float("nan"), (1, None)], [None, [1, None]]),
        ({1: dt.date(2026, 10, 4)}, {"1": "2026-10-04"}),
    ],
)
def test_json_is_strict_and_times_are_iso(value, plain):
    result = Result(("a",), ("ANY",), ((value,),))
    assert json.loads(show.as_json(result), parse_constant=pytest.fail) == [{"a": plain}]


def test_csv_has_empty_cells_for_missing_values_and_json_for_lists():
    result = Result(("a", "b", "c"), ("ANY",) * 3, ((None, ["x", None], 0.1),))
    assert show.as_csv(result) == 'a,b,c\n,"[""x"", null]",0.1\n'


def test_truth_is_told_as_sql_tells_it():
    result = Result(("a", "b"), ("BOOLEAN", "BOOLEAN"), ((True, False),))
    assert show.as_csv(result) == "a,b\ntrue,false\n"
    assert "true   false" in printed(result)


def test_times_and_lists_for_somebody_who_looks():
    assert show.shown(dt.datetime(2026, 10, 4, 5, 30, 0, 999999)) == "2026-10-04 05:30:00"  # noqa: DTZ001
    assert show.shown(["a", 1.23456789]) == "a, 1.23457"
