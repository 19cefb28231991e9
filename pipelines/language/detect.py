"""Which language a text is written in."""

from __future__ import annotations

import re

SAMPLE = 4000
SHORTEST = 20
MARGIN = 5.0
# No other language has a fifth of its words among these, so such a text needs no weighing of 97.
ENOUGH, COMMON_SHARE = 40, 0.2
_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"\b[a-z]+\b")
_COMMON = frozenset(
    "the and of to that is was for with his it he be by on are this from or had not but which have were they their has "
    "would been will who when there if she said".split()
)


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a text's language by py3langid, which knows 97.

    None where the text has fewer than 20 letters (6 in scripts that need fewer), or where the second best language is
    nearly as likely: a difference of 5 in log likelihood over the first 4,000 characters.  In a few lines names weigh
    much and tell no language: they are English, too, if that is second best, and surely best without capitalised words.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    if (
        len(words) >= ENOUGH
        and words.count("the") > 0.02 * len(words)
        and sum(word in _COMMON for word in words) > COMMON_SHARE * len(words)
    ):
        return "en"
    letters = sum(1 if c.isascii() else 3 for c in sample if c.isalpha())
    if letters < SHORTEST:
        return None
    from py3langid import rank

    (best, first), (other, second) = rank(sample)[:2]
    if len(words) < ENOUGH and "en" in (best, other):
        (plain, most), (_, next_most) = rank(" ".join(_PLAIN.findall(sample)))[:2]
        if plain == "en" and most - next_most >= MARGIN:
            return "en"
    return str(best) if first - second >= MARGIN else None
