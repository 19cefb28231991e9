"""What can be asked of a parsed article."""

import pytest

from pipelines.language.model import parse
from pipelines.language.page import Page
from pipelines.settings import DEFAULT

TEXT = "First line here.\n\n“Second,” he said.\nThird line."


@pytest.fixture(scope="module")
def page():
    (doc,) = parse([TEXT], DEFAULT.model)
    return Page("a", TEXT, None, None, doc)


def test_paragraphs_are_the_lines_with_something_in_them(page):
    assert [TEXT[a:b] for a, b in page.paragraphs] == ["First line here.", "“Second,” he said.", "Third line."]


@pytest.mark.parametrize(("char", "paragraph"), [(0, 0), (15, 0), (17, 0), (18, 1), (37, 2), (len(TEXT), 2)])
def test_the_paragraph_of_a_character(page, char, paragraph):
    assert page.paragraph_at(char) == paragraph


def test_the_token_of_a_character(page):
    assert page.token_at(TEXT.index("Second") + 3).text == "Second"
    assert page.token_at(0).text == "First"


def test_tokens_inside_the_marks(page):
    assert [t.text for t, quoted in zip(page.doc, page.quoted, strict=True) if quoted] == ["Second", ","]
