"""What the words of a name tell."""

import pytest


def named(entities, label):
    return sorted({m.text for m in entities.in_text if m.label == label and m.kind == "name"})


def test_a_company_is_no_person(found):
    text = "The tug was built for Tallowmere Marine in 1998. Tallowmere Marine sold it to a yard in Gdynia last year."
    entities = found(text)
    assert "Tallowmere Marine" in named(entities, "ORG")
    assert named(entities, "PERSON") == []


def test_a_person_with_a_surname_like_a_company_s_stays_one(found):
    assert "Laura Marine" in named(found("“We sail at dawn,” said Laura Marine, 34, who owns the boat."), "PERSON")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Vladimir Putin met Donald Trump. The Putin-Trump call was short.",
            ["Donald Trump", "Putin", "Trump", "Vladimir Putin"],
        ),
        ("Nobody expected much from the Orban-Scholz meeting.", ["Orban", "Scholz"]),
        ("Marisol Treviño-Banks, 41, opened the shop.", ["Marisol Treviño-Banks"]),
    ],
)
def test_two_people_joined_by_a_hyphen_are_two(found, text, people):
    assert named(found(text), "PERSON") == people


def test_two_countries_joined_by_a_hyphen_are_two(found):
    entities = found("Iran said on Sunday that Iraq would open the crossing. Iran-Iraq relations have warmed.")
    assert [m.text for m in entities.in_text if m.label == "GPE"] == ["Iran", "Iraq", "Iran", "Iraq"]


def test_a_short_form_of_small_words_is_no_organisation(found):
    text = "Camps for internally displaced persons (IDPs) are full. Most IDPs came on foot; no IDP has gone back."
    assert not any("IDP" in m.text for m in found(text).in_text)


def test_two_names_with_the_between_are_two(found):
    entities = found("According to Halvorsen the Lutheran Council sold the land. Erik Halvorsen keeps the papers.")
    assert not any(" the " in m.text for m in entities.in_text)


def test_a_headline_in_capitals_names_who_the_text_names(found):
    title = "ABUBAKAR QUITS AS PORT ELSING STOPS WORK"
    text = "Ines Abubakar resigned as chairwoman on Monday. Work in Port Elsing stopped; Abubakar gave no reason."
    entities = found(text, title)
    in_title = {m.text: entities.group_of(m).name for m in entities.mentions if m.in_title}
    assert in_title["ABUBAKAR"] == "Ines Abubakar"


def test_a_line_in_capitals_names_who_the_text_names(found):
    text = "WEKESA LEAVES THE MARKET\n\nJoseph Wekesa, a wholesaler, closed his stall on Friday. Wekesa is 54."
    first = found(text).in_text[0]
    assert (first.text, first.start, first.label) == ("WEKESA", 0, "PERSON")
