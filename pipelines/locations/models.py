"""The trained models of this room: which folder they are in, and what they say of vectors.

Belongs here: finding, loading and asking them.  Keep out: the features (`span_features`, `ranking`) and the training
(`train`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

VARIABLE = "NEWSWAREHOUSE_MODELS"
SHIPPED = Path(__file__).parent / "data"
SPANS, FIRST, SECOND, TRUST = "spans", "first_pass", "second_pass", "trust"

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Predict = Callable[[str, Matrix], Matrix]


def predict(name: str, rows: Matrix) -> Matrix:
    """What one of the models `SPANS`, `FIRST`, `SECOND` and `TRUST` says of every row, on one thread.

    Args:
        name: the model.  One in the folder `locations` of the folder that NEWSWAREHOUSE_MODELS names wins over the
            shipped one.
        rows: shape (n, features of the model).

    Raises:
        ValueError: the model was trained on other columns.
    """
    if not len(rows):
        return np.zeros(0)
    booster = _load(path(name))
    if booster.num_feature() != rows.shape[1]:
        raise ValueError(f"{path(name)} was trained on {booster.num_feature()} columns, not {rows.shape[1]}.")
    return np.asarray(booster.predict(rows, num_threads=1), dtype=np.float64)


def path(name: str) -> Path:
    """Where a model is read from."""
    other = os.environ.get(VARIABLE)
    file = f"{name}.txt"
    if other and (Path(other) / "locations" / file).exists():
        return Path(other) / "locations" / file
    return SHIPPED / file


@lru_cache(maxsize=32)
def _load(file: Path) -> Any:
    from lightgbm import Booster

    return Booster(model_str=file.read_text(encoding="utf-8"))
