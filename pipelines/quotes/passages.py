"""Short passages of our own in which each stretch in marks says what it is, to train the model of kinds.

A file holds passages between lines of `---`.  Right behind each opening mark stands a code: `{d}` for a sentence of
the speaker's, `{m}` for the speaker's words inside a clause, `{s}` for a name, a title or a term.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"d": "direct", "m": "mixed", "s": "scare"}
_CODE = re.compile(r"\{([a-z])\}")
_CLOSE = {"“": "”", '"': '"'}
_BETWEEN = "\n---\n"


def passages(path: Path) -> list[dict[str, Any]]:
    """The passages of a file as annotated documents.

    Returns:
        For each its `doc_id`, its `text` without codes, and `quotes` with `kind`, `start` and `end`: code points in
        the text, without the marks.  Nothing is said of clauses and speakers: `kinds_only` is true.

    Raises:
        ValueError: a code is not known, or no mark stands in front of it.
    """
    parts = path.read_text(encoding="utf-8").strip().strip("-").split(_BETWEEN)
    return [passage(f"{path.stem}-{number:04d}", part.strip()) for number, part in enumerate(parts, start=1)]


def passage(doc_id: str, coded: str) -> dict[str, Any]:
    """One passage as an annotated document; see `passages`."""
    text, quotes, at = "", [], 0
    for code in _CODE.finditer(coded):
        text += coded[at : code.start()]
        at = code.end()
        if code[1] not in KINDS or text[-1:] not in _CLOSE:
            near = coded[max(0, code.start() - 20) : code.end() + 20]
            raise ValueError(f"{doc_id}: {code[0]} stands for nothing: {near!r}")
        end = coded.find(_CLOSE[text[-1]], at)
        line = coded.find("\n", at)
        if end < 0 or -1 < line < end:
            # The speech goes on in the next paragraph.
            end = line if line >= 0 else len(coded)
        quotes.append({"kind": KINDS[code[1]], "start": len(text), "end": len(text) + end - at})
    return {"doc_id": doc_id, "text": text + coded[at:], "quotes": quotes, "attributions": [], "kinds_only": True}
