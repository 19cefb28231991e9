"""Different texts that share most of the shorter one."""

import pytest

from pipelines.stories.overlaps import DTYPES, join, overlaps
from pipelines.stories.signatures import signatures


@pytest.fixture
def compare(table):
    """Compares texts with texts; gives the pairs as (positions of both in all texts, shared)."""

    def run(new, known):
        marks, others = signatures(table(*new)), signatures(table(*known, first=100))
        text_of = dict(zip([*marks["text_key"], *others["text_key"]], [*new, *known], strict=True))
        asked = []

        def texts(keys):
            asked.extend(keys)
            return {key: text_of[key] for key in keys}

        found = overlaps(marks, others, texts)
        assert {name: str(kind) for name, kind in found.dtypes.items()} == DTYPES
        assert (found["one"] < found["other"]).all()
        told = [
            (frozenset((text_of[one], text_of[other])), shared)
            for one, other, shared in zip(found["one"], found["other"], found["shared"], strict=True)
        ]
        return told, asked

    return run


def test_a_pair_is_found_from_either_side_once(compare, texts):
    whole, half = texts(1), texts(1, 60)
    expected = [(frozenset((whole, half)), 52)]
    assert compare([whole, whole], [half, texts(2)])[0] == expected
    assert compare([half], [texts(2), whole])[0] == expected
    assert compare([whole, half], [whole, half])[0] == expected


def test_texts_that_share_nothing_are_never_asked_for(compare, texts):
    assert compare([texts(1), texts(2)], [texts(3), texts(1)]) == ([], [])
    assert compare([], [texts(1)]) == ([], [])
    assert compare([texts(1)], ["short"]) == ([], [])


def test_parts_are_joined_without_repeats(table, texts):
    articles = table(texts(1), texts(1, 60), texts(1, 80))
    marks = signatures(articles)
    text_of = dict(zip(marks["text_key"], articles["text"], strict=True))
    whole = overlaps(marks, marks, lambda keys: {key: text_of[key] for key in keys})
    assert len(whole) == 3
    assert join([whole.iloc[2:], whole, whole.iloc[:1]]).equals(whole)
    assert join([]).dtypes.equals(whole.dtypes)
