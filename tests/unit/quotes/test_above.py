"""Who speaks in the sentence above."""

import pytest

from pipelines.entities.article import find_entities
from pipelines.quotes.reading import Reading


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Ines Abubakar left and Joseph Wekesa said that it was late.", "Joseph Wekesa"),
        ("Ines Abubakar left the hall after Joseph Wekesa said that it was late.", None),
        ("Ines Abubakar left the hall because Joseph Wekesa had come and said that it was late.", None),
    ],
)
def test_a_clause_of_time_or_cause_reports_nothing(page, text, speaks):
    made = page(text)
    speaker = Reading(made, find_entities(made)).above.reporting(0)
    assert (speaker and text[speaker.start : speaker.end]) == speaks
