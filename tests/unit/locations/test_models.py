"""Which models answer, and to what."""

import numpy as np
import pytest

from pipelines.locations import models

NAMES = (models.SPANS, models.FIRST, models.SECOND, models.TRUST)


@pytest.mark.parametrize("name", NAMES)
def test_all_models_ship_and_are_small(name):
    assert 0 < models.path(name).stat().st_size < 1_500_000


def test_another_folder_wins_where_it_has_the_model(tmp_path, monkeypatch):
    (tmp_path / "locations").mkdir()
    other = tmp_path / "locations" / "trust.txt"
    other.write_bytes(models.path(models.TRUST).read_bytes())
    monkeypatch.setenv(models.VARIABLE, str(tmp_path))
    assert models.path(models.TRUST) == other
    assert models.path(models.SPANS) == models.SHIPPED / "spans.txt"


def test_other_columns_are_refused():
    with pytest.raises(ValueError, match="columns, not 3"):
        models.predict(models.TRUST, np.zeros((1, 3)))


def test_no_rows_no_answers():
    assert models.predict(models.SPANS, np.zeros((0, 1))).tolist() == []
