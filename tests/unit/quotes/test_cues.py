import pytest

from pipelines.quotes.cues import CUES


@pytest.mark.parametrize(
    ("form", "sort"),
    [
        ("said", "say"),
        ("says", "say"),
        ("replied", "say"),
        ("stressing", "say"),
        ("teaches", None),
        ("denies", "say"),
        ("called", "call"),
        ("slammed", "call"),
        ("described", "call"),
        ("dubbing", "call"),
        ("thought", "express"),
        ("walked", None),
    ],
)
def test_forms(form, sort):
    assert CUES.get(form) == sort
