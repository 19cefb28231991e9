"""Trains the models of this room: `python -m pipelines.quotes.train DATA [--out FOLDER]`.

DATA holds `polnear_train.jsonl.gz` (attributions in political news) and `world_dev.jsonl` (quotes in world newswire),
one JSON document a line; what stands in marks is learned from passages of our own as well.  Minutes on one core; the
same data gives the same bytes.  `--unseen FILE` writes each article's quotes as found by models that have not seen it,
to score by cross-validation.

Each model is trained on what the models before it say of articles they have not seen, in four folds of articles, so
that it learns to doubt them as it must later; the confidence is calibrated on the same folds.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipelines.quotes import complement_features, kind_features, speaker_features
from pipelines.quotes.attribute import rows_of
from pipelines.quotes.confidence import calibrate, family
from pipelines.quotes.gold import Gold
from pipelines.quotes.models import SHIPPED
from pipelines.quotes.passages import passages
from pipelines.quotes.reading import Reading
from pipelines.quotes.settling import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lightgbm import Booster

    from pipelines.language.page import Page
    from pipelines.quotes.draft import Draft

CORPORA = ("polnear_train.jsonl.gz", "world_dev.jsonl")
PASSAGES = SHIPPED / "passages.txt"
FOLDS = 4
# What a passage of our own weighs beside an article whose annotation says of each stretch what it is.
PASSAGE_WEIGHT = 1 / 3
# A few words in marks inside a longer attribution, of which the corpus does not say whose they are.
PART_WEIGHT = 0.3
_SHARED = {
    "learning_rate": 0.08,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "cat_smooth": 20,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}


@dataclass
class Table:
    """Rows for one model: numbers, what is right, weights and the article of each."""

    columns: list[str]
    categorical: tuple[str, ...]
    parameters: dict[str, Any]
    rounds: int
    full_weight: float
    rows: list[list[float]] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)

    def add(self, article: int, rows: list[list[float]], right: list[float], weights: list[float]) -> None:
        """Rows of one article."""
        self.rows.extend(rows)
        self.right.extend(right)
        self.weights.extend(weights)
        self.articles.extend([article] * len(rows))

    def fit(self, unseen: int | None = None) -> Booster:
        """A model of all rows, or of all but those of one fold of articles."""
        import lightgbm

        articles = np.array(self.articles)
        kept = np.array(self.weights) > 0
        if unseen is not None:
            kept &= articles % FOLDS != unseen
        data = lightgbm.Dataset(
            np.array(self.rows, dtype=np.float32)[kept],
            np.array(self.right)[kept],
            weight=np.array(self.weights)[kept],
            categorical_feature=[self.columns.index(name) for name in self.categorical],
            feature_name=self.columns,
            params=self.parameters,
        )
        return lightgbm.train(self.parameters, data, self.rounds)


class Unseen:
    """Chances for articles by models that have not seen them."""

    def __init__(self, table: Table) -> None:
        self.models = [table.fit(fold) for fold in range(FOLDS)]

    def of(self, article: int, rows: list[list[float]]) -> list[float]:
        """Chances of an article's rows."""
        if not rows:
            return []
        found = self.models[article % FOLDS].predict(np.array(rows, dtype=np.float32), num_threads=1)
        return [float(chance) for chance in np.asarray(found)]


@dataclass
class Example:
    """An annotated article and how far it has been read."""

    number: int
    gold: Gold
    reading: Reading


def tables() -> dict[str, Table]:
    """The three models' empty tables."""
    clauses = _SHARED | {"objective": "cross_entropy", "num_leaves": 47, "learning_rate": 0.05, "min_data_in_leaf": 30}
    binary = _SHARED | {"objective": "binary", "min_data_in_leaf": 20}
    c, k, s = complement_features, kind_features, speaker_features
    return {
        "clauses": Table(c.COLUMNS, c.CATEGORICAL, clauses, 320, 4.0),
        "kinds": Table(k.COLUMNS, k.CATEGORICAL, binary | {"num_leaves": 15, "learning_rate": 0.04}, 300, 3.0),
        "speakers": Table(s.COLUMNS, s.CATEGORICAL, binary | {"num_leaves": 63, "learning_rate": 0.06}, 150, 3.0),
    }


def pages(data: Path, own: Path = PASSAGES) -> Iterator[tuple[Gold, Page]]:
    """The annotated articles, parsed, and behind them the passages of our own."""
    from pipelines.language.model import parse
    from pipelines.language.page import Page
    from pipelines.settings import DEFAULT

    golds = [Gold(document) for name in CORPORA for document in _documents(data / name)]
    golds += [Gold(document) for document in passages(own)]
    for gold, doc in zip(golds, parse((gold.text for gold in golds), DEFAULT.model), strict=True):
        yield gold, Page(str(gold.document["doc_id"]), gold.text, None, None, doc)


def _documents(path: Path) -> Iterator[dict[str, Any]]:
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return (json.loads(line) for line in text.decode("utf-8").splitlines() if line.strip())


def add_clauses(table: Table, example: Example) -> None:
    """What each candidate for a reported clause is."""
    if example.gold.kinds_only:
        return
    syntax = example.reading.syntax
    labels = [
        example.gold.clause((c.start, c.end), (syntax.starts[c.cue.token], syntax.ends[c.cue.token]))
        for _, c in example.reading.complements
    ]
    times = table.full_weight if example.gold.full else 1.0
    rows = example.reading.complement_rows
    table.add(example.number, rows, [right for right, _ in labels], [weight * times for _, weight in labels])


def add_kinds(table: Table, example: Example) -> None:
    """What each quotation is."""
    labels = [example.gold.kind(q, PART_WEIGHT) for q in example.reading.page.quotations]
    times = table.full_weight if example.gold.full else 1.0
    times *= PASSAGE_WEIGHT if example.gold.kinds_only else 1.0
    rows = [[*row[:-1], float(example.gold.full)] for row in example.reading.kind_rows()]
    table.add(example.number, rows, [right for right, _ in labels], [weight * times for _, weight in labels])


def add_speakers(table: Table, example: Example) -> None:
    """Who of those around a quotation says it."""
    if example.gold.kinds_only:
        return
    reading = example.reading
    asked, rows, features = reading.speaker_rows()
    weight = table.full_weight if example.gold.full else 1.0
    at = 0
    for draft, found in asked:
        mentions = [(features.span(key), _name(reading, features.mention_at.get(key))) for key in found]
        labels = example.gold.speakers((draft.start, draft.end), mentions)
        if labels is not None:
            of_draft = rows[at : at + len(found)]
            table.add(example.number, of_draft, [float(x) for x in labels], [weight] * len(found))
        at += len(found)


def _name(reading: Reading, mention: Any) -> str | None:
    return None if mention is None or mention.group is None else str(reading.entities.groups[mention.group].name)


def train(examples: list[Example], out: Path) -> None:
    """Train the models one after the other, write them and the calibration."""
    made = tables()
    for example in examples:
        add_clauses(made["clauses"], example)
    _write(out / "clauses.txt", made["clauses"].fit())
    unseen = Unseen(made["clauses"])
    for example in examples:
        example.reading.take_clauses(unseen.of(example.number, example.reading.complement_rows))
        add_kinds(made["kinds"], example)
    _write(out / "kinds.txt", made["kinds"].fit())
    unseen = Unseen(made["kinds"])
    for example in examples:
        example.reading.take_kinds(unseen.of(example.number, example.reading.kind_rows()))
        add_speakers(made["speakers"], example)
    _write(out / "speakers.txt", made["speakers"].fit())
    unseen = Unseen(made["speakers"])
    for example in examples:
        asked, rows, features = example.reading.speaker_rows()
        example.reading.take_speakers(asked, unseen.of(example.number, rows), features)
    points = calibration(examples)
    (out / "calibration.json").write_text(json.dumps(points, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def calibration(examples: list[Example]) -> dict[str, list[tuple[float, float]]]:
    """For each family of rows, points of chance and share right."""
    chances: dict[str, list[float]] = {}
    right: dict[str, list[bool]] = {}
    for example in examples:
        for draft in () if example.gold.kinds_only else example.reading.drafts:
            found = is_right(example, draft)
            if found is not None:
                chances.setdefault(family(draft.kind), []).append(draft.chance)
                right.setdefault(family(draft.kind), []).append(found)
    return {name: calibrate(chances[name], right[name]) for name in sorted(chances)}


def is_right(example: Example, draft: Draft) -> bool | None:
    """Whether what a row is and who says it are both as annotated; None where the annotation does not say."""
    gold, reading = example.gold, example.reading
    if draft.quotation is None and draft.kind == "direct":
        return None
    if draft.quotation is None:
        cue = draft.report.cue if draft.report and draft.report.cue is not None else 0
        label, weight = gold.clause((draft.start, draft.end), (reading.syntax.starts[cue], reading.syntax.ends[cue]))
        return label > 0 if weight else None
    label, weight = gold.kind(reading.page.quotations[draft.quotation], 1.0)
    if not weight:
        return None
    if draft.kind == "scare" or not label:
        return (draft.kind == "scare") == (not label)
    if draft.speaker is None:
        return False
    group = draft.speaker.group
    name = None if group is None else reading.entities.groups[group].name
    labels = gold.speakers((draft.start, draft.end), [((draft.speaker.start, draft.speaker.end), name)])
    return None if labels is None else bool(labels[0])


def unseen(example: Example) -> dict[str, Any]:
    """The rows of an article by the models that have not seen it, behind its id: for scores by cross-validation."""
    settle(example.reading)
    return {"doc_id": example.gold.document["doc_id"], "quotes": rows_of(example.reading)}


def _write(path: Path, model: Booster) -> None:
    path.write_text(model.model_to_string(), encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train the models that find quotes, their kinds and their speakers.")
    parser.add_argument("data", type=Path, help="folder with " + " and ".join(CORPORA))
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder for the models (default: the shipped ones)")
    parser.add_argument(
        "--unseen",
        type=Path,
        help="file for each article's quotes as found by models that have not seen it, one a line",
    )
    arguments = parser.parse_args()
    from threadpoolctl import threadpool_limits

    from pipelines.entities.article import find_entities
    from pipelines.locations.gazetteer import Gazetteer

    arguments.out.mkdir(parents=True, exist_ok=True)
    gazetteer = Gazetteer.load(None)
    with threadpool_limits(1):
        examples = [
            Example(number, gold, Reading(page, find_entities(page, gazetteer)))
            for number, (gold, page) in enumerate(pages(arguments.data))
        ]
        train(examples, arguments.out)
        if arguments.unseen:
            told = (unseen(example) for example in examples if not example.gold.kinds_only)
            arguments.unseen.write_text("".join(f"{json.dumps(rows)}\n" for rows in told), encoding="utf-8")


if __name__ == "__main__":
    main()
