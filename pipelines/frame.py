"""What a frame is: a grain, a key and columns with a kind and a description each.

Belongs here: the two conversions made from a declaration (rows to a pandas frame, a pandas frame to an Arrow table).
Keep out: the declarations themselves, which are in `frames`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa

Kind = Literal["string", "integer", "number", "boolean", "timestamp", "strings"]

ARROW: dict[Kind, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "strings": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its kind, what it holds, and whether it may be missing."""

    name: str
    kind: Kind
    description: str
    required: bool = False

    @property
    def dtype(self) -> str:
        """The pandas type.  A missing integer is NaN in a float column: the NA of `Int64` breaks plain comparisons."""
        integer = "int64" if self.required else "float64"
        return {
            "string": "str",
            "integer": integer,
            "number": "float64",
            "boolean": "bool",
            "timestamp": "datetime64[us, UTC]",
            "strings": "object",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: its grain in a sentence, the columns that are unique together, and all columns in order."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in their order."""
        return [column.name for column in self.columns]

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, with descriptions as field metadata."""
        return pa.schema(
            [
                pa.field(c.name, ARROW[c.kind], nullable=not c.required, metadata={"description": c.description})
                for c in self.columns
            ]
        )

    def frame(self, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        """A pandas frame with exactly these columns and types, in the order of `rows`; what a row lacks is missing.

        Raises KeyError for a row with a column that is not declared, ValueError for a missing required value.
        """
        rows = list(rows)
        known = set(self.names)
        for row in rows:
            if not row.keys() <= known:
                raise KeyError(f"{self.name} has no column {sorted(row.keys() - known)}")
        return pd.DataFrame({c.name: self._series(c, [row.get(c.name) for row in rows]) for c in self.columns})

    def _series(self, column: Column, values: list[Any]) -> pd.Series[Any]:
        if column.required and any(value is None for value in values):
            raise ValueError(f"{self.name}.{column.name} is required and a row lacks it")
        if column.kind == "timestamp":
            return pd.Series(pd.to_datetime(values, utc=True), dtype=column.dtype)
        if column.kind == "boolean":
            return pd.Series([bool(value) for value in values], dtype="bool")
        if column.kind == "strings":
            return pd.Series([list(value) if value is not None else [] for value in values], dtype="object")
        return pd.Series(values, dtype=column.dtype)

    def table(self, frame: pd.DataFrame) -> pa.Table:
        """The frame as an Arrow table of this schema: NaN becomes null, whole floats become integers."""
        arrays = []
        for column in self.columns:
            series = frame[column.name]
            if column.kind == "integer" and not column.required:
                missing = series.isna().to_numpy()
                whole = np.where(missing, 0, series.to_numpy(dtype="float64", na_value=0)).astype("int64")
                arrays.append(pa.array(whole, mask=missing, type=pa.int64()))
            else:
                arrays.append(pa.array(series, type=ARROW[column.kind], from_pandas=True))
        return pa.Table.from_arrays(arrays, schema=self.schema)


def concat(frame: Frame, parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Parts of one frame, one after the other, with the declared types even where there is no row."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return frame.frame([])
    return pd.concat(parts, ignore_index=True).astype({c.name: c.dtype for c in frame.columns})
