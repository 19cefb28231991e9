"""Which language a text is written in."""

from __future__ import annotations

SAMPLE = 4000
SHORTEST = 20
MARGIN = 5.0


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a text's language by py3langid, which knows 97.

    None where the text has fewer than 20 letters (6 in scripts that need fewer), or where the second best language is
    nearly as likely: a difference of 5 in log likelihood over the first 4,000 characters.
    """
    sample = text[:SAMPLE]
    letters = sum(1 if c.isascii() else 3 for c in sample if c.isalpha())
    if letters < SHORTEST:
        return None
    from py3langid import rank

    (best, first), (_, second) = rank(sample)[:2]
    return str(best) if first - second >= MARGIN else None
