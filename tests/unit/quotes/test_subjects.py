"""Who does what a verb says, where the parser lost it."""

import pytest

from pipelines.quotes.subjects import lost_subject
from pipelines.quotes.syntax import Syntax, syntax


def without_subjects(parsed: Syntax) -> Syntax:
    """The same parse, in which no arc says who is the subject."""
    deps = ["dep" if dep in ("nsubj", "nsubjpass") else dep for dep in parsed.deps]
    fields = {name: getattr(parsed, name) for name in Syntax.__slots__}
    return Syntax(**fields | {"deps": deps})


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Sen. Wanda Holt (Vt.) has said the bridge is safe.", "said", "holt"),
        ("Wanda Holt, an expert on bridges at the institute, said it was safe.", "said", "holt"),
        ("On Monday Wanda Holt also warned that the bridge was old.", "warned", "holt"),
        ("She had never mentioned the bridge.", "mentioned", "she"),
        ("Blasting and drilling, said nobody.", "said", None),
        ("The bridge, which the mayor had closed, said nothing.", "said", None),
    ],
)
def test_the_noun_before_the_verb_is_its_subject(page, text, verb, subject):
    parsed = without_subjects(syntax(page(text)))
    tokens = list(range(parsed.words.index(verb) + 1))
    found = lost_subject(parsed, tokens)
    assert (None if found is None else parsed.words[found]) == subject


def test_a_subject_that_the_parser_knows_comes_first(page):
    parsed = syntax(page("The mayor closed the bridge in May and, tired, said nothing."))
    assert parsed.words[lost_subject(parsed, list(range(parsed.words.index("said") + 1)))] == "mayor"
