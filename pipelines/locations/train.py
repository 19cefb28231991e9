"""Train the models of this room: `python -m pipelines.locations.train DATA`.

DATA holds `LGL.jsonl`, `GWN.jsonl` and `GeoVirus.jsonl`: an article a line with id, domain, text and toponyms (start,
end, geonameid or null, lat and lon or null).  The same data give the same bytes.  `--without FOLD` leaves out the
articles of one fold of five and writes them beside the models, to be scored by models that have not seen them.

Each model learns from what the models before it say of articles that they have not seen.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from pipelines.locations import models
from pipelines.locations.gazetteer import Gazetteer
from pipelines.locations.lessons import Lesson, gold_of, grades, is_right, lesson_of, read
from pipelines.locations.models import Matrix
from pipelines.locations.ranking import RISING, Table
from pipelines.locations.resolution import Ranked, first_by_level, ranked_by, trust_features
from pipelines.locations.senses import hints_of, senses_of
from pipelines.locations.spans import choose

FOLDS = 5
_INNER = 4
_COMMON: dict[str, Any] = {
    "learning_rate": 0.05,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 7,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
_RANKING = {
    "objective": "lambdarank",
    "num_leaves": 7,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.3,
    "lambda_l2": 3.0,
    "label_gain": [0, 1, 3, 7],
}
_SPANS = {
    "objective": "binary",
    "num_leaves": 40,
    "min_data_in_leaf": 25,
    "feature_fraction": 0.5,
    "lambda_l2": 3.0,
}
_TRUST = {
    "objective": "binary",
    "num_leaves": 8,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "lambda_l2": 10.0,
}
_PARAMETERS: dict[str, dict[str, Any]] = {
    models.SPANS: _SPANS,
    models.FIRST: _RANKING,
    models.SECOND: _RANKING,
    models.TRUST: _TRUST,
}
_ROUNDS = {models.SPANS: 250, models.FIRST: 300, models.SECOND: 300, models.TRUST: 100}


@dataclass(slots=True)
class Examples:
    """Rows of one model from one article; `groups` are the lengths of its rankings."""

    rows: Matrix
    labels: Matrix
    weights: Matrix
    groups: list[int]


@dataclass(slots=True)
class Case:
    """One article's table of candidates as it will be met: its names are those that the filter finds."""

    lesson: Lesson
    table: Table

    def ranking(self, features: Matrix) -> Examples:
        """The senses with several candidates of which one is the marked place."""
        picked: list[int] = []
        labels: list[float] = []
        weights: list[float] = []
        groups = []
        for n, sense in enumerate(self.table.senses):
            gold = gold_of(sense, self.lesson.golds)
            if gold is None or len(sense.places) < 2:
                continue
            graded = grades(sense.places, gold[0])
            if max(graded) == 0 or min(graded) == max(graded):
                continue
            picked += range(int(self.table.starts[n]), int(self.table.starts[n + 1]))
            labels += graded
            weights += [gold[1] ** 0.5] * len(graded)
            groups.append(len(graded))
        return Examples(features[picked], np.array(labels, dtype=float), np.array(weights, dtype=float), groups)

    def trust(self, ranked: Sequence[Ranked], features: Matrix) -> Examples:
        """The marked senses with a candidate, and whether the best is right."""
        rows = trust_features(self.table, ranked, features)
        picked, labels, weights = [], [], []
        for n, (sense, one) in enumerate(zip(self.table.senses, ranked, strict=True)):
            gold = gold_of(sense, self.lesson.golds)
            if gold is not None and one.rows:
                picked.append(n)
                labels.append(float(is_right(self.table.places[one.rows[0]], gold[0])))
                weights.append(float(gold[1]))
        return Examples(rows[picked], np.array(labels, dtype=float), np.array(weights, dtype=float), [])


def main() -> None:
    """Train on the articles of a folder and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=models.SHIPPED)
    parser.add_argument("--without", type=int, choices=range(FOLDS), help="hold out the articles of this fold")
    chosen = parser.parse_args()
    lessons = lessons_of(read(chosen.data))
    kept = [lesson for lesson in lessons if lesson.fold(FOLDS) != chosen.without]
    fit(kept, chosen.out)
    if chosen.without is not None:
        write_articles([one.source for one in lessons if one.fold(FOLDS) == chosen.without], chosen.out / "held_out")


def lessons_of(sources: Sequence[dict[str, Any]]) -> list[Lesson]:
    """The articles parsed, their entities recognised, and their spans labelled."""
    from pipelines.entities.article import find_entities
    from pipelines.language.model import parse
    from pipelines.language.page import Page
    from pipelines.settings import DEFAULT

    gazetteer = Gazetteer.load()
    lessons = []
    docs = parse((source["text"] for source in sources), DEFAULT.model)
    for source, doc in zip(sources, docs, strict=True):
        entities = find_entities(Page(str(source["id"]), source["text"], None, None, doc), gazetteer)
        names = [mention for mention in entities.mentions if mention.kind == "name"]
        lessons.append(lesson_of(source, doc, names, gazetteer))
    return lessons


def write_articles(sources: Sequence[dict[str, Any]], folder: Path) -> None:
    """The articles as `<set>.jsonl` in the folder's `locations`."""
    (folder / "locations").mkdir(parents=True, exist_ok=True)
    for name in sorted({source["set"] for source in sources}):
        lines = [json.dumps(source, ensure_ascii=False) + "\n" for source in sources if source["set"] == name]
        (folder / "locations" / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def fit(lessons: Sequence[Lesson], folder: Path) -> None:
    """Train the four models on the lessons and write them into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    gazetteer = Gazetteer.load()
    inner = [lesson.fold(_INNER, "inner ") for lesson in lessons]

    spans = [Examples(one.rows, one.labels, one.weights, []) for one in lessons]
    likelihoods = _unseen(models.SPANS, spans, [one.rows for one in lessons], inner)
    cases = [_case(one, values, gazetteer) for one, values in zip(lessons, likelihoods, strict=True)]

    features = [case.table.first_pass() for case in cases]
    first = [case.ranking(rows) for case, rows in zip(cases, features, strict=True)]
    ranked = _ranked(cases, _unseen(models.FIRST, first, features, inner))
    features = [
        case.table.second_pass([one.rows[0] if one.rows else -1 for one in ranking])
        for case, ranking in zip(cases, ranked, strict=True)
    ]
    second = [case.ranking(rows) for case, rows in zip(cases, features, strict=True)]
    ranked = _ranked(cases, _unseen(models.SECOND, second, features, inner))
    ranked = [
        [first_by_level(case.table, sense, one) for sense, one in zip(case.table.senses, ranking, strict=True)]
        for case, ranking in zip(cases, ranked, strict=True)
    ]
    trust = [case.trust(best, rows) for case, best, rows in zip(cases, ranked, features, strict=True)]
    for name, examples in (
        (models.SPANS, spans),
        (models.FIRST, first),
        (models.SECOND, second),
        (models.TRUST, trust),
    ):
        (folder / f"{name}.txt").write_text(_booster(name, examples).model_to_string(), encoding="utf-8")


def _case(lesson: Lesson, likelihoods: Matrix, gazetteer: Gazetteer) -> Case:
    proposed = [
        replace(toponym, likelihood=round(value, 4))
        for toponym, value in zip(lesson.proposed, likelihoods.tolist(), strict=True)
    ]
    chosen, asides = choose(proposed, gazetteer)
    senses, _ = senses_of(lesson.text, chosen, gazetteer)
    return Case(lesson, Table(senses, hints_of(asides, gazetteer)))


def _ranked(cases: Sequence[Case], scores: Sequence[Matrix]) -> list[list[Ranked]]:
    return [ranked_by(case.table, values) for case, values in zip(cases, scores, strict=True)]


def _unseen(name: str, examples: Sequence[Examples], rows: Sequence[Matrix], folds: Sequence[int]) -> list[Matrix]:
    """What a model says of the rows of each article when it has not learnt from that article's fold."""
    said: list[Matrix] = [np.zeros(len(one)) for one in rows]
    for fold in range(_INNER):
        booster = _booster(name, [one for one, at in zip(examples, folds, strict=True) if at != fold])
        for n, at in enumerate(folds):
            if at == fold and len(rows[n]):
                said[n] = np.asarray(booster.predict(rows[n], num_threads=1))
    return said


def _booster(name: str, examples: Iterable[Examples]) -> Any:
    import lightgbm

    used = [one for one in examples if len(one.labels)]
    groups = [length for one in used for length in one.groups]
    rows = np.vstack([one.rows for one in used])
    data = lightgbm.Dataset(
        rows,
        np.concatenate([one.labels for one in used]),
        weight=np.concatenate([one.weights for one in used]),
        group=groups or None,
    )
    parameters = _COMMON | _PARAMETERS[name]
    if name in (models.FIRST, models.SECOND):
        parameters["monotone_constraints"] = [int(n in RISING) for n in range(rows.shape[1])]
    return lightgbm.train(parameters, data, _ROUNDS[name])


if __name__ == "__main__":
    main()
