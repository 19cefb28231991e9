"""The three trained models: clauses, kinds and speakers.

They are LightGBM models as text beside this module, in `data`; the environment variable NEWSWAREHOUSE_MODELS names a
folder whose `quotes` folder holds others.  `python -m pipelines.quotes.train` makes them.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lightgbm import Booster

Name = Literal["clauses", "kinds", "speakers"]
NAMES: tuple[Name, ...] = ("clauses", "kinds", "speakers")
SHIPPED = Path(__file__).parent / "data"


def folder() -> Path:
    """Where the models are."""
    other = os.environ.get("NEWSWAREHOUSE_MODELS")
    inside = Path(other) / "quotes" if other else SHIPPED
    return inside if inside.is_dir() else SHIPPED


def predict(name: Name, rows: list[list[float]]) -> list[float]:
    """The chance that each row is what the model looks for."""
    if not rows:
        return []
    import numpy as np

    chances = _booster(folder() / f"{name}.txt").predict(np.array(rows, dtype=np.float32), num_threads=1)
    return [float(chance) for chance in np.asarray(chances)]


@cache
def _booster(path: Path) -> Booster:
    from lightgbm import Booster

    return Booster(model_file=str(path))
