"""What is kept of an article."""

import numpy as np
import pandas as pd

from pipelines.stories.minhash import PLACES, signature
from pipelines.stories.shingles import paragraphs, shingles
from pipelines.stories.signatures import DTYPES, matrix, signatures


def test_a_row_holds_what_a_pair_is_told_from(table, texts):
    row = {"text": texts(1), "bylines": ["By AFP"], "published_at": "2026-09-02T00:00Z", "published_precision": "day"}
    (mark,) = signatures(table(row)).to_dict("records")
    assert (mark["article_id"], mark["shingles"], mark["agency"]) == (f"{1:016x}", 4 * 26, "Agence France-Presse")
    assert (mark["came_at"], mark["came_until"]) == (
        pd.Timestamp("2026-09-02", tz="UTC"),
        pd.Timestamp("2026-09-03", tz="UTC"),
    )


def test_the_matrix_gives_the_signatures_back(table, texts):
    marks = signatures(table(texts(1), texts(2)))
    expected = [signature(shingles(paragraphs(texts(seed)))) for seed in (1, 2)]
    assert matrix(marks).dtype == np.uint16
    assert matrix(marks).tolist() == np.array(expected).tolist()
    assert matrix(marks.iloc[:0]).shape == (0, PLACES)


def test_what_is_missing_stays_missing(table, texts):
    for rows in ((), (texts(1),), ("short",)):
        marks = signatures(table(*rows))
        assert {name: str(kind) for name, kind in marks.dtypes.items()} == DTYPES
        assert marks[["agency", "came_at", "came_until"]].isna().all(axis=None)
        assert [len(data) for data in marks["minhash"]] == [0 if text == "short" else 2 * PLACES for text in rows]
