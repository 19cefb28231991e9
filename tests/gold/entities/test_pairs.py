"""Names that must get one id across articles, and names that must not."""

import csv
from pathlib import Path

import pytest

from pipelines.entities.identity import entity_id

PAIRS = Path(__file__).with_name("pairs.tsv")


@pytest.fixture(scope="module")
def judged():
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        (row, entity_id("a", row["label"], row["one"]) == entity_id("b", row["label"], row["other"])) for row in rows
    ]


def test_there_are_enough_of_both(judged):
    wanted = [row["same"] for row, _ in judged]
    assert wanted.count("1") >= 100
    assert wanted.count("0") >= 100


def test_precision(judged):
    joined = [row for row, same in judged if same]
    wrong = [f"{row['one']} = {row['other']}" for row in joined if row["same"] == "0"]
    assert 1 - len(wrong) / len(joined) >= 0.99, wrong


def test_recall(judged):
    wanted = [(row, same) for row, same in judged if row["same"] == "1"]
    missed = [f"{row['one']} = {row['other']}" for row, same in wanted if not same]
    assert 1 - len(missed) / len(wanted) >= 0.9, missed
