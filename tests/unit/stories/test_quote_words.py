"""Quoted texts as hashed words, and what is chosen of them to be found by."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.stories import quote_anchors
from pipelines.stories.quote_anchors import anchors, pairs, sketches
from pipelines.stories.quote_kin import holds, likely, relation, shared
from pipelines.stories.quote_words import Runs, grams, names, names_of_parts

WORDS = st.lists(st.sampled_from("the sea will rise and fall again for us all tonight".split()), max_size=30)


def runs(*texts):
    return Runs.of(pa.array(texts, pa.string()))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We won’t go – “ever”, he'd said", 6),
        ("  'tis the boys' own ' day ", 5),
        ("", 0),
        ("… — !", 0),
        ("ﬁve ﬁsh\nand\tＡＢＣ", 4),
        ("Wir müssen über 3,5 Mio. reden", 7),
    ],
)
def test_words_of_a_text(text, count):
    assert runs("one two", text, "three").sizes.tolist() == [2, count, 1]


def test_marks_case_and_forms_make_no_other_word():
    found = runs("We WON’T “go”: five ﬁsh", "we won't go five fish")
    assert found.run(0).tolist() == found.run(1).tolist()


def test_a_table_in_chunks_and_missing_texts():
    found = Runs.of(pa.chunked_array([["a b"], [None], ["a c"]], pa.string()))
    assert found.sizes.tolist() == [2, 0, 2]
    assert found.run(0)[0] == found.run(2)[0] != found.run(0)[1]


def test_only_few_words_have_a_mouth():
    texts = runs("a formality", "a formality", "we will see it again soon", "we will see it again soon", "soon again")
    found = names(texts, np.arange(1, 6, dtype=np.uint64))
    assert found[2] == found[3]
    assert len(set(found.tolist())) == 4


def test_parts_are_named_as_they_would_be_alone():
    long, short = runs("but stone by stone we built it"), runs("stone by stone")
    mouth = np.array([7], np.uint64)
    parts, texts = names_of_parts(long, mouth, 3)
    assert names(short, mouth)[0] in parts
    assert texts.tolist() == [0] * 5
    assert len(names_of_parts(short, mouth, 3)[0]) == 0


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(0, 30), st.integers(6, 30))
def test_all_anchors_of_a_part_are_anchors_of_the_whole(words, first, size):
    part = words[first : first + size]
    found = anchors(runs(" ".join(words), " ".join(part)))
    whole = set(found.values[found.texts == 0].tolist())
    chosen = set(found.values[found.texts == 1].tolist())
    assert chosen <= whole
    assert bool(chosen) == (len(part) >= 6)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_no_kin_is_passed_over_by_its_bits(one, other):
    texts = runs(" ".join(one), " ".join(other), " ".join([*one, *other]))
    drawn = sketches(texts)
    for a, b in ((0, 1), (0, 2), (1, 2)):
        common = shared(texts.run(a), texts.run(b))
        assert common == shared(texts.run(b), texts.run(a))
        if common:
            assert likely(texts.sizes, drawn, np.array([a]), np.array([b])).all()


def test_five_words_in_a_row_make_a_pair():
    built = "we will rebuild the harbour"
    texts = runs(f"{built} stone by stone", f"and {built} now", "we will rebuild this harbour stone by brick", "no")
    found = [(a, b) for one, other in pairs(anchors(texts)) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    assert set(found) == {(0, 1)}


def test_a_text_has_each_anchor_once_and_makes_no_pair_with_itself(monkeypatch):
    def alike(words, size):
        found, inside = grams(words, size)
        return np.zeros_like(found), inside

    monkeypatch.setattr(quote_anchors, "grams", alike)
    found = anchors(runs("a bb ccc dddd eeeee ffffff ggggggg", "nothing of this kind was ever said here"))
    assert found.texts.tolist() == [0, 1]
    assert [(one.tolist(), other.tolist()) for one, other in pairs(found)] == [([0], [1])]


def test_parts_lie_on_whole_words():
    words = np.array([0x01000000, 0x00000001, 5], np.uint32)
    assert holds(words, words[1:])
    assert not holds(words, np.array([0x00010000], np.uint32))
    assert relation(words[:2], words) == "trimmed"
    assert relation(words, words[:2]) == "longer"
    assert relation(words, words) == "same"
