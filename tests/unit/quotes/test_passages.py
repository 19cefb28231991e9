"""Passages with codes become annotated documents."""

import pytest

from pipelines.quotes.gold import Gold
from pipelines.quotes.passages import passage, passages


def test_each_code_says_what_stands_in_the_marks_behind_it():
    found = passage("p", 'Holt called it “{m}a farce”. "{d}Enough," he said, by the "{s}Iron Gate".')
    assert found["text"] == 'Holt called it “a farce”. "Enough," he said, by the "Iron Gate".'
    told = [(quote["kind"], found["text"][quote["start"] : quote["end"]]) for quote in found["quotes"]]
    assert told == [("mixed", "a farce"), ("direct", "Enough,"), ("scare", "Iron Gate")]
    assert Gold(found).full
    assert Gold(found).kinds_only


def test_a_paragraph_left_open_ends_with_its_line():
    found = passage("p", "“{d}One.\n\n“{d}Two,” he said.")
    assert [found["text"][quote["start"] : quote["end"]] for quote in found["quotes"]] == ["One.", "Two,"]


def test_passages_stand_between_lines(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("“{d}One.”\n---\n“{s}Two”\n", encoding="utf-8")
    assert [document["doc_id"] for document in passages(path)] == ["own-0001", "own-0002"]


@pytest.mark.parametrize("coded", ["“{x}One.”", "{d}One."])
def test_a_code_that_says_nothing_is_an_error(coded):
    with pytest.raises(ValueError, match="stands for nothing"):
        passage("p", coded)
