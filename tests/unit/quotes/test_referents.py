"""Roles, documents and pronouns that speak, and whom they stand for."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ines Abubakar, the chief engineer, came late.\n\n“Go home,” the engineer said.", "Ines Abubakar"),
        ("Coach Joseph Wekesa was pleased.\n\n“They ran,” the coach said.", "Joseph Wekesa"),
        ("Ines Abubakar, leader of the Greens, left.\n\n“Go home,” the Greens leader said.", "Ines Abubakar"),
        ("Joseph Wekesa sent a letter to the port.\n\n“We have no boats,” the letter said.", "Joseph Wekesa"),
        ("“We stay,” said the United Nations.\n\n“For years,” the organization added.", "United Nations"),
        (
            "Joseph Wekesa met Ines Abubakar on the quay. The latter told them: “We have lost the summer.”",
            "Ines Abubakar",
        ),
        ("Joseph Wekesa spoke to reporters.\n\n“They ran until dark,” the captain said.", None),
        ("“No more,” said Ines Abubakar.\n\n“Go home,” a spokesman said.", None),
    ],
)
def test_a_role_is_the_one_who_has_it(rows, text, speaker):
    assert rows(text)[-1]["speaker"] == speaker


def test_a_role_that_two_people_have_is_nobody(rows):
    text = "Mayor Ines Abubakar met Mayor Joseph Wekesa.\n\n“Go home,” the mayor said."
    assert rows(text)[-1]["speaker"] is None


def test_what_a_speaker_is_called_describes_them(rows):
    text = "“No more,” said Ines Abubakar.\n\n“Go home,” the prime minister told the crowd."
    row = rows(text)[-1]
    assert (row["speaker"], row["speaker_description"]) == ("Ines Abubakar", "the prime minister")
    assert text[row["description_start"] : row["description_end"]] == "the prime minister"


def test_he_is_whoever_spoke_before_without_a_name(rows):
    text = "Joseph Wekesa left the hall.\n\n“We will strike,” a docker said.\n\n“And we will win,” he added."
    row = rows(text)[-1]
    assert (row["speaker"], row["speaker_kind"], row["is_anonymous"]) == (None, "pronoun", True)


def test_it_is_the_organisation_that_spoke_before(rows):
    text = "“The quay is safe,” said the World Bank. “We have looked at it twice,” it added."
    assert [row["speaker"] for row in rows(text)] == ["World Bank", "World Bank"]


def test_who_merely_acts_without_a_name_does_not_take_over(rows):
    text = "Ines Abubakar runs the hall. Abubakar’s husband sells ice. “The heat sells his ice,” she said."
    row = rows(text)[-1]
    assert (row["speaker"], row["is_anonymous"]) == ("Ines Abubakar", False)


def test_a_document_speaks_for_the_people_without_a_name_who_filed_it(rows):
    text = "Prosecutors filed a document in court.\n\n“He went to great lengths to hide,” the document says."
    row = rows(text)[-1]
    assert (row["speaker_text"], row["speaker"], row["is_anonymous"]) == ("the document", None, True)


@pytest.mark.parametrize(
    ("text", "speaker", "anonymous"),
    [
        ("He backed Ines Abubakar, who declared, “I will go to the port.”", "Ines Abubakar", False),
        ("The mayor met residents who said the plan was “a disgrace”.", None, True),
        ("Those close to the talks said the quay was “a disgrace”.", None, True),
    ],
)
def test_who_stands_for_the_noun_in_front_of_it(rows, text, speaker, anonymous):
    row = rows(text)[-1]
    assert (row["speaker"], row["is_anonymous"]) == (speaker, anonymous)
