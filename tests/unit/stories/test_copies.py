"""Pairs of articles with the same text."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.frames import COPIES
from pipelines.stories import copies
from pipelines.stories.copies import find_copies, pair_articles
from pipelines.stories.overlaps import overlaps
from pipelines.stories.signatures import DTYPES, FEWEST, signatures

A, B, C, D = (f"{number:016x}" for number in range(1, 5))


def pairs(found):
    return list(zip(found["article_id"], found["other_id"], found["kind"], strict=True))


def test_the_same_words_are_exact_and_a_part_is_near(table, texts):
    whole = texts(1)
    articles = table(whole, whole.upper().replace(".", "!"), "\n\n".join(whole.split("\n\n")[:2]), texts(2))
    found = find_copies(articles, table())
    assert pairs(found) == [(A, B, "exact"), (A, C, "near"), (B, C, "near")]
    near = found.iloc[1]
    assert (near["containment"], near["jaccard"], near["overlap"], near["other_overlap"]) == (1, 0.5, 0.5, 1)
    assert found["longer_id"].fillna("").tolist() == ["", A, B]
    assert found["earlier_id"].isna().all()
    assert found["agency"].isna().all()


def test_paragraphs_that_part_the_same_words_elsewhere_change_no_share(table, texts):
    whole = texts(1, 120).replace("\n\n", " ")
    words = whole.split()
    apart = "\n\n".join(" ".join(words[first : first + 8]) for first in range(0, len(words), 8))
    longer = f"{whole} and then a few more words stand at the end"
    found = find_copies(table(whole, apart, longer), table())
    assert pairs(found) == [(A, B, "exact"), (A, C, "near"), (B, C, "near")]
    assert found.iloc[0][["containment", "jaccard", "overlap", "other_overlap"]].tolist() == [1, 1, 1, 1]
    assert found["longer_id"].fillna("").tolist() == ["", C, C]
    turned = find_copies(table(apart, whole, longer), table())
    shares = ["containment", "jaccard", "overlap", "other_overlap"]
    assert turned.iloc[1:][shares].to_numpy().tolist() == found.iloc[:0:-1][shares].to_numpy().tolist()
    assert found[shares].to_numpy().max() <= 1


def test_seven_tenths_of_the_shorter_one_are_a_copy(table, texts):
    ten = texts(1, 300).split("\n\n")
    other = texts(2, 300).split("\n\n")
    for shared, expected in ((7, [(A, B, "near")]), (6, [])):
        mixed = "\n\n".join(ten[:shared] + other[shared:])
        assert pairs(find_copies(table("\n\n".join(ten), mixed), table())) == expected


def test_a_site_that_prints_the_same_below_everything_makes_no_copies(table, texts):
    below = texts(99, 90)
    articles = table(*(f"{texts(seed)}\n\n{below}" for seed in range(1, 5)))
    assert pairs(find_copies(articles, table())) == []


def test_an_agency_makes_wire_copy(table, texts):
    rows = [{"text": f"OSTRAVA (Reuters) - {texts(1)}"}, {"text": texts(1)}, {"text": texts(1), "outlet": "AFP"}]
    found = find_copies(table(*rows), table())
    assert pairs(found) == [(A, B, "wire"), (A, C, "wire"), (B, C, "wire")]
    assert found["agency"].fillna("").tolist() == ["Reuters", "", "Agence France-Presse"]


def test_an_agency_no_list_has_is_one_in_dateline_and_byline(table, texts):
    rows = [
        {"text": f"OSTRAVA, Czechia (Kestrel) — {texts(1)}"},
        {"text": texts(1), "bylines": ["Kestrel News Agency"]},
    ]
    assert find_copies(table(*rows), table())["agency"].tolist() == ["Kestrel News Agency"]


def test_the_earlier_is_published_else_collected_first(table, texts):
    rows = [
        {"text": texts(1), "published_at": "2026-09-02T10:00Z", "collected_at": "2026-09-09T00:00Z"},
        {"text": texts(1), "published_at": None, "collected_at": "2026-09-01T00:00Z"},
        {"text": texts(1), "published_at": "2026-09-02T10:00Z", "collected_at": None},
        {"text": texts(1), "published_at": None, "collected_at": None},
    ]
    found = find_copies(table(*rows), table())
    assert pairs(found) == [
        (A, B, "exact"),
        (A, C, "exact"),
        (A, D, "exact"),
        (B, C, "exact"),
        (B, D, "exact"),
        (C, D, "exact"),
    ]
    assert found["earlier_id"].fillna("").tolist() == [B, "", "", B, "", ""]


@pytest.mark.parametrize(
    ("precision", "time", "other", "earlier"),
    [
        ("day", "2026-09-02T00:00Z", "2026-09-02T10:00Z", ""),
        ("day", "2026-09-02T00:00Z", "2026-09-03T00:00Z", A),
        ("day", "2026-09-02T00:00Z", "2026-09-01T23:59Z", B),
        ("hour", "2026-09-02T09:00Z", "2026-09-02T09:30Z", ""),
        ("hour", "2026-09-02T09:00Z", "2026-09-02T10:00Z", A),
        ("second", "2026-09-02T09:59:59Z", "2026-09-02T10:00Z", A),
    ],
)
def test_a_day_is_not_before_its_hours(table, texts, precision, time, other, earlier):
    rows = [
        {"text": texts(1), "published_at": time, "published_precision": precision},
        {"text": texts(1), "published_at": other, "published_precision": "second"},
    ]
    assert find_copies(table(*rows), table())["earlier_id"].fillna("").tolist() == [earlier]


def test_short_texts_are_no_copies(table, texts):
    enough = FEWEST + 4
    assert pairs(find_copies(table(*[texts(1, enough - 1)] * 2), table())) == []
    assert pairs(find_copies(table(*[texts(1, enough)] * 2), table())) == [(A, B, "exact")]


def test_known_articles_are_compared_with_new_ones_only(table, texts):
    new, known = table(texts(1), first=2), table(texts(1), texts(1), first=3)
    assert pairs(find_copies(new, known)) == [(B, C, "exact"), (B, D, "exact")]
    assert pairs(find_copies(table(), known)) == []


def test_the_frame_is_as_declared(table, texts):
    for articles in (table(), table(texts(1), texts(1))):
        found = find_copies(articles, table())
        assert list(found.columns) == COPIES.names
        assert [str(kind) for kind in found.dtypes] == [column.dtype for column in COPIES.columns]
        assert COPIES.table(found).schema.equals(COPIES.schema)


def test_bad_rows_are_articles_without_copies(table):
    articles = table({"text": None}, {"text": "", "authors": None}, {"text": "x", "outlet": np.nan})
    marks = signatures(articles)
    assert marks["text_key"].isna().all()
    assert {name: str(kind) for name, kind in marks.dtypes.items()} == DTYPES
    assert find_copies(articles, table()).empty


@given(order=st.permutations(range(8)), cut=st.integers(1, 7))
@settings(max_examples=10, deadline=None)
def test_arrival_changes_nothing(texts, order, cut):
    one, two = texts(1), texts(2)
    rows = [one, one, one[:400], two, f"{two}\n\n{texts(3, 30)}", f"{one}\n\n{two}", texts(4), two]
    articles = pd.DataFrame({"article_id": [f"{n:016x}" for n in range(8)], "text": rows})
    whole = find_copies(articles, articles.iloc[:0])
    first, second = articles.iloc[order[:cut]], articles.iloc[order[cut:]]
    parts = pd.concat([find_copies(first, articles.iloc[:0]), find_copies(second, first)])
    parts = parts.sort_values(["article_id", "other_id"], ignore_index=True)
    assert len(whole) == 12
    pd.testing.assert_frame_equal(parts, whole)


def test_a_text_that_everybody_prints_is_paired_with_its_first_article(table, texts, monkeypatch):
    monkeypatch.setattr(copies, "_MOST_PAIRS", 3)
    marks = signatures(table(*[texts(1)] * 4, *[texts(1)[:-40]] * 2))
    keys = dict(zip(marks["text_key"], table(*[texts(1)] * 4, *[texts(1)[:-40]] * 2)["text"], strict=True))
    found = pair_articles(marks, overlaps(marks, marks, lambda wanted: {key: keys[key] for key in wanted}))
    numbers = [(int(one), int(other)) for one, other, _ in pairs(found)]
    assert numbers == [(1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 5), (3, 5), (4, 5), (5, 6)]


def test_pairs_of_texts_nobody_has_are_passed_over(table, texts):
    marks = signatures(table(texts(1)))
    gone = pd.DataFrame({"one": [marks["text_key"][0]], "other": ["f" * 16], "shared": [90]})
    assert pair_articles(marks, gone).empty
