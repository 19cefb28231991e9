"""Trained LightGBM models: where a room's models are read from, and what one says of rows.

Belongs here: finding, loading and asking.  Keep out: features, thresholds and training, which are the rooms' own.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

VARIABLE = "NEWSWAREHOUSE_MODELS"

Matrix = np.ndarray[Any, np.dtype[np.float64]]


def other(room: str) -> Path | None:
    """The room's folder in the folder that NEWSWAREHOUSE_MODELS names; None where that is not set."""
    named = os.environ.get(VARIABLE)
    return Path(named) / room if named else None


def file(room: str, shipped: Path, name: str) -> Path:
    """Where a model is read from: the other folder, if it has this model, else the shipped one."""
    elsewhere = other(room)
    found = elsewhere / f"{name}.txt" if elsewhere else None
    return found if found and found.exists() else shipped / f"{name}.txt"


def predict(path: Path, rows: np.ndarray[Any, Any]) -> Matrix:
    """What the model in a file says of every row, on one thread.

    Args:
        path: the model as LightGBM writes it.
        rows: shape (n, features of the model).

    Raises:
        ValueError: the model was trained on other columns.
    """
    if not len(rows):
        return np.zeros(0)
    booster = _load(path)
    if booster.num_feature() != rows.shape[1]:
        raise ValueError(f"{path} was trained on {booster.num_feature()} columns, not {rows.shape[1]}.")
    return np.asarray(booster.predict(rows, num_threads=1), dtype=np.float64)


@lru_cache(maxsize=32)
def _load(path: Path) -> Any:
    from lightgbm import Booster

    return Booster(model_str=path.read_text(encoding="utf-8"))
