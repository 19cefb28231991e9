"""Different texts that share most of the shorter one: candidates by signature, then counted out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from pipelines.stories import minhash
from pipelines.stories.shingles import Hashes, paragraphs, shingles
from pipelines.stories.signatures import matrix

CONTAINMENT = 0.7
DTYPES = {"one": "str", "other": "str", "shared": "int64"}

# text_keys to their texts.
Texts = Callable[[Sequence[str]], Mapping[str, str]]


def overlaps(new: pd.DataFrame, known: pd.DataFrame, texts: Texts) -> pd.DataFrame:
    """Pairs of a new and a known text that share at least 70 % of the shorter one's shingles.

    A pair depends on its two texts alone, so pairs that were found once stay true whatever comes later.

    Args:
        new: rows of `signatures`; of articles with the same text one is taken.
        known: likewise; may be `new` itself.
        texts: gives the texts of candidates.

    Returns:
        `one` and `other`, the text_keys, `one` < `other`; `shared`, how many shingles are in both.  Each pair once, in
        order.
    """
    new, known = _compared(new), _compared(known)
    if new.empty or known.empty:
        return _frame([])
    found = minhash.candidates(_sets(new), _sets(known), CONTAINMENT)
    left, right = new["text_key"].to_numpy(object)[found[:, 0]], known["text_key"].to_numpy(object)[found[:, 1]]
    pairs = sorted({(min(pair), max(pair)) for pair in zip(left, right, strict=True) if pair[0] != pair[1]})
    return _counted(pairs, texts)


def join(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Frames of `overlaps` as one, each pair once, in order."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return _frame([])
    whole = pd.concat(parts, ignore_index=True).drop_duplicates(["one", "other"])
    return whole.sort_values(["one", "other"], ignore_index=True).astype(DTYPES)


def _compared(marks: pd.DataFrame) -> pd.DataFrame:
    return marks[marks["text_key"].notna()].drop_duplicates("text_key")


def _sets(marks: pd.DataFrame) -> minhash.Sets:
    return minhash.Sets(matrix(marks), marks["shingles"].to_numpy())


def _counted(pairs: list[tuple[str, str]], texts: Texts) -> pd.DataFrame:
    found = texts(sorted({key for pair in pairs for key in pair}))
    sets: dict[str, Hashes] = {key: shingles(paragraphs(text)) for key, text in found.items()}
    rows = []
    for one, other in pairs:
        shared = len(np.intersect1d(sets[one], sets[other], assume_unique=True))
        if shared >= CONTAINMENT * min(len(sets[one]), len(sets[other])):
            rows.append((one, other, shared))
    return _frame(rows)


def _frame(rows: list[tuple[str, str, int]]) -> pd.DataFrame:
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    named = zip(DTYPES.items(), columns, strict=True)
    return pd.DataFrame({name: pd.Series(list(values), dtype=kind) for (name, kind), values in named})
