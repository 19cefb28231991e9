"""The three trained models: clauses, kinds and speakers.

They are LightGBM models as text beside this module, in `data`; the environment variable NEWSWAREHOUSE_MODELS names a
folder whose `quotes` folder holds others.  `python -m pipelines.quotes.train` makes them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np

from pipelines import boosters

Name = Literal["clauses", "kinds", "speakers"]
NAMES: tuple[Name, ...] = ("clauses", "kinds", "speakers")
SHIPPED = Path(__file__).parent / "data"


def folder() -> Path:
    """Where the models are: all three and their calibration are of one training."""
    other = boosters.other("quotes")
    return other if other and other.is_dir() else SHIPPED


def predict(name: Name, rows: list[list[float]]) -> list[float]:
    """The chance that each row is what the model looks for."""
    chances: list[float] = boosters.predict(folder() / f"{name}.txt", np.array(rows, dtype=np.float32)).tolist()
    return chances
