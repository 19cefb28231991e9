import pytest

from pipelines.quotes.sentences import sentences
from pipelines.quotes.syntax import syntax


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is late,” he said. She left.", [1, 0]),
        ("“It is late.” “Go home.”", [1, 1]),
        ("“Is it late?” Abubakar asked. “Yes.”", [1, 1]),
        ("“It is late.” Abubakar went home and the town slept.", [1, 0]),
        ("“It is late.” Abubakar said.", [1]),
        ("“One thing,” he said, “and another. And a third.” Then he left.", [2, 0]),
        ("“Stay.\n\n“Go,” he said.", [1, 1]),
        ("He called it “late”. She left.", [1, 0]),
    ],
)
def test_quotations_of_each_sentence(page, text, expected):
    made = page(text)
    assert [len(s.quotations) for s in sentences(made, syntax(made))] == expected


def test_every_word_outside_marks_stands_in_one_sentence(page):
    made = page("“It is late,” he said. Abubakar went home.\n\nThe town slept.")
    found = sentences(made, syntax(made))
    words = [made.doc[i].text for s in found for i in s.tokens]
    assert words == ["he", "said", ".", "Abubakar", "went", "home", ".", "The", "town", "slept", "."]
    assert [s.paragraph for s in found] == [0, 0, 1]
