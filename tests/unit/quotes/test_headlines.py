"""Quotes in headlines: who speaks, as far as form and text tell, and nobody else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.entities.article import find_entities
from pipelines.language.model import parse
from pipelines.language.page import Page
from pipelines.quotes.attribute import find_quotes
from pipelines.settings import DEFAULT

BUDGET = (
    "Wanda Holt, the mayor of Brackwater, told the council on Monday that the budget was safe. “We will not raise "
    "taxes,” Holt said. “Not this year.” Leon Varga, who leads the opposition, called the budget “a disgrace”. "
    "The film “The Long Ferry” was shown after the meeting. Residents said the bins were full."
)
_DOCS = {}


def rows_of(title, text=BUDGET):
    if text not in _DOCS:
        (_DOCS[text],) = parse([text], DEFAULT.model)
    page = Page("a1", text, title, None, _DOCS[text])
    return find_quotes(page, find_entities(page))


def in_title(title, text=BUDGET):
    return [row for row in rows_of(title, text) if row["in_title"]]


def told(title, text=BUDGET):
    return [(row["kind"], row["text"], row["speaker"]) for row in in_title(title, text)]


@pytest.mark.parametrize(
    ("title", "kind", "text", "speaker"),
    [
        ("Holt: 'We will not raise taxes'", "direct", "We will not raise taxes", "Wanda Holt"),
        ("HOLT: ‘WE WILL NOT RAISE TAXES’", "direct", "WE WILL NOT RAISE TAXES", "Wanda Holt"),
        ("'We will not raise taxes,' mayor says", "direct", "We will not raise taxes,", "Wanda Holt"),
        ("“We won’t raise taxes” – Holt", "direct", "We won’t raise taxes", "Wanda Holt"),
        ("“Not this year”: Holt on taxes", "direct", "Not this year", "Wanda Holt"),
        ("Holt says “the budget is safe”", "direct", "the budget is safe", "Wanda Holt"),
        ("Varga calls budget “a disgrace”", "mixed", "a disgrace", "Leon Varga"),
        ("Varga Calls Plans of the Mayor ‘Weak Tea’", "mixed", "Weak Tea", "Leon Varga"),
        ("Budget ‘a disgrace’, says Varga", "mixed", "a disgrace", "Leon Varga"),
        ("Taxes won't rise, Holt says", "indirect", "Taxes won't rise", "Wanda Holt"),
        ("Holt says taxes won't rise", "indirect", "taxes won't rise", "Wanda Holt"),
        ("Holt: I will not raise taxes", "indirect", "I will not raise taxes", "Wanda Holt"),
        ("Mayor Holt tells council budget is safe", "indirect", "budget is safe", "Wanda Holt"),
        ("Budget is safe, Holt tells council", "indirect", "Budget is safe", "Wanda Holt"),
        ("Varga vows to vote against budget", "indirect", "to vote against budget", "Leon Varga"),
        ("Varga calls on Holt to resign", "indirect", "Holt to resign", "Leon Varga"),
        ("Budget is safe, according to mayor", "indirect", "Budget is safe", "Wanda Holt"),
        ("Bins rot as Holt insists budget is safe", "indirect", "budget is safe", "Wanda Holt"),
        ("Bins are full, residents say", "indirect", "Bins are full", None),
        ("‘The Long Ferry’ shown at council", "scare", "The Long Ferry", None),
        ("Exclusive: ‘Not this year’", "direct", "Not this year", "Wanda Holt"),
        ("Budget vote a ‘milestone’ for town", "scare", "milestone", None),
    ],
)
def test_the_forms_of_headlines(title, kind, text, speaker):
    assert told(title) == [(kind, text, speaker)]


@pytest.mark.parametrize(
    "title",
    [
        None,
        "",
        "Brackwater keeps taxes level",
        "Opinion: Brackwater deserves better",
        "Will Holt say that taxes must rise?",
        "What Holt says about the budget",
        "Holt and Varga clash over budget",
        "Varga claims council seat",
        "Holt says no",
        "Holt's budget: a guide",
        "Holt: the woman who runs Brackwater",
        "Watch:",
        "’",
    ],
)
def test_headlines_in_which_nobody_speaks(title):
    assert in_title(title) == []


def test_all_that_a_row_says_stands_in_the_headline():
    title = "Brackwater: Varga calls budget “a disgrace”"
    (row,) = in_title(title)
    for name, text in (("clause", "budget “a disgrace”"), ("cue", "calls"), ("speaker", "Varga")):
        assert title[row[f"{name}_start"] : row[f"{name}_end"]] == text
    assert (row["cue"], row["speaker_text"], row["speaker_kind"]) == ("calls", "Varga", "name")
    assert row["speaker_id"] == "person/leon-varga"
    assert row["speaker_description"] is None
    assert 0.9 <= row["confidence"] <= 1


def test_the_role_of_a_speaker_is_known_from_the_text():
    (row,) = in_title("Holt says taxes won’t rise")
    assert (row["speaker_role"], row["speaker_role_class"]) == ("mayor of Brackwater", "politician")


def test_people_without_a_name_are_described_by_the_headline():
    (row,) = in_title("Angry residents say bins are full")
    assert (row["speaker_text"], row["speaker_kind"], row["speaker"]) == ("Angry residents", "nominal", None)
    assert row["is_anonymous"]
    assert (row["speaker_description"], row["speaker_role_class"]) == ("Angry residents", "civilian")


def test_the_text_knows_better_than_a_name_before_a_colon():
    text = "Sven Aker died on Sunday. “He was a giant of the docks,” said Lotte Vries. “He knew it,” Aker's son said."
    assert told("Sven Aker: ‘He was a giant of the docks’", text) == [
        ("direct", "He was a giant of the docks", "Lotte Vries")
    ]


def test_a_name_that_the_text_does_not_know_is_nobody():
    assert told("Smithers: ‘It will be fine’") == [("scare", "It will be fine", None)]
    assert told("Flood: ‘We have lost it all’") == [("direct", "We have lost it all", None)]


def test_words_that_two_people_say_are_nobodys():
    text = "“We start at two,” said Tomas Ferrin, a baker. “We start at two,” said Lotte Vries, a guard."
    assert told("‘We start at two’: a night in town", text) == [("direct", "We start at two", None)]


def test_somebody_beside_a_name_is_not_the_name():
    (row,) = in_title("Holt's lawyer says budget is safe")
    assert (row["speaker_text"], row["speaker"]) == ("Holt's lawyer", None)
    assert told("Critics of Holt say budget will fail") == [("indirect", "budget will fail", None)]


def test_two_who_say_the_same():
    (row,) = in_title("Holt and Varga say vote will be close")
    assert (row["speaker"], row["other_speakers"]) == ("Wanda Holt", ["Leon Varga"])


def test_a_label_may_stand_in_what_is_reported():
    assert told("Holt says ‘The Long Ferry’ will be shown again") == [
        ("indirect", "‘The Long Ferry’ will be shown again", "Wanda Holt"),
        ("scare", "The Long Ferry", None),
    ]


def test_a_headline_that_is_also_the_first_paragraph_has_rows_of_its_own():
    title = "“We will not raise taxes,” Holt said."
    rows = rows_of(title, f"{title}\n\n{BUDGET}")
    assert [row["text"] for row in rows if row["in_title"]] == ["We will not raise taxes,"]
    assert {(row["start_char"], row["end_char"]) for row in rows} >= {(1, 25)}
    assert len({row["quote_id"] for row in rows}) == len(rows)
    assert rows[0]["quote_id"] == "a1:title:1-25"


ROW = (
    "Prime Minister Jonas Weil dismissed Health Minister Petra Lund on Tuesday. “She let patients down,” Weil told "
    "reporters. Lund said she would appeal. “I did my duty,” Lund said. There were ghost wards in the north. Denmark "
    "said it would help. “We saw it coming,” said a nurse, who asked not to be named, of Ida Munk, a patient who died."
)
MAYOR = (
    "Clive Hurst, the mayor of Norbury, was first. “Buses must be free,” Hurst said. The mayor of Southam left early."
)
PIER = "“We will rebuild it,” Alma Reyes, the mayor, said. “The pier is gone for good,” said Tom Reyes, a fisherman."


@pytest.mark.parametrize(
    "title",
    [
        "The woman behind the hospital row: Petra Lund",
        "Meet the woman at the heart of the row: Petra Lund",
        "Politician of the year: Petra Lund",
        "Is this the end of Lund? – Weil",
        "Lund claims will be tested in court",
        "Weil fears are growing",
        "----- Lund",
        "..., says Lund",
    ],
)
def test_words_that_name_or_ask_are_no_speech(title):
    assert in_title(title, ROW) == []


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("PM sacks minister: ‘A failure of duty’", None),
        ("Weil sacks minister Petra Lund: ‘A total failure’", None),
        ("Weil attacks Minister Lund: ‘Weak and useless’", "Jonas Weil"),
        ("Health minister: ‘A good day for all’", "Petra Lund"),
    ],
)
def test_whom_something_is_done_to_does_not_speak(title, speaker):
    assert [row["speaker"] for row in in_title(title, ROW)] == [speaker]


@pytest.mark.parametrize(
    "title", ["Denmark: ‘We saw it coming’", "Denmark: ‘It was dreadful’", "Munk: ‘I was so afraid’"]
)
def test_what_an_article_is_about_does_not_speak(title):
    assert [row["speaker"] for row in in_title(title, ROW)] == [None]


def test_a_term_of_the_text_before_a_voice_is_a_label():
    assert told("‘Ghost wards’: Weil warns hospitals", ROW) == [("scare", "Ghost wards", None)]
    assert told("‘Disgraceful’: Lund blasts Weil", ROW) == [("direct", "Disgraceful", "Petra Lund")]


@pytest.mark.parametrize(
    ("title", "text", "speaker"),
    [
        ("Southam mayor says buses cost too much", MAYOR, None),
        ("Mayor of Southam says buses cost too much", MAYOR, None),
        ("Mayor of Norbury says buses must be free", MAYOR, "Clive Hurst"),
        ("Norbury mayor says buses must be free", MAYOR, "Clive Hurst"),
        ("Mayor of big Southam estate says buses must be free", MAYOR, "Clive Hurst"),
        ("Mayor says buses must be free", MAYOR, "Clive Hurst"),
        ("Danish minister says she did her duty", ROW.replace("Health M", "Dutch m"), None),
    ],
)
def test_a_role_of_another_place_is_another_person(title, text, speaker):
    assert [row["speaker"] for row in in_title(title, text)] == [speaker]


def test_the_text_knows_which_of_two_namesakes_speaks():
    assert told("‘The pier is gone for good’, Reyes says", PIER) == [
        ("direct", "The pier is gone for good", "Tom Reyes")
    ]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Lund rejects ‘let patients down’ claim", "Jonas Weil"),
        ("Lund responds to ‘let patients down’ jibe", "Jonas Weil"),
        ("Lund denies ‘cover-up’", None),
        ("Lund rejects claim as ‘silly and sad’", "Petra Lund"),
        ("Lund rejects offer: ‘It is far too low’", "Petra Lund"),
    ],
)
def test_words_that_somebody_denies_are_another_s(title, speaker):
    assert [row["speaker"] for row in in_title(title, ROW)] == [speaker]


@pytest.mark.parametrize(
    ("title", "speakers"),
    [
        ("‘I did my duty’: Weil defends cuts", ["Petra Lund"]),
        ("Weil quotes Lund: ‘I did my duty’", ["Petra Lund"]),
        ("Weil mocks ‘I did my duty’ speech", ["Petra Lund"]),
        ("Weil Says He ‘Had To Go,’ Lund Calls It ‘a Shame’", ["Jonas Weil", "Petra Lund"]),
        ("Weil says he ‘had to’ as Lund calls it ‘a shame’", ["Jonas Weil", "Petra Lund"]),
        ("Weil says he ‘had to’ and Lund calls it ‘a shame’", ["Jonas Weil", None]),
        ("Patients will suffer, nurse warns Lund", []),
        ("Patients will suffer, boffin warns Lund", []),
        ("Patients will suffer, warns Lund", ["Petra Lund"]),
        ("My life as a minister – Petra Lund", []),
        ("Petra Lund: will she quit", []),
    ],
)
def test_each_voice_has_its_own_words(title, speakers):
    assert [row["speaker"] for row in in_title(title, ROW)] == speakers


def test_each_sentence_of_a_headline_is_read_by_itself():
    assert told("Weil says: ‘I had to go’. Lund says: ‘I did my duty’", ROW) == [
        ("direct", "I had to go", "Jonas Weil"),
        ("direct", "I did my duty", "Petra Lund"),
    ]
    assert told("Wards stand empty. Weil says Lund failed patients. Was he right", ROW) == [
        ("indirect", "Lund failed patients", "Jonas Weil")
    ]


def test_a_mark_of_the_agency_is_no_part_of_what_is_reported():
    assert told("UPDATE 2-Patients are safe, Lund says", ROW) == [("indirect", "Patients are safe", "Petra Lund")]


def test_a_time_of_day_parts_no_clause():
    assert told("Curfew from 10:30 pm on weekdays, says Weil", ROW) == [
        ("indirect", "Curfew from 10:30 pm on weekdays", "Jonas Weil")
    ]


def test_a_comma_is_no_part_of_what_is_reported():
    assert told("Lund says, patients were safe", ROW) == [("indirect", "patients were safe", "Petra Lund")]


_PARTS = st.sampled_from(
    "Holt Varga mayor residents police says say warns calls tells told according to , . : ; – - ? ! ‘ ’ “ ” \" ' we "
    "will not raise taxes a disgrace Opinion: as and the 's budget never | … poll \ufeff \ufffc".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PARTS, max_size=14), st.sampled_from((" ", "")))
def test_spans_are_proven_whatever_the_headline(parts, joint):
    title = joint.join(parts)
    rows = in_title(title)
    spans = [(row["start_char"], row["end_char"]) for row in rows]
    assert spans == sorted(set(spans))
    for row in rows:
        assert title[row["start_char"] : row["end_char"]] == row["text"] != ""
        assert (row["kind"] == "scare") <= (row["speaker"] is None)
        for name in ("speaker", "cue"):
            if row[f"{name}_start"] is not None:
                said = row["speaker_text"] if name == "speaker" else row["cue"]
                assert title[row[f"{name}_start"] : row[f"{name}_end"]] == said
        if row["clause_start"] is not None:
            assert row["clause_start"] <= row["start_char"] < row["end_char"] <= row["clause_end"] <= len(title)
