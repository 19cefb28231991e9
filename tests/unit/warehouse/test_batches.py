from __future__ import annotations

from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipelines.frames import FRAMES
from warehouse.batches import MOST_RECORDS, Batch, Limits, Slice, Wanted, pack

LIMITS = Limits()


def wanted(name: str, size: int = 10, lines: int | None = None, root: str = "", attempt: int = 0) -> Wanted:
    return Wanted(name, root, f"sha-{name}", f"print-{name}", attempt, size, lines)


def shapes(batches: list[tuple[str, list[Slice]]]) -> list[list[tuple[str, int, int | None]]]:
    return [[(part.file.source_path, part.first, part.last) for part in parts] for _, parts in batches]


def test_small_files_go_together_and_a_large_one_is_split() -> None:
    files = [wanted("b"), wanted("a"), wanted("c", lines=2 * MOST_RECORDS), wanted("d")]
    assert shapes(list(pack(files, LIMITS))) == [
        [
            ("c", 0, 2000),
        ],
        [("c", 2000, None)],
        [("a", 0, None), ("b", 0, None), ("d", 0, None)],
    ]


def test_a_batch_is_bounded_in_bytes_files_and_records_and_holds_one_root() -> None:
    assert [len(parts) for _, parts in pack((wanted(f"{n:05}") for n in range(LIMITS.files + 1)), LIMITS)] == [
        LIMITS.files,
        1,
    ]
    assert [len(parts) for _, parts in pack([wanted("a", LIMITS.bytes), wanted("b", 1)], LIMITS)] == [1, 1]
    assert [len(parts) for _, parts in pack([wanted("a", lines=1999), wanted("b"), wanted("c")], LIMITS)] == [2, 1]
    assert shapes(list(pack([wanted("x/a", root="x"), wanted("b")], LIMITS))) == [[("b", 0, None)], [("x/a", 0, None)]]


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 5000)), unique_by=lambda pair: pair[0]))
def test_keys_depend_on_content_alone_and_no_record_is_lost(files: list[tuple[str, int]]) -> None:
    found = [wanted(name, lines=lines) for name, lines in files]
    batches = list(pack(found, LIMITS))
    assert list(pack(reversed(found), LIMITS)) == batches
    assert len({key for key, _ in batches}) == len(batches)
    by_file: dict[str, list[Slice]] = {}
    for _, parts in batches:
        for part in parts:
            by_file.setdefault(part.file.source_path, []).append(part)
    assert by_file.keys() == {name for name, _ in files}
    for parts in by_file.values():
        assert parts[0].first == 0
        assert parts[-1].last is None
        assert [part.last for part in parts[:-1]] == [part.first for part in parts[1:]]


def test_another_attempt_makes_another_batch() -> None:
    assert next(pack([wanted("a")], LIMITS))[0] != next(pack([wanted("a", attempt=1)], LIMITS))[0]


def test_named_puts_the_root_before_every_source_path() -> None:
    records = FRAMES["quarantine"].frame([{"source_path": "x.txt", "source_record": 0, "stage": "s", "reason": "r"}])
    frames = {"quarantine": records, "entities": FRAMES["entities"].frame([])}
    named = Batch("k", Path("/r"), "archive/", ()).named(frames)
    assert list(named["quarantine"]["source_path"]) == ["archive/x.txt"]
    assert named["quarantine"].dtypes.equals(records.dtypes)
    assert named["entities"] is frames["entities"]
    pd.testing.assert_frame_equal(Batch("k", Path("/r"), "", ()).named(frames)["quarantine"], records)
