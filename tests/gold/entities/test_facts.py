"""Title, role and age beside a name, on sentences labelled by hand."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from pipelines.entities.article import find_entities
from pipelines.language.model import parse
from pipelines.language.page import Page
from pipelines.locations.gazetteer import Gazetteer
from pipelines.settings import DEFAULT

CASES = Path(__file__).with_name("facts.tsv")
FACTS = ("title", "role", "age")


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def said_of(name, mentions):
    """What the text says of the first mention of a name; nothing where the name was not found."""
    for mention in mentions:
        if mention.text == name:
            return {fact: said.text for fact in FACTS if (said := getattr(mention, fact)) is not None}
    return {}


def judge():
    """Counts of wanted, told and right facts, by kind, and every mistake in words."""
    rows, gazetteer = cases(), Gazetteer.load()
    wanted, told, right, wrong = Counter(), Counter(), Counter(), []
    for row, doc in zip(rows, parse([row["text"] for row in rows], DEFAULT.model), strict=True):
        ours = said_of(row["name"], find_entities(Page("a1", row["text"], None, None, doc), gazetteer).in_text)
        for fact in FACTS:
            wanted[fact] += bool(row[fact])
            told[fact] += fact in ours
            right[fact] += bool(row[fact]) and ours.get(fact) == row[fact]
            if ours.get(fact, "") != row[fact]:
                wrong.append(f"{row['text']} {fact}: {ours.get(fact)!r} for {row[fact]!r}")
    return wanted, told, right, wrong


@pytest.fixture(scope="module")
def judged():
    return judge()


def test_there_are_enough(judged):
    assert judged[0].total() >= 200


def test_precision(judged):
    _, told, right, wrong = judged
    assert right.total() / told.total() >= 0.95, wrong


def test_recall(judged):
    wanted, _, right, wrong = judged
    assert right.total() / wanted.total() >= 0.8, wrong


if __name__ == "__main__":
    wanted, told, right, wrong = judge()
    print(wanted, told, right, *wrong, sep="\n")
