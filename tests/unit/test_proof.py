"""Spans that are not what they say are found."""

import pandas as pd

from pipelines.proof import misplaced, unproven

ARTICLES = pd.DataFrame({"article_id": ["a"], "title": ["Rain in Łódź"], "text": ["It rained 🌧 in Łódź."]})


def spans(*rows):
    return pd.DataFrame(rows, columns=["article_id", "in_title", "start_char", "end_char", "text"])


def test_spans_that_are_proven():
    assert unproven(spans(("a", False, 15, 19, "Łódź"), ("a", True, 8, 12, "Łódź")), ARTICLES).empty


def test_spans_that_are_not():
    wrong = spans(
        ("a", False, 14, 18, "Łódź"),
        ("a", True, 15, 19, "Łódź"),
        ("b", False, 0, 2, "It"),
        ("a", False, 0, 0, ""),
        ("a", False, 15, 99, "Łódź."),
    )
    assert len(unproven(wrong, ARTICLES)) == 5


def blocks(*rows):
    return pd.DataFrame(rows, columns=["article_id", "start_char", "end_char"])


def test_blocks_in_order_and_not():
    assert misplaced(blocks(("a", 0, 9), ("a", None, None), ("a", 10, 20)), ARTICLES).empty
    assert len(misplaced(blocks(("a", 0, 9), ("a", 8, 20), ("a", 20, 40)), ARTICLES)) == 2


def test_frames_without_rows_are_proven():
    none = ARTICLES.iloc[:0]
    assert misplaced(blocks(), none).empty
    assert unproven(spans(), none).empty
