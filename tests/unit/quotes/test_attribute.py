"""Quotes of whole passages: each form in which news reports speech, with its speaker."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.frames import QUOTES


def brief(rows):
    return [(row["text"], row["kind"], row["speaker"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The quay is closed,” said Ines Abubakar.",
            [("The quay is closed,", "direct", "Ines Abubakar")],
        ),
        (
            "‘The quay is closed,’ said Ines Abubakar.",
            [("The quay is closed,", "direct", "Ines Abubakar")],
        ),
        (
            '"The quay is closed," said the mayor, Ines Abubakar.',
            [("The quay is closed,", "direct", "Ines Abubakar")],
        ),
        (
            "“The quay is closed,” Ines Abubakar, a former pilot, said.",
            [("The quay is closed,", "direct", "Ines Abubakar")],
        ),
        (
            "“The quay is closed,” Ines Abubakar was quoted as saying.",
            [("The quay is closed,", "direct", "Ines Abubakar")],
        ),
        (
            "“The quay is closed,” Ines Abubakar said on Tuesday.",
            [("The quay is closed,", "direct", "Ines Abubakar")],
        ),
        (
            "Joseph Wekesa told reporters: “We were never asked about the market.”",
            [("We were never asked about the market.", "direct", "Joseph Wekesa")],
        ),
        (
            "Joseph Wekesa said, “We were never asked about the market.”",
            [("We were never asked about the market.", "direct", "Joseph Wekesa")],
        ),
        (
            "“We were never asked,” Joseph Wekesa said, “and we will not go.”",
            [("We were never asked,", "direct", "Joseph Wekesa"), ("and we will not go.", "direct", "Joseph Wekesa")],
        ),
        (
            "“The quay is closed,” said harbour and human rights lawyer Ines Abubakar.",
            [("The quay is closed,", "direct", "Ines Abubakar")],
        ),
        (
            "The quay, Ines Abubakar told the council, was “dead in the water”.",
            [("dead in the water", "mixed", "Ines Abubakar")],
        ),
        (
            "Joseph Will sells fish. “The quay is closed and we all have to go,” Will said.",
            [("The quay is closed and we all have to go,", "direct", "Joseph Will")],
        ),
        (
            "The council met in May.\n\n“I will look at the quay, and I will tell you what I see.”\n\n– Ines Abubakar.",
            [("I will look at the quay, and I will tell you what I see.", "direct", "Ines Abubakar")],
        ),
        (
            "“The fish is gone,” according to Joseph Wekesa.",
            [("The fish is gone,", "direct", "Joseph Wekesa")],
        ),
        (
            "Ines Abubakar: “The market closes in May.”",
            [("The market closes in May.", "direct", "Ines Abubakar")],
        ),
        (
            "“The market closes in May, and nothing will change that.” – Ines Abubakar",
            [("The market closes in May, and nothing will change that.", "direct", "Ines Abubakar")],
        ),
        (
            "Ines Abubakar called the market “a public danger” and left.",
            [("a public danger", "mixed", "Ines Abubakar")],
        ),
        (
            "Ines Abubakar grew tired of Joseph Wekesa, calling him “a stubborn old trader” in the hall.",
            [("a stubborn old trader", "mixed", "Ines Abubakar")],
        ),
        (
            "Ines Abubakar left early, accusing the port of trying to “win time” before the vote.",
            [("win time", "mixed", "Ines Abubakar")],
        ),
        (
            "Ines Abubakar described the mood as “excellent.”",
            [("excellent.", "mixed", "Ines Abubakar")],
        ),
        (
            "Ines Abubakar said that the vote was “the end of a long road” for the town.",
            [("the end of a long road", "mixed", "Ines Abubakar")],
        ),
        (
            "Joseph Wekesa knew the price but stayed calm: “The sea will still be there tomorrow.”",
            [("The sea will still be there tomorrow.", "direct", "Joseph Wekesa")],
        ),
        (
            "“Who pays for it?” Joseph Wekesa asked.",
            [("Who pays for it?", "direct", "Joseph Wekesa")],
        ),
    ],
)
def test_a_report_in_the_sentence_names_the_speaker(rows, text, expected):
    assert brief(rows(text)) == expected


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ("The quays – referred to as “the Old Teeth” – were sold.", "the Old Teeth"),
        ("The council floated a vague “masterplan” in spring.", "masterplan"),
        ("The trawler is known as “Grey Lady” in the town.", "Grey Lady"),
        ("He reads a novel titled “The Long Quay” at night.", "The Long Quay"),
        ("The so-called “fish tax” ended in June.", "fish tax"),
    ],
)
def test_names_and_labels_have_no_speaker(rows, text, scare):
    (row,) = rows(text)
    assert (row["text"], row["kind"], row["speaker"], row["speaker_text"]) == (scare, "scare", None, None)
    assert row["is_anonymous"] is False


def test_a_quotation_goes_on_in_its_paragraph(rows):
    found = rows("“The quay is closed,” said Ines Abubakar. “Nobody will pay for a new one.”")
    assert brief(found) == [
        ("The quay is closed,", "direct", "Ines Abubakar"),
        ("Nobody will pay for a new one.", "direct", "Ines Abubakar"),
    ]
    assert {row["turn_id"] for row in found} == {found[0]["quote_id"]}


def test_a_paragraph_that_is_only_a_quotation_goes_on_from_the_one_before(rows):
    found = rows("Joseph Wekesa said that he would not leave the market.\n\n“My father began here, and so did I.”")
    assert brief(found) == [
        ("that he would not leave the market", "indirect", "Joseph Wekesa"),
        ("My father began here, and so did I.", "direct", "Joseph Wekesa"),
    ]
    assert [row["cue"] for row in found] == ["said", None]


def test_an_unclosed_mark_joins_paragraphs_to_one_turn(rows):
    found = rows("“We have waited nine years.\n\n“Now we have a vote,” said Ines Abubakar.")
    assert [row["speaker"] for row in found] == ["Ines Abubakar", "Ines Abubakar"]
    assert [row["turn_id"] for row in found] == ["a1:1-27", "a1:1-27"]


def test_another_speaker_begins_another_turn(rows):
    found = rows("“Yes, at last,” said Ines Abubakar. “No, never,” said Joseph Wekesa.")
    assert [row["speaker"] for row in found] == ["Ines Abubakar", "Joseph Wekesa"]
    assert [row["turn_id"] for row in found] == [row["quote_id"] for row in found]


def test_a_pronoun_takes_its_person_from_the_speaker_before(rows):
    found = rows(
        "“The quay is closed,” said Ines Abubakar.\n\n“We asked Joseph Wekesa and he agreed,” she said on Tuesday."
    )
    assert found[1]["speaker"] == "Ines Abubakar"
    assert (found[1]["speaker_text"], found[1]["speaker_kind"]) == ("she", "pronoun")


@pytest.mark.parametrize(
    ("text", "speaker_text"),
    [
        ("“The road is open,” two officials said.", "two officials"),
        ("“The road is open,” residents said.", "residents"),
        ("“The road is open,” said a source close to the port.", "a source"),
    ],
)
def test_voices_left_unnamed(rows, text, speaker_text):
    (row,) = rows(text)
    assert (row["speaker"], row["speaker_text"], row["speaker_kind"]) == (None, speaker_text, "nominal")
    assert row["is_anonymous"] is True


def test_an_organisation_speaks(rows):
    (row,) = rows("“The quay will close in May,” the United Nations said.")
    assert (row["speaker"], row["is_anonymous"], row["speaker_role_class"]) == ("United Nations", False, "organisation")


def test_a_report_or_a_book_is_no_anonymous_person(rows):
    (row,) = rows("“The quay is unsafe,” the report said.")
    assert (row["speaker"], row["is_anonymous"]) == (None, False)


def test_a_role_named_once_stands_for_its_bearer(rows):
    found = rows("Mayor Ines Abubakar opened the quay.\n\n“It took nine years,” the mayor said.")
    assert (found[0]["speaker"], found[0]["speaker_kind"]) == ("Ines Abubakar", "nominal")


def test_cue_and_clause_of_a_mixed_quotation(rows):
    text = "Ines Abubakar said that the vote was “the end” for the town."
    (row,) = rows(text)
    assert (row["cue"], text[row["cue_start"] : row["cue_end"]]) == ("said", "said")
    assert text[row["clause_start"] : row["clause_end"]] == "that the vote was “the end” for the town"


def test_a_clause_in_front_of_its_cue(rows):
    text = "The vote was “a farce from the start”, Ines Abubakar said."
    (row,) = rows(text)
    assert text[row["clause_start"] : row["clause_end"]] == "The vote was “a farce from the start”"


def test_a_direct_quotation_has_no_clause(rows):
    (row,) = rows("“The quay is closed,” said Ines Abubakar.")
    assert (row["clause_start"], row["clause_end"]) == (None, None)


def test_description_role_class_and_age_hold_for_all_quotes_of_the_person(rows):
    text = "“I stay,” said Joseph Wekesa, a 54-year-old wholesaler from the harbour.\n\n“We all stay,” Wekesa said."
    for row in rows(text):
        assert row["speaker_description"] == "a 54-year-old wholesaler from the harbour"
        assert text[row["description_start"] : row["description_end"]] == row["speaker_description"]
        assert (row["speaker_role"], row["speaker_age"]) == ("wholesaler", 54)


def test_those_who_speak_together(rows):
    (row,) = rows("“We stay,” said Joseph Wekesa and Miriam Otieno.")
    assert row["speaker"] == "Joseph Wekesa"
    assert row["other_speakers"] == ["Miriam Otieno"]


def test_columns_are_those_of_the_frame(rows):
    (row,) = rows("“The quay is closed,” said Ines Abubakar.")
    assert set(row) == set(QUOTES.names) - {"article_id"}
    assert (row["quote_id"], row["in_title"]) == ("a1:1-20", False)


def test_nobody_speaks_from_inside_marks(rows):
    (row,) = rows("“It was late”, according to “the mayor of the town”.")[:1]
    assert (row["text"], row["speaker_text"], row["speaker"]) == ("It was late", None, None)


def test_nothing_to_find(rows):
    assert rows("The quay closed on Tuesday.") == []
    assert rows("") == []


PIECES = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    ":",
    ",",
    ".",
    "\n\n",
    " said ",
    " Ines Abubakar ",
    " she ",
    " the mayor ",
    " according to ",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " called him ", " We go ", " – "]), max_size=25).map("".join))
def test_spans_say_what_they_hold_whatever_the_text(rows, text):
    found = rows(text)
    spans = [(row["start_char"], row["end_char"]) for row in found]
    assert spans == sorted(set(spans))
    names = {"text": ("start_char", "end_char"), "cue": ("cue_start", "cue_end")}
    names |= {"speaker_text": ("speaker_start", "speaker_end")}
    names |= {"speaker_description": ("description_start", "description_end")}
    for row in found:
        for name, (start, end) in names.items():
            assert row[name] is None or text[row[start] : row[end]] == row[name]
        if row["clause_start"] is not None:
            assert row["clause_start"] <= row["start_char"] < row["end_char"] <= row["clause_end"]
