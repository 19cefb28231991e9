"""Speech without marks behind labels and colons."""


def said(rows, text):
    return [(row["text"], row["speaker"], row["speaker_text"]) for row in rows(text)]


def test_turns_of_an_interview(rows):
    text = "Marit Solheim runs the museum.\n\nQ: Why now?\n\nA: Because nobody else would.\n\nQ: And then?"
    assert said(rows, text) == [
        ("Why now?", None, "Q"),
        ("Because nobody else would.", "Marit Solheim", "A"),
        ("And then?", None, "Q"),
    ]


def test_a_name_and_a_colon(rows):
    text = "Marit Solheim met the press.\n\nMarit Solheim: We close the east wing in May."
    assert said(rows, text)[-1] == ("We close the east wing in May.", "Marit Solheim", "Marit Solheim")


def test_a_paragraph_that_a_colon_announces(rows):
    text = "Marit Solheim wrote in a letter:\n\nThe roof is no longer safe. We close in May.\n\nNobody answered."
    (row,) = rows(text)
    assert (row["text"], row["speaker"]) == ("The roof is no longer safe. We close in May.", "Marit Solheim")
    assert (row["kind"], row["cue"]) == ("direct", "wrote")


def test_facts_headings_and_one_question_are_no_speech(rows):
    assert rows("Director: Marit Solheim") == []
    assert rows("Marit Solheim: A Life in the Museum") == []
    assert rows("Q: Why does the museum close?") == []
