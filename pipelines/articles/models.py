"""The trained labellers of lines: which folder they are in, and what they say of vectors."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from pipelines.articles.vectors import Matrix

VARIABLE = "NEWSWAREHOUSE_MODELS"
SHIPPED = Path(__file__).parent / "data"
BODY, TITLE, MARKUP = "body", "title", "markup"


def predict(name: str, vectors: Matrix) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The probability of every row, by one of the models `BODY`, `TITLE` and `MARKUP`, on one thread.

    Args:
        name: the model.  One in the folder `articles` of the folder that NEWSWAREHOUSE_MODELS names wins over the
            shipped one.
        vectors: at least one row.

    Raises:
        ValueError: the model was trained on other columns.
    """
    booster = _load(path(name))
    if booster.num_feature() != vectors.shape[1]:
        raise ValueError(f"{path(name)} was trained on {booster.num_feature()} columns, not {vectors.shape[1]}.")
    return booster.predict(vectors, num_threads=1)  # type: ignore[no-any-return]


def path(name: str) -> Path:
    """Where a model is read from."""
    other = os.environ.get(VARIABLE)
    file = f"{name}.txt"
    if other and (Path(other) / "articles" / file).exists():
        return Path(other) / "articles" / file
    return SHIPPED / file


@lru_cache(maxsize=32)
def _load(file: Path) -> Any:
    from lightgbm import Booster

    return Booster(model_str=file.read_text(encoding="utf-8"))
