"""The same words said to be said elsewhere: quotes that are equal, or cut from one another, share a group.

    groups = group_quotes(new, known)      # `known`: quotes grouped before, whose groups stay as they are

So one may ask how far words travel, what is cut from them, and into whose mouth they are put.  A group is called by the
words of the quote that began it, the earliest of those first given.  Groups are never joined or renamed: a quote that
holds the beginnings of two goes to the one it shares more words with.  Few words are the same quote only from the same
mouth: "a formality" may be said by anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipelines.frames import QUOTE_GROUPS
from pipelines.stories.quote_words import Numbers, Texts, words

# So many words are the same quote whoever says them.
_ENOUGH = 6
# So many need only be nearly the same: such a share of the pairs of neighbouring words of the shorter text.
_LONG, _NEARLY = 8, 0.75
# A text is nearly a part only of one that is not longer by more than this factor.
_LONGEST = 4
# Words in a row that two texts must share to be compared: with any speakers, with the same.
_WIDTH, _NARROW = 4, 3


@dataclass(frozen=True)
class _Wordings:
    """What is compared: different texts, and few words once for each speaker.

    Attributes:
        texts: the wordings in order of appearance.
        names: for each the id of the group that it may begin.
        of_row: for each row its wording.
        said: wording and number of the speaker, each pair once, shape (n, 2).
    """

    texts: Texts
    names: list[str]
    of_row: Numbers
    said: Numbers


def group_quotes(quotes: pd.DataFrame, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """The group of every quote; scare quotes, which nobody said, have none and no row.

    Args:
        quotes: `quote_id` and `text`; further `speaker_id`, `kind` and `came_at`, when the article was published or
            else collected, all of which may be missing.  The order of rows does not matter.
        known: other quotes, grouped before: the same columns and `quote_group_id`.  Their groups never change.

    Returns:
        The frame `quote_groups` of `pipelines.frames`, a row for each of `quotes` that is no scare quote, in order of
        its key.  `relation` compares a quote with the one that began its group.
    """
    new = _spoken(quotes)
    old = _spoken(known) if known is not None else new.iloc[:0].assign(quote_group_id=pd.Series(dtype="str"))
    wordings = _wordings(pd.concat([old, new], ignore_index=True))
    groups: list[str | None] = [None] * len(wordings.names)
    began: dict[str, int] = {}
    for number, group in zip(wordings.of_row[: len(old)].tolist(), old["quote_group_id"], strict=True):
        groups[number] = groups[number] or group
        if began.setdefault(group, number) != number and wordings.names[number] == group:
            began[group] = number
    _assign(wordings, groups, began)
    relations = [
        _relation(wordings.texts.run(n), wordings.texts.run(began[group])) for n, group in enumerate(groups) if group
    ]
    of_new = wordings.of_row[len(old) :]
    found = {
        "quote_id": new["quote_id"],
        "quote_group_id": np.array(groups, object)[of_new],
        "relation": np.array(relations, object)[of_new],
    }
    return pd.DataFrame(found, columns=QUOTE_GROUPS.names, dtype="str").sort_values("quote_id", ignore_index=True)


def _spoken(quotes: pd.DataFrame) -> pd.DataFrame:
    """The rows that are speech, earliest first, those of unknown time last."""
    spoken = quotes[quotes["kind"] != "scare"] if "kind" in quotes else quotes
    by = [name for name in ("came_at", "quote_id") if name in spoken]
    return spoken.sort_values(by, na_position="last", ignore_index=True)


def _wordings(rows: pd.DataFrame) -> _Wordings:
    speakers = rows["speaker_id"].tolist() if "speaker_id" in rows else [None] * len(rows)
    names: list[str] = []

    def runs() -> Iterator[tuple[str, ...]]:
        for text, speaker, quote_id in zip(rows["text"], speakers, rows["quote_id"], strict=True):
            run = words(text)
            mouth = speaker if isinstance(speaker, str) else f" {quote_id}"
            names.append(_name(run, "" if len(run) >= _ENOUGH else mouth))
            yield run

    texts = Texts.of(runs())
    of_row, different = pd.factorize(pd.Series(names, dtype="str"))
    first = np.unique(of_row, return_index=True)[1]
    mouths, _ = pd.factorize(pd.Series(speakers, dtype="str"))
    said = np.unique(np.column_stack((of_row, mouths))[mouths >= 0], axis=0)
    return _Wordings(texts.take(first), different.tolist(), of_row.astype(np.int64), said.reshape(-1, 2))


def _name(run: tuple[str, ...], mouth: str) -> str:
    """16 hex digits of SHA-256 over the words, and over who says them where they are few."""
    return hashlib.sha256("\n".join((" ".join(run), mouth)).encode(errors="surrogatepass")).hexdigest()[:16]


def _assign(wordings: _Wordings, groups: list[str | None], began: dict[str, int]) -> None:
    """Give each wording without a group that of its nearest kin before it, or one of its own, in place."""
    kin: dict[int, list[tuple[int, int]]] = {}
    for one, other in _compared(wordings).tolist():
        shared = _shared(wordings.texts.run(one), wordings.texts.run(other))
        if shared:
            kin.setdefault(other, []).append((-shared, one))
            kin.setdefault(one, []).append((-shared, other))
    for number, name in enumerate(wordings.names):
        if groups[number] is None:
            near = (group for _, other in sorted(kin.get(number, [])) if (group := groups[other]) is not None)
            groups[number] = group = next(near, name)
            began.setdefault(group, number)


def _compared(wordings: _Wordings) -> Numbers:
    """Pairs of wordings that may hold one another, shape (n, 2), each once, in order."""
    enough = np.flatnonzero(np.diff(wordings.texts.starts) >= _ENOUGH)
    anybody = enough[wordings.texts.take(enough).pairs(_WIDTH)]
    said, mouths = wordings.said.T
    same = said[wordings.texts.take(said, mouths).pairs(_NARROW)]
    pairs = np.sort(np.concatenate((anybody, same)), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def _shared(one: NDArray[np.int32], other: NDArray[np.int32]) -> int:
    """How many words of the shorter text are in the longer, where that makes it a part of it; else 0."""
    short, long = sorted((one, other), key=len)
    if _holds(long, short):
        return len(short)
    if len(short) < _LONG or len(long) > _LONGEST * len(short):
        return 0
    shared = int(np.isin(_doubles(short), _doubles(long)).sum())
    return shared if shared >= _NEARLY * (len(short) - 1) else 0


def _doubles(run: NDArray[np.int32]) -> Numbers:
    """Each word with the one behind it, as one number."""
    wide = run.astype(np.int64)
    return (wide[:-1] << 32) + wide[1:]


def _holds(long: NDArray[np.int32], short: NDArray[np.int32]) -> bool:
    """Whether one run of words is, in one piece, part of another."""
    whole, part = long.tobytes(), short.tobytes()
    at = whole.find(part)
    while at % short.itemsize and at >= 0:
        at = whole.find(part, at + 1)
    return at >= 0


def _relation(run: NDArray[np.int32], first: NDArray[np.int32]) -> str:
    if run.tobytes() == first.tobytes():
        return "same"
    if len(run) < len(first) and _holds(first, run):
        return "trimmed"
    return "longer" if len(run) > len(first) and _holds(run, first) else "altered"
