"""The trained labellers of lines, `BODY`, `TITLE`, `MARKUP` and `DEK`, and what they say of vectors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines import boosters
from pipelines.boosters import VARIABLE

if TYPE_CHECKING:
    import numpy as np

    from pipelines.articles.vectors import Matrix

__all__ = ["BODY", "DEK", "MARKUP", "SHIPPED", "TITLE", "VARIABLE", "path", "predict"]

SHIPPED = Path(__file__).parent / "data"
BODY, TITLE, MARKUP, DEK = "body", "title", "markup", "dek"


def predict(name: str, vectors: Matrix) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The probability of every row, by one of the models.

    Raises:
        ValueError: the model was trained on other columns.
    """
    return boosters.predict(path(name), vectors)


def path(name: str) -> Path:
    """Where a model is read from."""
    return boosters.file("articles", SHIPPED, name)
