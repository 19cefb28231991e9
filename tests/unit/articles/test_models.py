"""The trained labellers: the shipped files fit the columns, and another folder wins."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pipelines.articles import deks, markup_vectors, models, vectors
from pipelines.articles.features import features_of
from pipelines.articles.labels import body_span
from pipelines.articles.lines import lines_of

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """Old bridge closes for two years

By Ann Lee

The council voted on Monday to close the old bridge for two years, the mayor said on the radio.

The ferry will start in May and carry up to two hundred cars a day across the river, according to the plan.

Share
"""


def rows() -> vectors.Matrix:
    page = features_of(lines_of(PAGE))
    return vectors.matrix(page, body_span(page))


def test_a_row_has_a_value_for_every_name() -> None:
    assert rows().shape == (5, len(vectors.NAMES))
    assert np.isfinite(rows()).all()
    assert len(set(vectors.NAMES)) == len(vectors.NAMES)


@pytest.mark.parametrize("name", [models.BODY, models.TITLE])
def test_shipped_models_fit_the_columns(name: str) -> None:
    likely = models.predict(name, rows())
    assert likely.shape == (5,)
    assert ((likely >= 0) & (likely <= 1)).all()


def test_the_model_of_html_fits_its_columns() -> None:
    wide = np.zeros((3, len(vectors.NAMES) + len(markup_vectors.NAMES)), dtype=np.float32)
    assert models.predict(models.MARKUP, wide).shape == (3,)


def test_the_model_of_deks_fits_its_columns() -> None:
    assert models.predict(models.DEK, np.zeros((2, len(deks.NAMES)), dtype=np.float32)).shape == (2,)


def test_a_row_alone_gets_what_it_gets_among_others() -> None:
    among = models.predict(models.BODY, rows())
    assert [float(models.predict(models.BODY, rows()[i : i + 1])[0]) for i in range(5)] == among.tolist()


def test_another_folder_wins_where_it_has_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "articles").mkdir()
    shutil.copy(models.SHIPPED / "title.txt", tmp_path / "articles" / "body.txt")
    monkeypatch.setenv(models.VARIABLE, str(tmp_path))
    assert models.path(models.BODY) == tmp_path / "articles" / "body.txt"
    assert models.path(models.TITLE) == models.SHIPPED / "title.txt"


def test_rows_of_other_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="columns, not 3"):
        models.predict(models.BODY, np.zeros((2, 3), dtype=np.float32))
