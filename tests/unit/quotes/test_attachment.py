"""What the ranker of speakers is told of how a quotation hangs in its sentence."""

import pytest

from pipelines.entities.article import find_entities
from pipelines.quotes.attachment import COLUMNS, Attachments, Candidate
from pipelines.quotes.complements import Complement
from pipelines.quotes.syntax import syntax


@pytest.fixture
def told(page):
    def tell(text, *words, clauses=()):
        made = page(text)
        parse, (quotation,) = syntax(made), made.quotations
        outside = [
            i for i, start in enumerate(parse.starts) if not quotation.outer_start <= start < quotation.outer_end
        ]
        spans = [(text.index(word), text.index(word) + len(word)) for word in words]
        tops = [parse.token_from(start) for start, _ in spans]
        found = [Candidate(span, top, parse.heads[top], None) for span, top in zip(spans, tops, strict=True)]
        after = next((i for i in outside if parse.starts[i] >= quotation.outer_end), -1)
        held = [(Complement(text.index(c), text.index(c) + len(c), None, 0), 0, chance) for c, chance in clauses]
        rows = Attachments(parse, find_entities(made), outside, held).columns(quotation, after, found)
        return [dict(zip(COLUMNS, row, strict=True)) for row in rows]

    return tell


def test_the_subject_of_the_nearest_verb_above_comes_first(told):
    outer, inner = told("Holt said she would leave the port, which he called “a wreck”.", "Holt", "he")
    assert 0 <= inner["ascent"] < outer["ascent"]
    assert (inner["closest"], outer["closest"]) == (0, 1)


def test_cues_between_a_verb_and_the_quotation_are_counted(told):
    outer, inner = told("Holt said that Otieno called it “a wreck”.", "Holt", "Otieno")
    assert (outer["cues_between"], inner["cues_between"]) == (1, 0)


def test_who_stands_in_a_reported_clause_is_told_from_who_reports_it(told):
    text = "Holt said that Otieno wanted “more” of it."
    holt, otieno = told(text, "Holt", "Otieno", clauses=[("Otieno wanted “more” of it", 0.8)])
    assert (holt["in_clause"], holt["in_same_clause"]) == (0.0, 0.0)
    assert (otieno["in_clause"], otieno["in_same_clause"]) == (0.8, 0.8)


def test_words_of_the_first_person_are_counted(told):
    (row,) = told("“I know my port,” said Holt.", "Holt")
    assert row["first_person"] == 2
