"""Numbers behind the choice of a place."""

import numpy as np
import pytest

from pipelines.locations.ranking import Table
from pipelines.locations.resolution import elsewhere, ranked_by
from pipelines.locations.senses import senses_of
from pipelines.locations.toponyms import Toponym


@pytest.fixture
def table(gazetteer):
    def make(text, *forms, home=None):
        toponyms = [Toponym(text.index(form), text.index(form) + len(form), form) for form in forms]
        return Table(senses_of(text, toponyms, gazetteer)[0], home=home)

    return make


def test_rows_are_the_candidates_of_one_name_after_the_other(table):
    made = table("Dublin and Cork are in Ireland.", "Dublin", "Cork", "Ireland")
    assert [len(sense.places) for sense in made.senses] == np.diff(made.starts).tolist()
    assert len(made.first_pass()) == len(made.places) == made.starts[-1]
    assert made.second_pass([-1, -1, -1]).shape[0] == len(made.places)


def test_a_name_without_bearers_has_no_rows(table):
    made = table("Qwertyville", "Qwertyville")
    assert made.places == []
    assert made.second_pass([-1]).shape[0] == 0


def test_the_second_pass_leaves_out_a_name_s_own_answer(table):
    made = table("Dublin and Cork.", "Dublin", "Cork")
    dublin, cork = int(made.starts[0]), int(made.starts[1])
    alone = made.second_pass([dublin, -1])
    both = made.second_pass([dublin, cork])
    other = made.second_pass([dublin + 1, cork])
    assert (both[:cork] == other[:cork]).all()
    assert (alone[:cork] != both[:cork]).any()


def test_features_do_not_depend_on_the_rest_of_a_batch(table):
    first = table("Dublin and Cork.", "Dublin", "Cork").first_pass()
    assert (table("Dublin and Cork.", "Dublin", "Cork").first_pass() == first).all()


def test_ranking_is_by_score_and_then_by_order(table):
    made = table("Dublin.", "Dublin")
    scores = np.zeros(len(made.places))
    scores[1] = 1.0
    assert ranked_by(made, scores)[0].rows[:3] == [1, 0, 2]


def test_a_city_and_its_division_are_one_spot(gazetteer):
    moscow, region, russia = (gazetteer.place(i) for i in (524901, 524894, 2017370))
    assert not elsewhere(moscow, region)
    assert elsewhere(moscow, russia)


def test_the_outlet_s_country_decides_between_equals(table):
    made = table("Dublin.", "Dublin", home="US")
    best = ranked_by(made, np.zeros(len(made.places)))[0].rows[0]
    assert made.places[best].country_code == "US"
    assert not table("Dublin.", "Dublin").leaning.any()
