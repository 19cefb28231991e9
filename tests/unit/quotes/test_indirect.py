"""Reported speech without marks: what is taken, and what is left alone."""

import pytest


@pytest.mark.parametrize(
    ("text", "clause", "cue"),
    [
        ("Ines Abubakar said that the quay would close in May.", "that the quay would close in May", "said"),
        ("Ines Abubakar told reporters on Monday that the quay was old.", "that the quay was old", "told"),
        ("Ines Abubakar warned the quay would not last the winter.", "the quay would not last the winter", "warned"),
        ("The quay will close in May, Ines Abubakar said.", "The quay will close in May", "said"),
        ("According to Ines Abubakar, the quay will close in May.", "the quay will close in May", "According to"),
        ("The quay will close in May, according to Ines Abubakar.", "The quay will close in May", "according to"),
    ],
)
def test_taken(rows, text, clause, cue):
    (row,) = rows(text)
    assert (row["kind"], row["text"], row["cue"], row["speaker"]) == ("indirect", clause, cue, "Ines Abubakar")
    assert (row["clause_start"], row["clause_end"]) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Ines Abubakar did not say that the quay would close.",
        "Ines Abubakar could say that the quay would close.",
        "I said that the quay would close.",
        "Did Ines Abubakar say that the quay would close?",
        "Ines Abubakar said nothing about the quay.",
        "It was said that the quay would close.",
    ],
)
def test_left_alone(rows, text):
    assert rows(text) == []


def test_a_clause_that_holds_marks_is_a_mixed_quotation(rows):
    (row,) = rows("Ines Abubakar said that the quay was “a danger to all” in winter.")
    assert (row["kind"], row["text"]) == ("mixed", "a danger to all")
