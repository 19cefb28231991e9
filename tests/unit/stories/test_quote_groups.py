"""Groups of quotes with the same words."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.frames import QUOTE_GROUPS
from pipelines.stories import quote_anchors, quote_groups
from pipelines.stories.quote_groups import group_quotes

LONG = "We will rebuild the harbour stone by stone, and nobody will have to leave the town before the winter comes."
PART = "nobody will have to leave the town before the winter"
OTHER = "The tax on fish was never meant to pay for a second bridge across the northern sound."


def quotes(*texts, speakers=None, **columns):
    ids = [f"q{n}" for n in range(len(texts))]
    frame = pd.DataFrame({"quote_id": pd.Series(ids, dtype="str"), "text": pd.Series(list(texts), dtype="str")})
    if speakers:
        frame["speaker_id"] = pd.Series(speakers, dtype="str")
    return frame.assign(**columns)


def grouped(frame):
    found = group_quotes(frame)
    return dict(zip(found["quote_id"], found["quote_group_id"], strict=True)), found["relation"].tolist()


def test_the_same_words_are_one_group_whatever_their_marks():
    ids, relations = grouped(quotes(LONG, LONG.upper().replace(",", " –"), OTHER))
    assert ids["q0"] == ids["q1"] != ids["q2"]
    assert relations == ["same", "same", "same"]


@pytest.mark.parametrize(
    ("texts", "relations"),
    [
        ((LONG, PART), ["same", "trimmed"]),
        ((PART, LONG), ["same", "longer"]),
        ((LONG, LONG.replace("and nobody", "… [and] no one")), ["same", "altered"]),
        ((LONG, "We will rebuild the harbour … before the winter comes."), ["same", "altered"]),
    ],
)
def test_what_is_cut_from_a_quote_is_in_its_group(texts, relations):
    ids, found = grouped(quotes(*texts))
    assert ids["q0"] == ids["q1"]
    assert found == relations


@pytest.mark.parametrize("other", ["We will rebuild the harbour of another town by the river next spring.", OTHER])
def test_a_few_shared_words_join_nothing(other):
    ids, _ = grouped(quotes(LONG, other))
    assert ids["q0"] != ids["q1"]


def test_few_words_are_the_same_only_from_the_same_mouth():
    few = ["a formality", "A formality,", "a formality", "a formality", "It is a formality and we like it"]
    ids, relations = grouped(quotes(*few, speakers=["person/a", "person/a", "person/b", None, "person/a"]))
    assert ids["q0"] == ids["q1"]
    assert len({ids[q] for q in ("q0", "q2", "q3", "q4")}) == 4
    assert relations == ["same"] * 5


def test_three_words_are_cut_from_what_the_same_person_says():
    ids, relations = grouped(quotes(LONG, "stone by stone", "stone by stone", speakers=["p", "p", "r"]))
    assert ids["q0"] == ids["q1"] != ids["q2"]
    assert relations == ["same", "trimmed", "same"]


def test_the_earliest_quote_calls_the_group():
    day = pd.to_datetime(["2026-03-02", "2026-03-01", None], utc=True)
    ids, relations = grouped(quotes(LONG, PART, OTHER, came_at=day))
    alone, _ = grouped(quotes(PART))
    assert ids["q0"] == ids["q1"] == alone["q0"]
    assert relations == ["longer", "same", "same"]


def test_scare_quotes_have_no_group():
    assert list(grouped(quotes(LONG, LONG, kind=["scare", "direct"]))[0]) == ["q1"]


def test_of_several_before_it_a_quote_belongs_to_what_it_shares_most_with():
    ids, relations = grouped(quotes(PART, OTHER, f"{OTHER} {LONG}", f"{PART} {OTHER} And so"))
    assert ids["q2"] == ids["q3"] == ids["q1"] != ids["q0"]
    assert relations == ["same", "same", "longer", "longer"]


def test_nothing_is_a_longer_form_of_few_words():
    ids, relations = grouped(quotes("stone by stone", LONG, speakers=["p", "p"]))
    assert ids["q0"] != ids["q1"]
    assert relations == ["same", "same"]


def test_a_commonplace_joins_nothing(monkeypatch):
    monkeypatch.setattr(quote_anchors, "COMMONPLACE", 3)
    common = "at the end of the day we all go home"
    ids, _ = grouped(quotes(common, *(f"{common} said {n} and {n + 1} of them" for n in range(3))))
    assert len(set(ids.values())) == 4


def test_nothing_to_group():
    found = group_quotes(quotes())
    assert found.empty
    assert list(found.columns) == QUOTE_GROUPS.names


VOICES = st.sampled_from(["p", "r", None])
WORDS = st.lists(st.sampled_from("the sea will rise and fall again for us all tonight".split()), max_size=12)
ROWS = st.lists(st.tuples(WORDS.map(" ".join), VOICES), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms())
def test_the_order_of_rows_changes_no_group(rows, random):
    frame = quotes(*(text for text, _ in rows), speakers=[speaker for _, speaker in rows])
    whole = group_quotes(frame)
    assert whole["quote_id"].tolist() == sorted(frame["quote_id"])
    shuffled = frame.sample(frac=1, random_state=random.randrange(1000))
    pd.testing.assert_frame_equal(group_quotes(shuffled), whole)


@settings(max_examples=30, deadline=None)
@given(ROWS, ROWS)
def test_what_is_printed_later_changes_no_earlier_group(rows, more):
    texts, speakers = zip(*rows, *more, strict=True)
    frame = quotes(*texts, speakers=list(speakers), came_at=pd.to_datetime(range(len(texts)), unit="D", utc=True))
    earlier = group_quotes(frame[: len(rows)]).set_index("quote_id")
    later = group_quotes(frame).set_index("quote_id")
    pd.testing.assert_frame_equal(later.loc[earlier.index], earlier)


def test_texts_are_compared_in_parts(monkeypatch):
    frame = quotes(LONG, PART, OTHER, LONG + " " + OTHER, "stone by stone", speakers=["p"] * 5)
    whole = group_quotes(frame)
    monkeypatch.setattr(quote_anchors, "_TEXTS", 2)
    monkeypatch.setattr(quote_anchors, "_PAIRS", 3)
    monkeypatch.setattr(quote_groups, "_AT_ONCE", 2)
    pd.testing.assert_frame_equal(group_quotes(frame), whole)
