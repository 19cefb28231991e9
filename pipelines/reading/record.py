"""A raw record, and why one could not be made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

EXCERPT = 200


class Unreadable(Exception):  # noqa: N818 - it describes the input, which is expected, rather than an error of ours
    """A record, or a whole file, that can't be read.

    Attributes:
        stage: decode, split, parse or extract.
        reason: short name of the cause, the same for the same cause.
        message: what was wrong, in a sentence.
        excerpt: the first characters as far as they can be shown.
    """

    def __init__(self, stage: str, reason: str, message: str, excerpt: str = "") -> None:
        super().__init__(message)
        self.stage, self.reason, self.message, self.excerpt = stage, reason, message, excerpt


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One article's bytes, decoded but not yet understood.

    Attributes:
        number: position in the file, from 0.
        reader: name of the reader that took it.
        article_id: see `identity`; None where the record could not be cut out.
        content: decoded text or markup, or a JSON object; None where there is a fault.
        fault: why it can't be read, if so.
        shape: which extractor understands the content, where the reader's name does not say it.
        known: what the archive around the record says of it: `url`, `collected_at`.
    """

    number: int
    reader: str
    article_id: str | None
    content: str | Mapping[str, Any] | None = None
    fault: Unreadable | None = None
    shape: str = ""
    known: Mapping[str, str] = field(default_factory=dict)


def identity(payload: bytes) -> str:
    """The article_id of a record: the first 16 hex digits of SHA-256 over its bytes."""
    return hashlib.sha256(payload).hexdigest()[:16]


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def excerpt(data: bytes | str) -> str:
    """The first characters of a record, made showable: what can't be decoded or printed becomes U+FFFD."""
    text = data[: 4 * EXCERPT].decode("utf-8", "replace") if isinstance(data, bytes) else data
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text[:EXCERPT]).strip()
