"""Languages told apart."""

import pytest

from pipelines.language.detect import language_of

ENGLISH = (
    "The harbour commission voted to close the old market and to move the traders to the new quay, which is not yet "
    "built; it said that the move had been planned for years and that they would be paid for what they have lost."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Market closed on Tuesday by harbour commission, traders object to the move", "en"),
        (
            "De havencommissie heeft besloten de oude vismarkt te sluiten; de handelaren zijn het er niet mee eens",
            "nl",
        ),
        ("Die Hafenkommission hat beschlossen, den alten Fischmarkt zu schließen; die Händler sind dagegen.", "de"),
        ("12 345 67", None),
        ("Ngozi Adichie-Okafor leads the Lagos Port Board. Adichie-Okafor said the board must change.", "en"),
        ("Di oga for Lagos don tok say dem go close di market, and people no gree at all.", "pcm"),
        ("Ordføreren i Bergen talte mandag. Hansen sa at byen må spare.", "no"),
    ],
)
def test_a_text_s_language(text, language):
    assert language_of(text) == language


def test_a_long_dutch_text_with_english_looking_words_stays_dutch():
    text = "Het is of was een tijd dat de haven open is, of dat er was wat er niet is. " * 5
    assert language_of(text) == "nl"
