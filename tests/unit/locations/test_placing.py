"""What a text's names mean, on sentences of our own."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import frames
from pipelines.language.page import Page
from pipelines.locations.gazetteer import Gazetteer
from pipelines.locations.placing import find_places

MOSCOW, RUSSIA, UKRAINE, KYIV, US, FRANCE = 524901, 2017370, 690791, 703448, 6252001, 3017382


def gpe(*forms):
    return [(form, "GPE") for form in forms]


@pytest.mark.parametrize(
    ("text", "named", "division"),
    [
        ("The fair opened in Moscow, Idaho, on Friday.", gpe("Moscow", "Idaho"), ("US", "ID")),
        ("A barn burned near Springfield, Ill., overnight.", gpe("Springfield", "Ill."), ("US", "IL")),
        ("She was born in Paris, France.", gpe("Paris", "France"), ("FR", "11")),
        ("She was born in Paris, Texas.", gpe("Paris", "Texas"), ("US", "TX")),
        ("Fishermen in Tyre, Lebanon, stayed ashore.", gpe("Tyre", "Lebanon"), ("LB", "06")),
        ("The mill in Bangor, Maine, will close.", gpe("Bangor", "Maine"), ("US", "ME")),
        ("The mill in Athens, Ga., will close.", gpe("Athens, Ga."), ("US", "GA")),
        ("Police in London, Ontario, found him.", gpe("London", "Ontario"), ("CA", "08")),
        ("Police in Tyre, in southern Lebanon, found him.", gpe("Tyre", "Lebanon"), ("LB", "06")),
    ],
)
def test_what_follows_the_comma_holds_the_place(place, gazetteer, text, named, division):
    first = place(text, named).mentions[0]
    assert gazetteer.place(first["location_id"]).division == division


def test_a_held_name_keeps_its_sense(place):
    text = "The fair opened in Moscow, Idaho. Visitors to Moscow praised it. Nobody left Moscow early."
    rows = place(text, gpe("Moscow", "Idaho", "Moscow", "Moscow")).mentions
    assert [row["location_id"] for row in rows if row["text"] == "Moscow"] == [5601538] * 3


def test_an_enumeration_is_not_containment(ids):
    text = "Cases rose in Illinois, Missouri and Ohio. Exports to China, Japan, Ukraine and Mexico fell."
    found = ids(text, gpe("Illinois", "Missouri", "Ohio", "China", "Japan", "Ukraine", "Mexico"))
    assert found == {
        "Illinois": 4896861,
        "Missouri": 4398678,
        "Ohio": 5165418,
        "China": 1814991,
        "Japan": 1861060,
        "Ukraine": UKRAINE,
        "Mexico": 3996063,
    }


def test_georgia_goes_with_its_neighbours(ids):
    assert ids("Armenia, Turkey and Georgia signed.", gpe("Armenia", "Turkey", "Georgia"))["Georgia"] == 614540
    assert ids("Alabama, Florida and Georgia signed.", gpe("Alabama", "Florida", "Georgia"))["Georgia"] == 4197000


DONETSK, LUHANSK, KHERSON, ZAPORIZHZHIA = 709716, 702657, 706442, 687699


@pytest.mark.parametrize(
    "text",
    [
        "The army holds parts of four regions — Donetsk, Luhansk, Kherson and Zaporizhzhia — in Ukraine.",
        "In Ukraine the Donetsk, Luhansk, Kherson and Zaporizhzhia regions voted.",
        "In Ukraine the oblasts of Donetsk, Luhansk, Kherson and Zaporizhzhia voted.",
        "Several provinces of Ukraine, including Donetsk, Luhansk, Kherson and Zaporizhzhia, voted.",
    ],
)
def test_enumerated_regions_are_regions(ids, text):
    found = ids(text, gpe("Ukraine", "Donetsk", "Luhansk", "Kherson", "Zaporizhzhia"))
    assert [found[n] for n in ("Donetsk", "Luhansk", "Kherson", "Zaporizhzhia")] == [
        DONETSK,
        LUHANSK,
        KHERSON,
        ZAPORIZHZHIA,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Kherson and Kharkiv in Ukraine.",
        "Shells fell on the cities of Kherson and Kharkiv in Ukraine.",
    ],
)
def test_bare_names_are_cities(ids, text):
    found = ids(text, gpe("Kherson", "Kharkiv", "Ukraine"))
    assert (found["Kherson"], found["Kharkiv"]) == (706448, 706483)


def test_a_country_goes_before_its_capital_and_a_capital_before_its_division(ids):
    found = ids("Talks in Luxembourg, then in Moscow, ended.", gpe("Luxembourg", "Moscow"))
    assert found == {"Luxembourg": 2960313, "Moscow": MOSCOW}


def test_the_article_decides_between_namesakes(ids):
    ohio = "A barn burned in Dublin. Crews from Columbus, Hilliard and Westerville came; Ohio pays."
    assert ids(ohio, gpe("Dublin", "Columbus", "Hilliard", "Westerville", "Ohio"))["Dublin"] == 5152333
    assert ids("A barn burned in Dublin. Ireland pays.", gpe("Dublin", "Ireland"))["Dublin"] == 2964574


def test_demonyms_mean_their_country(place):
    named = [(form, "NORP") for form in ("Russian", "Ukrainians", "French")]
    rows = place("The Russian envoy met Ukrainians and the French.", named).mentions
    assert [(row["text"], row["kind"], row["location_id"]) for row in rows] == [
        ("Russian", "demonym", RUSSIA),
        ("Ukrainians", "demonym", UKRAINE),
        ("French", "demonym", FRANCE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He answered in French.",
        "A Spanish-language channel closed.",
        "African Americans voted early.",
        "Western powers and the Anglo-Saxons objected.",
        "They met in March and May.",
        "The reading was nice.",
    ],
)
def test_what_is_no_place(place, text):
    assert place(text).mentions == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Kent Washington spoke. Washington said no.", [("Kent Washington", "PERSON"), ("Washington", "GPE")]),
        ("I am tired, said Verona, a 44-year-old welder.", [("Verona", "LOC")]),
        ("The judge, Mr. Lincoln, agreed.", [("Lincoln", "GPE")]),
    ],
)
def test_a_person_is_no_place(place, text, named):
    assert place(text, named).mentions == []


def test_a_city_taken_for_a_person_in_a_list_of_cities(ids):
    text = "Ukraine lost power in Odesa, Kharkiv, Mykolaiv and Kyiv."
    named = [("Ukraine", "GPE"), ("Odesa", "PERSON"), ("Kharkiv", "GPE"), ("Mykolaiv", "PERSON"), ("Kyiv", "GPE")]
    assert ids(text, named) == {
        "Ukraine": UKRAINE,
        "Odesa": 698740,
        "Kharkiv": 706483,
        "Mykolaiv": 700569,
        "Kyiv": KYIV,
    }


def test_names_the_recogniser_missed(place):
    rows = place("Prices fell in Germany and in Hamburg.").mentions
    assert [(row["text"], row["location_id"]) for row in rows] == [("Germany", 2921044), ("Hamburg", 2911298)]


def test_places_inside_organisations(place):
    rows = place("The Bank of Canada waits.", [("Bank of Canada", "ORG")]).mentions
    assert [(row["text"], row["kind"], row["location_id"]) for row in rows] == [("Canada", "embedded", 6251999)]


def test_spans_leave_out_article_possessive_and_direction(place):
    rows = place(
        "In the United States' west and in northern Iraq's hills.", gpe("the United States'", "northern Iraq's")
    )
    assert [row["text"] for row in rows.mentions] == ["United States", "Iraq"]


def test_an_unknown_name_stays_unresolved_where_a_preposition_vouches_for_it(place):
    rows = place("Smoke rose over Qwertyville. It burned in Qwertyville.", gpe("Qwertyville", "Qwertyville")).mentions
    assert [(row["start_char"], row["location_id"], row["candidates"]) for row in rows] == [(42, None, 0)]
    assert rows[0]["confidence"] == 0.0


@pytest.mark.parametrize(
    ("text", "dateline", "expected"),
    [
        ("MOSCOW (Agency) — Prices fell.", None, [("MOSCOW", MOSCOW)]),
        ("Moscow, Russia — Prices fell.", "Moscow, Russia", [("Moscow", MOSCOW), ("Russia", RUSSIA)]),
        ("SPRINGFIELD, Ill. — Prices fell.", None, [("SPRINGFIELD", 4250542), ("Ill.", 4896861)]),
        ("PRICES — They fell.", None, []),
    ],
)
def test_datelines(place, text, dateline, expected):
    rows = place(text, dateline=dateline).mentions
    assert [(row["text"], row["location_id"]) for row in rows if row["in_dateline"]] == expected


def test_title_names_follow_the_text(place):
    text = "The fair opened in Moscow, Idaho."
    placed = place(text, gpe("Moscow", "Idaho"), title="Moscow Fair Draws French Crowd, Says Mary Paris-Smith")
    rows = [row for row in placed.mentions if row["in_title"]]
    assert [(row["text"], row["kind"], row["location_id"]) for row in rows] == [
        ("Moscow", "literal", 5601538),
        ("French", "demonym", FRANCE),
    ]


def test_compounds_of_persons_in_titles_are_no_places(place):
    placed = place("It rained.", title="Trump-Putin Call", title_named=[("Trump-Putin", "PERSON")])
    assert placed.mentions == []
    assert [row["text"] for row in place("It rained.", title="Russia-Ukraine Talks").mentions] == ["Russia", "Ukraine"]


def test_focus_ranks_countries_and_finds_the_finest_place(place):
    text = "Kyiv slept. In Kyiv, Ukraine, trams ran. Ukraine waited for France."
    focus = place(text, gpe("Kyiv", "Kyiv", "Ukraine", "Ukraine", "France")).focus
    assert [(row["rank"], row["country_code"]) for row in focus] == [(1, "UA"), (2, "FR")]
    assert focus[0]["location_id"] == KYIV
    assert focus[1]["location_id"] == FRANCE
    assert sum(row["score"] for row in focus) == pytest.approx(1.0, abs=0.001)


def test_an_article_without_places_has_no_focus(place):
    placed = place("It rained all day.")
    assert (placed.mentions, placed.focus, placed.location_ids) == ([], [], [])


def test_rows_fit_the_frames(place):
    placed = place("Kyiv, Ukraine — The Russian army left.", gpe("Kyiv", "Ukraine"))
    assert len(frames.LOCATION_MENTIONS.frame({"article_id": "x"} | row for row in placed.mentions)) == 3
    assert len(frames.ARTICLE_FOCUS.frame({"article_id": "x"} | row for row in placed.focus)) == len(placed.focus)
    assert placed.location_ids == [UKRAINE, KYIV, RUSSIA]


@pytest.mark.parametrize(("verb", "kind"), [("reiterated", "metonym"), ("shivered", "literal")])
def test_a_capital_that_acts_is_a_government(gazetteer, tokenize, verb, kind):
    from spacy.tokens import Doc

    doc = Doc(
        tokenize.vocab,
        words=["Moscow", verb, "its", "demands", "."],
        spaces=[True, True, True, False, False],
        heads=[1, 1, 3, 1, 1],
        deps=["nsubj", "ROOT", "poss", "dobj", "punct"],
    )
    moscow = SimpleNamespace(start=0, end=6, label="GPE", in_title=False)
    placed = find_places(Page("x", doc.text, None, None, doc), [moscow], gazetteer)
    assert [(row["text"], row["kind"], row["location_id"]) for row in placed.mentions] == [("Moscow", kind, MOSCOW)]


WORDS = st.sampled_from(
    "Paris the Texas , Russian Moscow Ill. U.S. St. John's — \n and of in Guinea-Bissau ’s regions New York É ( ) "
    "county said \u2028 𝒳".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 14)), max_size=6))
def test_offsets_hold_their_text_and_spans_do_not_overlap(tokenize, words, spans):
    text = " ".join(words)
    labels = ["GPE", "PERSON", "ORG", "LOC", "FAC", "NORP"]
    names = [
        SimpleNamespace(start=a, end=min(a + n, len(text)), label=labels[(a + n) % len(labels)], in_title=False)
        for a, n in spans
        if a < min(a + n, len(text))
    ]
    placed = find_places(Page("x", text, text, None, tokenize(text)), names, Gazetteer.load())
    for row in placed.mentions:
        assert text[row["start_char"] : row["end_char"]] == row["text"] != ""
        assert 0.0 <= row["confidence"] <= 1.0
    for in_title in (True, False):
        rows = [row for row in placed.mentions if row["in_title"] == in_title]
        for before, after in pairwise(rows):
            assert before["end_char"] <= after["start_char"]
