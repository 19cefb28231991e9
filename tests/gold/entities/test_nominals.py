"""Whom "the minister" and "the company" mean, on texts labelled by hand; nobody where the text leaves it open."""

import csv
from pathlib import Path

import pytest

from pipelines.entities import nominals
from pipelines.entities.article import find_entities
from pipelines.language.model import parse
from pipelines.language.page import Page
from pipelines.locations.gazetteer import Gazetteer
from pipelines.settings import DEFAULT

CASES = Path(__file__).with_name("nominals.tsv")


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def meant(row, doc, gazetteer):
    """Whom the last occurrence of the row's phrase means; '' for nobody."""
    page = Page("a1", row["text"], None, None, doc)
    entities = find_entities(page, gazetteer)
    at = row["text"].rindex(row["phrase"])
    told = [m for m in nominals.resolve(page, entities, gazetteer) if m.start == at]
    assert all(page.text[m.start : m.end] == m.text for m in told)
    return entities.groups[told[0].group].name if told else ""


def judge():
    """How many are wanted, told and right, and every mistake in words."""
    rows, gazetteer = cases(), Gazetteer.load()
    wanted = told = right = 0
    wrong = []
    for row, doc in zip(rows, parse([row["text"] for row in rows], DEFAULT.model), strict=True):
        ours = meant(row, doc, gazetteer)
        wanted += bool(row["name"])
        told += bool(ours)
        right += bool(ours) and ours == row["name"]
        if ours != row["name"]:
            wrong.append(f"{row['text']} [{row['phrase']}]: {ours!r} for {row['name']!r}")
    return wanted, told, right, wrong


@pytest.fixture(scope="module")
def judged():
    return judge()


def test_there_are_enough(judged):
    assert len(cases()) >= 60
    assert judged[0] <= len(cases()) - 25


def test_precision(judged):
    _, told, right, wrong = judged
    assert right / told >= 0.95, wrong


def test_recall(judged):
    wanted, _, right, wrong = judged
    assert right / wanted >= 0.8, wrong


if __name__ == "__main__":
    wanted, told, right, wrong = judge()
    print(f"wanted {wanted}, told {told}, right {right}", *wrong, sep="\n")
