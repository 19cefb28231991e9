"""Texts as sets of hashed word sequences."""

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories.shingles import WIDTH, paragraphs, shingles, text_key

WORDS = st.lists(st.lists(st.sampled_from("ash birch cedar elm fir".split()), max_size=12), max_size=4)


def of(text):
    return shingles(paragraphs(text))


def test_words_are_folded_and_lose_their_punctuation():
    text = "The “ﬁrst” Straße,\nco\u00adoperation.\n \nIt’s — done!"
    assert paragraphs(text) == [["the", "first", "strasse", "cooperation"], ["it", "s", "done"]]


def test_scripts_without_spaces_count_characters():
    assert paragraphs("東京 Bay ไทย") == [["東", "京", "bay", "ไ", "ท", "ย"]]
    assert len(of("大雨の影響で列車が")) == 5


def test_layout_case_and_punctuation_change_no_key():
    assert text_key(paragraphs("Rain fell.\n\nIt stopped.")) == text_key(paragraphs("RAIN fell\nit (stopped)"))
    assert text_key(paragraphs("Rain fell.")) != text_key(paragraphs("Rains fell."))


def test_hashes_are_the_same_on_every_machine():
    assert text_key(paragraphs("One two three four five six")) == "bab7fd6e5bd624f4"
    assert of("One two three four five six").tolist() == [4132983344923093485, 16097572282202166377]


def test_hashes_do_not_depend_on_the_process():
    code = (
        "from pipelines.stories.shingles import *; print(shingles(paragraphs('One two three four five six')).tolist())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONHASHSEED": seed}, check=True
        ).stdout
        for seed in "12"
    ]
    assert runs[0] == runs[1] == f"{of('One two three four five six').tolist()}\n"


@given(WORDS)
def test_shingles_are_the_word_sequences_inside_paragraphs(found):
    expected = {tuple(words[start : start + WIDTH]) for words in found for start in range(len(words) - WIDTH + 1)}
    hashed = shingles(found)
    assert len(hashed) == len(expected)
    assert np.all(hashed[:-1] < hashed[1:])


@given(st.text())
def test_any_text_can_be_cut(text):
    assert shingles(paragraphs(text)).dtype == np.uint64
    assert len(text_key(paragraphs(text))) == 16


def test_the_order_of_paragraphs_does_not_matter_that_of_words_does():
    one, two = "a b c d e f", "g h i j k l"
    assert of(f"{one}\n\n{two}").tolist() == of(f"{two}\n\n{one}").tolist()
    assert not set(of("a b c d e")) & set(of("b a c d e"))
