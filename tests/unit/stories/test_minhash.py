"""Signatures and candidates."""

import numpy as np
import pytest

from pipelines.stories.minhash import PLACES, Sets, Sought, candidates, signature
from pipelines.stories.shingles import spread


def numbers(first, last):
    """A set of spread hashes, the same for the same numbers."""
    return np.sort(spread(np.arange(first, last, dtype=np.uint64)))


def sets(*found):
    signatures = np.array([signature(one) for one in found], np.uint16).reshape(-1, PLACES)
    return Sets(signatures, np.array([len(one) for one in found], np.int64))


@pytest.mark.parametrize("shared", [0, 200, 500, 900, 1000])
def test_places_agree_as_often_as_the_sets_are_similar(shared):
    one, other = numbers(0, 1000), numbers(1000 - shared, 2000 - shared)
    similar = shared / (2000 - shared)
    agree = (signature(one) == signature(other)).mean()
    assert abs(agree - similar) <= 3.7 * (similar * (1 - similar) / PLACES) ** 0.5


def test_a_signature_does_not_depend_on_the_size_of_the_steps():
    whole = numbers(0, 10_000)
    parts = [signature(part) for part in np.split(whole, 4)]
    assert len(set(map(tuple, parts))) == 4
    assert signature(whole).tolist() == signature(whole[::-1]).tolist()


def test_a_signature_is_the_same_on_every_machine():
    assert signature(numbers(0, 100))[:4].tolist() == [64416, 5693, 37055, 21971]


def test_copies_are_candidates_and_boilerplate_is_none():
    whole, half, other = numbers(0, 600), numbers(0, 300), numbers(5000, 5600)
    third = np.union1d(numbers(0, 100), numbers(9000, 9500))
    found = candidates(sets(other, whole), sets(half, third, whole, other), 0.7)
    assert found.tolist() == [[0, 3], [1, 0], [1, 2]]


def test_many_equal_keys_are_gone_through_in_parts(monkeypatch):
    monkeypatch.setattr("pipelines.stories.minhash._MOST_PAIRS", 7)
    same = sets(*[numbers(0, 60)] * 9)
    assert candidates(same, same, 0.7).tolist() == [[row, column] for row in range(9) for column in range(9)]


def test_nothing_has_no_candidates():
    assert candidates(sets(), sets(numbers(0, 50)), 0.7).shape == (0, 2)
    assert candidates(sets(numbers(0, 50)), sets(), 0.7).shape == (0, 2)


def test_whoever_meets_no_new_one_is_no_candidate(monkeypatch):
    known = sets(*(numbers(start, start + 300) for start in range(0, 6000, 150)))
    new = sets(numbers(300, 560), numbers(9000, 9300))
    met = Sought(new.signatures).met_by(known.signatures)
    paired = np.unique(candidates(new, known, 0.0)[:, 1]).tolist()
    assert paired
    assert set(paired) <= set(np.flatnonzero(met).tolist()) <= {0, 1, 2, 3, 4}
    monkeypatch.setattr("pipelines.stories.minhash._BITS", 1)
    assert Sought(new.signatures).met_by(known.signatures).tolist() == met.tolist()
    monkeypatch.setattr("pipelines.stories.minhash._MOST_SOUGHT", 1)
    assert Sought(new.signatures).met_by(known.signatures).all()


def test_nothing_meets_nothing():
    assert Sought(sets().signatures).met_by(sets(numbers(0, 50)).signatures).tolist() == [False]
    assert Sought(sets(numbers(0, 50)).signatures).met_by(sets().signatures).tolist() == []
