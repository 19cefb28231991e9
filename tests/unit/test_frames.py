"""The declarations, and the conversions made from them."""

import math

import pandas as pd
import pyarrow as pa
import pytest

from pipelines.frame import concat
from pipelines.frames import ARTICLES, DECLARED, LOCATION_MENTIONS, QUOTES


@pytest.mark.parametrize("frame", DECLARED.values(), ids=lambda frame: frame.name)
def test_a_declaration_is_whole(frame):
    assert len(set(frame.names)) == len(frame.names)
    assert set(frame.key) <= set(frame.names)
    assert all(column.required for column in frame.columns if column.name in frame.key)
    assert all(column.description.endswith((".", "…")) for column in frame.columns)
    assert [field.name for field in frame.schema] == frame.names


@pytest.mark.parametrize("frame", DECLARED.values(), ids=lambda frame: frame.name)
def test_a_frame_without_rows_has_the_types(frame):
    empty = frame.frame([])
    assert [str(dtype) for dtype in empty.dtypes] == [column.dtype for column in frame.columns]
    assert frame.table(empty).schema.equals(frame.schema)
    assert concat(frame, []).dtypes.equals(empty.dtypes)


def mention(**values):
    return {
        "article_id": "a",
        "in_title": False,
        "start_char": 0,
        "end_char": 4,
        "text": "Rome",
        "kind": "literal",
        "in_dateline": False,
        "candidates": 2,
    } | values


def test_missing_values_stay_missing_and_integers_whole():
    frame = LOCATION_MENTIONS.frame([mention(location_id=3169070), mention(start_char=9)])
    assert frame["location_id"].tolist()[0] == 3169070
    assert math.isnan(frame["location_id"].tolist()[1])
    rows = LOCATION_MENTIONS.table(frame).to_pylist()
    assert [row["location_id"] for row in rows] == [3169070, None]
    assert LOCATION_MENTIONS.schema.field("location_id").type == pa.int64()


def test_a_row_with_a_column_too_many_is_refused():
    with pytest.raises(KeyError, match="nonsense"):
        LOCATION_MENTIONS.frame([mention(nonsense=1)])


def test_a_row_without_a_required_value_is_refused():
    with pytest.raises(ValueError, match="text is required"):
        LOCATION_MENTIONS.frame([mention(text=None)])


def test_lists_and_times_go_through_arrow():
    row = {
        "article_id": "a",
        "source_path": "x.html",
        "source_record": 0,
        "text": "Word",
        "word_count": 1,
        "authors": ["Ada Oyelaran"],
        "published_at": pd.Timestamp("2026-09-01T10:00:00+02:00"),
    }
    (back,) = ARTICLES.table(ARTICLES.frame([row])).to_pylist()
    assert back["authors"] == ["Ada Oyelaran"]
    assert back["author_roles"] == []
    assert back["published_at"].isoformat() == "2026-09-01T08:00:00+00:00"


def test_parts_are_joined_with_their_types():
    rows = {"article_id": "a", "in_title": False, "end_char": 2, "text": "hi", "kind": "direct", "is_anonymous": False}
    one = QUOTES.frame([rows | {"start_char": 0, "quote_id": "a:0-2", "turn_id": "a:0-2"}])
    two = QUOTES.frame([rows | {"start_char": 5, "quote_id": "a:5-7", "turn_id": "a:5-7", "speaker_age": 40}])
    both = concat(QUOTES, [one, QUOTES.frame([]), two])
    assert both["start_char"].tolist() == [0, 5]
    assert both.dtypes.equals(one.dtypes)
