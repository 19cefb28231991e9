"""Recognition, grouping, pronouns and facts, over whole articles."""

from itertools import pairwise

import pytest

from pipelines.entities.grouping import group
from pipelines.entities.mention import Mention


def people(found):
    return sorted(group.name for group in found.groups if group.label == "PERSON")


def group_named(found, text, at=0):
    mentions = [m for m in found.mentions if m.text == text]
    return found.groups[mentions[at].group].name


def test_short_forms_join_the_full_name_wherever_it_stands(found):
    text = "Abubakar voted against it. Ines Abubakar is the chairwoman. Mrs Abubakar said nothing more."
    entities = found(text)
    assert people(entities) == ["Ines Abubakar"]
    assert {m.text for m in entities.mentions} == {"Abubakar", "Ines Abubakar"}


def test_relatives_with_one_surname_stay_two(found):
    text = (
        "Joseph Wekesa sold fish for thirty years. His daughter Miriam Wekesa keeps the books. "
        "Joseph Wekesa said prices fell. Miriam Wekesa said costs rose."
    )
    assert people(found(text)) == ["Joseph Wekesa", "Miriam Wekesa"]


def test_a_patronymic_joins_the_surname(found):
    text = "Oleg Marchenko came late. “Oleg Petrovich is tired,” his aide said of Oleg Marchenko."
    assert people(found(text)) == ["Oleg Marchenko"]


def test_a_person_with_one_name_stays_in_the_article(found):
    entities = found("“I sell bread,” said Amina, a 34-year-old baker from the outskirts of Kano.")
    (group,) = [g for g in entities.groups if g.label == "PERSON"]
    assert (group.name, group.entity_id) == ("Amina", "person/amina@a1")


def test_a_full_name_is_the_same_everywhere(found):
    (group,) = [g for g in found("Ines Abubakar resigned on Monday.").groups if g.label == "PERSON"]
    assert group.entity_id == "person/ines-abubakar"


def test_an_acronym_joins_its_organisation(found):
    text = "The World Health Organization sent a team to Geneva. The WHO said it would stay. WHO staff arrived."
    entities = found(text)
    assert group_named(entities, "WHO") == "World Health Organization"


def test_he_and_she_go_to_the_person_of_that_sex(found):
    text = "Mary Collins met John Harker in Leeds. She left early. He stayed for an hour and paid for his meal."
    entities = found(text)
    named = {m.text: entities.groups[m.group].name for m in entities.mentions if m.kind == "pronoun"}
    assert named == {"She": "Mary Collins", "He": "John Harker", "his": "John Harker"}


def test_a_pronoun_without_anybody_stays_unresolved(found):
    (pronoun,) = [m for m in found("He left early, the officials said.").mentions if m.kind == "pronoun"]
    assert pronoun.group is None


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("Russian political analyst Pavel Orlov said so.", "role", "political analyst"),
        ("Russian political analyst Pavel Orlov said so.", "nationality", "Russian"),
        ("It was seen by former mayor Lucy Thornton on Monday.", "role", "former mayor"),
        ("Joseph Wekesa, a 54-year-old wholesaler from the Nyali district, left.", "age", "54"),
        ("Joseph Wekesa, a 54-year-old wholesaler from the Nyali district, left.", "role", "wholesaler"),
        ("Joseph Wekesa, a 54-year-old wholesaler from the Nyali district, left.", "origin", "the Nyali district"),
        ("Joseph Wekesa, 54, left on Monday.", "age", "54"),
        ("The letter was sent by Dr. Lucy Thornton on Monday.", "title", "Dr."),
    ],
)
def test_facts_beside_the_name(found, text, fact, value):
    entities = found(text)
    (mention,) = [m for m in entities.mentions if m.label == "PERSON" and m.kind == "name"]
    said = getattr(mention, fact)
    assert said is not None
    assert said.text == value
    assert text[said.start : said.end] == value


def test_names_of_the_headline_are_those_of_the_text(found):
    title = "Abubakar-Wekesa talks end in Nairobi"
    entities = found("Ines Abubakar and Joseph Wekesa met in Nairobi. They talked for an hour.", title)
    in_title = [(m.text, entities.groups[m.group].name) for m in entities.mentions if m.in_title]
    assert in_title == [("Abubakar", "Ines Abubakar"), ("Wekesa", "Joseph Wekesa"), ("Nairobi", "Nairobi")]


def test_mentions_do_not_overlap_and_are_proven(found):
    text = "The European Union and the U.N. met Ines Abubakar, Abubakar’s aide and the World Bank in Port Elsing."
    mentions = found(text).in_text
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "“”", "He", "Mr", "Mr.", "—", "🌧", "The"])
def test_odd_texts_have_no_names(found, text):
    assert all(m.kind == "pronoun" for m in found(text).mentions)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        (
            "In Montevideo, where a similar plan is on the table, nobody answered. Rosa Paz left Montevideo.",
            "Montevideo",
            "GPE",
        ),
        (
            "“The water rose,” said Beatrice, a 29-year-old fish trader from Homa Bay, who had two sons.",
            "Homa Bay",
            "GPE",
        ),
        ("The Surma river broke its banks. The Surma and the Kushiyara rise in Assam.", "Surma", "LOC"),
        ("“It is late,” said Farhana Sultana Mitu, a 41-year-old engineer.", "Farhana Sultana Mitu", "PERSON"),
        ("Not all are pleased. Bolat, a 50-year-old taxi driver, said the line was late.", "Bolat", "PERSON"),
        (
            "The plant belongs to its manager Marisol Treviño-Banks, 52, who was born there.",
            "Marisol Treviño-Banks",
            "PERSON",
        ),
    ],
)
def test_the_words_around_a_name_tell_what_it_is(found, text, name, label):
    labels = {m.text: m.label for m in found(text).mentions if m.kind == "name"}
    assert labels.get(name) == label, labels


def test_a_short_name_in_brackets_is_that_of_the_organisation(found):
    text = "The World Food Programme (WFP) sent lorries to Gulu. WFP said they would arrive on Monday."
    assert group_named(found(text), "WFP", 1) == "World Food Programme"


def test_a_nickname_joins_the_first_name(found):
    text = "Lawrence Okello wrote the book in Gulu. Larry Okello read from it on Sunday."
    assert people(found(text)) == ["Lawrence Okello"]


def test_who_speaks_is_not_the_he_of_the_quotation(found):
    text = "John Harker spoke in court. Peter Collins said: “John was tired. He went home early.”"
    (pronoun,) = [m for m in found(text).mentions if m.kind == "pronoun"]
    assert found(text).groups[pronoun.group].name == "John Harker"


def test_a_word_that_does_nothing_people_do_names_no_person(found):
    text = "Visitors may borrow Brindle for a day. Brindle costs nothing. The price of Brindle rose."
    assert people(found(text)) == []


def test_a_surname_that_is_a_city_is_the_person_named_in_full(found):
    text = "Valerie London wrote the letter. London said she was tired. The judge asked London to sit down."
    assert people(found(text)) == ["Valerie London"]
    assert {m.label for m in found(text).mentions if m.text == "London"} == {"PERSON"}


def test_a_kunya_names_a_person_of_its_own(found):
    text = (
        "Umm Hassan lost her house in the raid. Her neighbour Hassan Khalil fled to the coast. "
        "“We have nothing,” Umm Hassan said. Khalil said he would not return."
    )
    ids = {g.name: g.entity_id for g in found(text).groups if g.label == "PERSON"}
    assert ids == {"Umm Hassan": "person/umm-hassan@a1", "Hassan Khalil": "person/hassan-khalil"}


def test_a_site_and_its_name_are_one():
    text = "The Harbour Ledger broke the story. HarbourLedger.com was down by noon, and the Harbour Ledger apologised."
    names = ("Harbour Ledger", "HarbourLedger.com", "Harbour Ledger")
    mentions = [Mention(text.index(name), text.index(name) + len(name), name, "ORG") for name in names]
    _, groups = group("a1", mentions, text)
    assert [(g.name, g.members) for g in groups] == [("Harbour Ledger", [0, 1, 2])]


def test_a_kind_of_organisation_is_the_one_named_last(found):
    text = (
        "The Supreme Court of Norland heard the case in May. A month later the Court ruled for the farmers, and "
        "lawyers for the state said that the Court had erred."
    )
    assert group_named(found(text), "Court") == "Supreme Court"


def test_each_join_tells_its_rule_and_how_sure_it_is(found):
    entities = found("Ines Abubakar resigned. Abubakar gave no reason. She left at noon.")
    told = {m.text: (m.identity_method, m.confidence) for m in entities.mentions}
    assert told["Abubakar"] == ("part of name", 0.86)
    assert told["She"] == ("salience", 0.88)


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("Xu Meilin met the council in Ostrava on Monday. Xu said talks went well.", "Xu Meilin", "Xu"),
        ("Hungarian leader Varga Zoltán spoke in Pécs. Varga said the vote would go on.", "Varga Zoltán", "Varga"),
    ],
)
def test_a_family_name_printed_first_stands_for_the_person(found, text, full, short):
    entities = found(text)
    assert people(entities) == [full]
    assert group_named(entities, short) == full


def test_the_word_he_is_no_family_name(found):
    entities = found("He Meilin met the council on Monday. He said talks went well.")
    assert [m.text for m in entities.mentions if m.text == "He" and m.kind == "name"] == []


def test_a_name_is_not_cut_before_its_particle(found):
    entities = found("Abdel Karim el-Najjar met the council in Cairo. Najjar urged calm. “No,” said el-Najjar.")
    assert people(entities) == ["Abdel Karim el-Najjar"]
