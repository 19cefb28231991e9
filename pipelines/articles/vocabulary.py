"""Lists of words, written the way they are read."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, at white space."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text, at commas, with single spaces."""
    return tuple(name for part in text.split(",") if (name := " ".join(part.split())))
