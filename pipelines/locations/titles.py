"""Place names of the title: no parse, only what the text has settled, countries and demonyms.

Belongs here: finding them in the title's characters.  Keep out: resolution; the text has done it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipelines.locations.gazetteer import Gazetteer
from pipelines.locations.resolution import Resolution
from pipelines.locations.spelling import key
from pipelines.locations.toponyms import Name, Toponym, trimmed

_WORD = re.compile(r"[^\W\d_](?:[\w'’&]|\.(?=\w)|-(?=[A-Za-z]))*\.?")
_GAP = re.compile(r"^[ \u00a0]$")
_LONGEST = 4


def find_in_title(
    title: str, names: Sequence[Name], settled: Mapping[str, Resolution], gazetteer: Gazetteer
) -> list[tuple[Toponym, Resolution]]:
    """Toponyms of the title with what they mean, in offset order.

    `settled` maps the keys of the text's names to their places.  A name inside a PERSON or ORG mention of the title is
    left out.
    """
    closed = [(n.start, n.end) for n in names if n.in_title and n.label in ("PERSON", "ORG", "WORK_OF_ART")]
    found = []
    free_from = 0
    for first, last in _spans(title):
        if first < free_from or any(a < last and first < b for a, b in closed):
            continue
        start, end = trimmed(title, first, last)
        hit = _meaning(title, start, end, settled, gazetteer)
        if hit is not None:
            found.append(hit)
            free_from = end
    return found


def _spans(title: str) -> Iterator[tuple[int, int]]:
    """Runs of one to four capitalised words, the longest first at each word, with the parts of compounds after them."""
    words = [match.span() for match in _WORD.finditer(title)]
    for n, (start, end) in enumerate(words):
        if not title[start].isupper():
            continue
        for last in range(min(len(words), n + _LONGEST) - 1, n, -1):
            gaps = (title[words[i][1] : words[i + 1][0]] for i in range(n, last))
            if title[words[last][0]].isupper() and all(_GAP.match(gap) for gap in gaps):
                yield start, words[last][1]
        yield start, end
        offset = start
        for part in title[start:end].split("-")[:-1]:
            yield offset, offset + len(part)
            offset += len(part) + 1
        if offset > start:
            yield offset, end


def _meaning(
    title: str, start: int, end: int, settled: Mapping[str, Resolution], gazetteer: Gazetteer
) -> tuple[Toponym, Resolution] | None:
    form = title[start:end]
    if not form or gazetteer.stopped(form) == "never":
        return None
    demonym = gazetteer.demonym(form)
    if demonym is not None:
        toponym = Toponym(start, end, form, kind="demonym", in_title=True, demonym=demonym)
        return toponym, Resolution(demonym, None, 1, 0.95)
    known = settled.get(key(form))
    if known is not None:
        return Toponym(start, end, form, in_title=True), known
    places = gazetteer.candidates(form)
    if places and (places[0].is_country or places[0].feature_code == "CONT") and gazetteer.stopped(form) is None:
        return Toponym(start, end, form, in_title=True), Resolution(places[0], None, len(places), 0.8)
    return None
