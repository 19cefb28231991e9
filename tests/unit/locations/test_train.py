"""The training, on a few sentences of our own."""

from types import SimpleNamespace

import pytest

from pipelines.locations import train
from pipelines.locations.lessons import gold_of, grades, is_right, lesson_of
from pipelines.locations.models import FIRST, SECOND, SPANS, TRUST
from pipelines.locations.senses import senses_of

SPRINGFIELDS = {"Illinois": (4250542, 39.8, -89.64), "Missouri": (4409896, 37.21, -93.29)}


def source(number):
    state, (geonameid, lat, lon) = list(SPRINGFIELDS.items())[number % 2]
    text = f"Rain fell on Springfield. The capital of {state} was dry. Peter Springfield stayed."
    gold = {"start": 13, "end": 24, "phrase": "Springfield", "geonameid": geonameid, "lat": lat, "lon": lon}
    return {"set": "GWN", "id": str(number), "domain": "", "text": text, "toponyms": [gold]}


@pytest.fixture(scope="module")
def lessons(gazetteer):
    import spacy

    made = []
    for one in (source(number) for number in range(24)):
        named = SimpleNamespace(start=13, end=24, label="GPE", in_title=False)
        made.append(lesson_of(one, spacy.blank("en")(one["text"]), [named], gazetteer))
    return made


def test_marked_spans_are_labelled(lessons):
    labels = {(t.start, t.end): label for t, label in zip(lessons[0].proposed, lessons[0].labels, strict=True)}
    assert labels[13, 24] == 1.0
    assert sum(labels.values()) == 1.0


def test_the_marked_place_has_the_best_grade(lessons, gazetteer):
    toponym = next(t for t in lessons[0].proposed if t.start == 13)
    sense = senses_of(lessons[0].text, [toponym], gazetteer)[0][0]
    gold, mentions = gold_of(sense, lessons[0].golds)
    best = sense.places[grades(sense.places, gold).index(3)]
    assert (best.location_id, mentions) == (4250542, 1)
    assert is_right(best, gold)
    assert not is_right(gazetteer.place(4409896), gold)


def test_the_same_lessons_give_the_same_models(lessons, tmp_path):
    for folder in ("a", "b"):
        train.fit(lessons, tmp_path / folder)
    for name in (SPANS, FIRST, SECOND, TRUST):
        assert (tmp_path / "a" / f"{name}.txt").read_bytes() == (tmp_path / "b" / f"{name}.txt").read_bytes()


def test_articles_of_a_local_paper_stay_together(lessons, tmp_path):
    one, other = ({"set": "LGL", "id": str(n), "domain": "x.example", "text": "", "toponyms": []} for n in (1, 2))
    folds = {type(lessons[0])(s, None, [], None, None, None).fold(5) for s in (one, other)}
    assert len(folds) == 1
    train.write_articles([one, other], tmp_path)
    assert len((tmp_path / "locations" / "LGL.jsonl").read_text().splitlines()) == 2
