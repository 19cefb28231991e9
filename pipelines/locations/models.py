"""The trained models of this room, `SPANS`, `FIRST`, `SECOND` and `TRUST`, and what they say of vectors.

Keep out: the features (`span_features`, `ranking`) and the training (`train`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipelines import boosters
from pipelines.boosters import VARIABLE, Matrix

__all__ = ["FIRST", "SECOND", "SHIPPED", "SPANS", "TRUST", "VARIABLE", "Matrix", "Predict", "path", "predict"]

SHIPPED = Path(__file__).parent / "data"
SPANS, FIRST, SECOND, TRUST = "spans", "first_pass", "second_pass", "trust"

Predict = Callable[[str, Matrix], Matrix]


def predict(name: str, rows: Matrix) -> Matrix:
    """What one of the models says of every row.

    Raises:
        ValueError: the model was trained on other columns.
    """
    return boosters.predict(path(name), rows)


def path(name: str) -> Path:
    """Where a model is read from."""
    return boosters.file("locations", SHIPPED, name)
