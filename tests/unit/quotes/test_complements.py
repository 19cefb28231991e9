"""Candidates for reported clauses, and the numbers a model is told of them."""

import pytest

from pipelines.entities.article import find_entities
from pipelines.quotes import complement_features
from pipelines.quotes.complements import reporting
from pipelines.quotes.reading import Reading


@pytest.fixture
def reading(page):
    def make(text):
        made = page(text)
        return Reading(made, find_entities(made))

    return make


def spans(reading):
    return {reading.page.text[c.start : c.end] for _, c in reading.complements}


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Ines Abubakar said the quay would close in May.", "the quay would close in May"),
        ("Ines Abubakar said that the quay would close in May.", "the quay would close in May"),
        ("The quay would close in May, Ines Abubakar said.", "The quay would close in May"),
        ("According to Ines Abubakar, the quay will close in May.", "the quay will close in May"),
        ("Ines Abubakar called the quay “a public danger”.", "the quay “a public danger”"),
        ("Ines Abubakar urged traders to leave the quay.", "traders to leave the quay"),
        ("Ines Abubakar repeated her claim that the quay was old.", "that the quay was old"),
    ],
)
def test_the_reported_clause_is_among_the_candidates(reading, text, clause):
    assert clause in spans(reading(text))


def test_candidates_keep_to_their_sentence_and_never_cut_marks(reading):
    text = "It was late. Ines Abubakar said the “old, cold” quay, she feared, was lost. Nobody came."
    made = reading(text)
    for found in spans(made):
        assert found in "Ines Abubakar said the “old, cold” quay, she feared, was lost"
        assert found.count("“") == found.count("”")


def test_a_noun_for_what_was_said_reports_with_who_makes_it(reading):
    made = reading("The claim by Ines Abubakar that the quay was old is wrong.")
    cues = [(made.syntax.words[c.token], made.syntax.words[c.subject]) for c in reporting(made.reporters[0])]
    assert cues == [("claim", "abubakar")]


def test_a_row_has_a_number_for_each_column(reading):
    made = reading("Ines Abubakar said that the quay was old. Joseph Wekesa's claim is new, he said.")
    assert len(made.complement_rows) == len(made.complements) > 5
    assert {len(row) for row in made.complement_rows} == {len(complement_features.COLUMNS)}


def test_the_surest_clause_of_each_side_is_kept_and_none_cuts_into_another(reading):
    made = reading("Ines Abubakar said that the quay was old.")
    chances = [0.9 if made.page.text[c.start : c.end] == "the quay was old" else 0.4 for _, c in made.complements]
    made.take_clauses(chances)
    assert [(made.page.text[c.start : c.end], chance) for c, _, chance in made.clauses if chance > 0.5] == [
        ("the quay was old", 0.9)
    ]
    made.take_clauses([0.0] * len(chances))
    assert made.clauses == []
