"""What is kept of an article to compare it with others: one row, a kilobyte, whatever the length of its text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pipelines.stories import agencies, minhash
from pipelines.stories.shingles import paragraphs, shingles, text_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.stories.shingles import Hashes

# A text with fewer different shingles says too little to be anybody's copy.
FEWEST = 20

_LASTS = {"day": pd.Timedelta(days=1), "hour": pd.Timedelta(hours=1), "minute": pd.Timedelta(minutes=1)}

DTYPES = {
    "article_id": "str",
    "text_key": "str",
    "shingles": "int64",
    "agency": "str",
    "came_at": "datetime64[us, UTC]",
    "came_until": "datetime64[us, UTC]",
    "minhash": "object",
}


def signatures(articles: pd.DataFrame) -> pd.DataFrame:
    """The signature of every article, in the order of `articles`.

    Args:
        articles: `article_id` and `text`; further `outlet`, `authors`, `published_at`, `published_precision` and
            `collected_at` of the frame `articles`, and `bylines`, the byline lines as printed; all but the first two
            may be missing.

    Returns:
        `article_id`; `text_key`, the same for the same words that make the same shingles, see `words_key`, missing for
        a text that is too short to be compared; `shingles`, how many different ones the text has; `agency` that the
        copy is credited to, or missing; `came_at`, when it was published or else collected, or missing; `came_until`,
        the end of the day, hour or minute that this is known by; `minhash`, 256 unsigned 16-bit numbers,
        little-endian, as bytes; empty where `text_key` is missing.
    """
    rows = [_row(row) for row in articles.to_dict("records")]
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in DTYPES.items()})


def _row(article: dict[Any, Any]) -> dict[str, Any]:
    text = article["text"] if isinstance(article["text"], str) else ""
    words = paragraphs(text)
    found = shingles(words)
    compared = len(found) >= FEWEST
    outlet = article.get("outlet")
    came_at, came_until = _came(article)
    return {
        "article_id": article["article_id"],
        "text_key": _key(words, found) if compared else None,
        "shingles": len(found),
        "agency": agencies.credited(text, outlet if isinstance(outlet, str) else None, _bylines(article)),
        "came_at": came_at,
        "came_until": came_until,
        "minhash": minhash.signature(found).astype("<u2").tobytes() if compared else b"",
    }


def _key(words: list[list[str]], found: Hashes) -> str:
    # The same words make other shingles where other paragraphs part them.
    return f"{text_key(words)}-{hashlib.sha256(found.astype('<u8').tobytes()).hexdigest()[:8]}"


def words_key(key: str) -> str:
    """What of a `text_key` is the same for the same words, whatever paragraphs they stand in."""
    return key.partition("-")[0]


def _bylines(article: dict[Any, Any]) -> Iterator[str]:
    for name in ("bylines", "authors"):
        lines = article.get(name)
        if isinstance(lines, (list, tuple, np.ndarray)):
            yield from (line for line in lines if isinstance(line, str))


def _came(article: dict[Any, Any]) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    published, collected = article.get("published_at"), article.get("collected_at")
    if isinstance(published, pd.Timestamp):
        return published, published + _LASTS.get(str(article.get("published_precision")), pd.Timedelta(0))
    return (collected, collected) if isinstance(collected, pd.Timestamp) else (None, None)


def matrix(marks: pd.DataFrame) -> minhash.Signatures:
    """The column `minhash` of articles that can be compared, shape (n, 256)."""
    return np.frombuffer(b"".join(marks["minhash"]), "<u2").astype(np.uint16).reshape(len(marks), minhash.PLACES)
