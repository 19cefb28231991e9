"""The words of a headline in the quotes of the text below it: the surest sign of who says them, or that nobody does."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.quotes.confidence import confidence

if TYPE_CHECKING:
    from pipelines.quotes.draft import Draft
    from pipelines.quotes.reading import Reading

_WORD = re.compile(r"\w+(?:'\w+)*")
_APOSTROPHE = re.compile("[’‘`´]")
# Words left out: "I have … never seen it".
_CUT = re.compile(r"…|\.\.\.+|\[[^\]]*\]")
_SHORT = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"}
_ENDINGS = (("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("'m", " am"), ("'d", " would"))
# Fewer words are the same only inside marks.
_FEW = 3
# So many words need only be nearly the same: such a share of their pairs of neighbours.
_LONG, _NEARLY = 5, 0.75


@dataclass(frozen=True, slots=True)
class Echo:
    """A quote of the text with the words of the headline.

    Attributes:
        draft: the quote, or the first part of a turn.
        whole: whether it has no more words than the headline.
        disputed: whether the same words are also said by somebody else there.
    """

    draft: Draft
    whole: bool
    disputed: bool

    @property
    def confidence(self) -> float:
        """How sure the text's own row is."""
        return confidence(self.draft.kind, self.draft.chance)


class Echoes:
    """Looks up words in the quotes of one text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def of(self, text: str) -> Echo | None:
        """The quote that has the words, all in a row or nearly; labels only if they have no others."""
        parts = [wanted for part in _CUT.split(text) if (wanted := words(part))]
        count = sum(map(len, parts))
        if not count:
            return None
        found = [
            (draft, len(run) == count)
            for draft, run in self._runs
            if (count >= _FEW or draft.quotation is not None) and _holds(run, parts, count)
        ]
        labels = [f for f in found if f[0].kind == "scare" and f[1]]
        spoken = [f for f in found if f[0].kind != "scare"]
        whole = [f for f in spoken if f[1]]
        if labels and len(labels) >= len(whole) and (whole or count < _FEW or not spoken):
            return Echo(*labels[0], disputed=False)
        best = whole or spoken
        if not best:
            return None
        named = [f for f in best if f[0].speaker is not None and f[0].speaker.group is not None]
        groups = {draft.speaker.group for draft, _ in named if draft.speaker is not None}
        ordered = sorted(named or best, key=lambda f: (-f[0].chance, f[0].start))
        return Echo(*ordered[0], disputed=len(groups) > 1)

    @cached_property
    def _runs(self) -> list[tuple[Draft, list[str]]]:
        """The words of each quote, and of each turn that is in several parts."""
        drafts, text = self.reading.drafts, self.reading.page.text
        found = [(draft, words(text[draft.start : draft.end])) for draft in drafts]
        turns: dict[int, list[str]] = {}
        for at, (draft, run) in enumerate(found):
            if draft.turn is not None and draft.turn != at:
                turns.setdefault(draft.turn, list(found[draft.turn][1])).extend(run)
        return [*found, *((drafts[first], run) for first, run in turns.items())]


def words(text: str) -> list[str]:
    """The words of a text: case folded, contractions written out, without marks and punctuation."""
    folded = _APOSTROPHE.sub("'", unicodedata.normalize("NFKC", text)).casefold()
    found: list[str] = []
    for word in _WORD.findall(folded):
        whole = _SHORT.get(word, word)
        for ending, long in _ENDINGS:
            if whole.endswith(ending) and len(whole) > len(ending):
                whole = whole[: -len(ending)] + long
                break
        found.extend(whole.split())
    return found


def _holds(run: list[str], parts: list[list[str]], count: int) -> bool:
    """Whether a run of words has all parts in order, each in a row, or nearly all pairs of neighbours."""
    at = 0
    for part in parts:
        at = next((i + len(part) for i in range(at, len(run) - len(part) + 1) if run[i : i + len(part)] == part), -1)
        if at < 0:
            break
    else:
        return True
    if count < _LONG:
        return False
    pairs = [pair for part in parts for pair in pairwise(part)]
    known = set(pairwise(run))
    return sum(pair in known for pair in pairs) >= _NEARLY * len(pairs)
