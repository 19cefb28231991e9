"""Whatever bytes a file has: nothing raises, nothing hangs, every record has an outcome."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.read import Reading
from pipelines.settings import Settings

Read = Callable[..., Reading]
SETTINGS = Settings(max_record_bytes=200_000, max_expansion=50)
# A seed for each run makes a failure come again.
SEEDS = range(120)
HANG = 120
SPLICES = (
    b"<", b">", b"&", b'"', b"\0", b"\xff\xfe", b"\r\n\r\n", b"]]>", b"<!--", b"{\\rtf", b"9" * 30, b"\x1f\x8b",
    b"PK\x03\x04",
)  # fmt: skip


def mutated(data: bytes, source: random.Random, others: list[bytes]) -> bytes:
    """The bytes after a few accidents: some flipped, cut, doubled, put in, or taken from another file."""
    found = bytearray(data)
    for _ in range(source.randint(1, 8)):
        at = source.randrange(len(found) + 1)
        end = min(len(found), at + source.choice((1, 2, 8, 64, 512)))
        kind = source.randrange(6)
        if kind == 0 and at < len(found):
            found[at] = source.randrange(256)
        elif kind == 1:
            del found[at:end]
        elif kind == 2:
            found[at:at] = found[at:end] * source.choice((1, 3, 40))
        elif kind == 3:
            found[at:at] = source.choice(SPLICES)
        elif kind == 4:
            other = source.choice(others)
            begin = source.randrange(len(other))
            found[at:end] = other[begin : begin + source.choice((4, 64, 512))]
        elif source.randrange(4) == 0:
            del found[at:]
    return bytes(found)


def check(found: Reading) -> None:
    assert not found.records.duplicated(["source_path", "source_record"]).any()
    assert not found.quarantine.duplicated(["source_path", "source_record", "stage"]).any()
    assert "extractor_failed" not in set(found.quarantine["reason"])
    assert len(found.records) + len(found.quarantine) > 0
    kept = found.records[found.records["status"] == "read"]
    assert set(kept["article_id"]) == set(found.articles["article_id"])


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    """A hang fails instead of holding up everything."""

    def bark(*_: object) -> None:
        raise AssertionError("a reader hangs")

    before = signal.signal(signal.SIGALRM, bark)
    signal.alarm(HANG)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_accidents_to_files_of_every_format(samples: dict[str, bytes], read: Read) -> None:
    files = list(samples.values())
    for seed in SEEDS:
        source = random.Random(seed)  # noqa: S311 - no secret
        check(read(mutated(source.choice(files), source, files), SETTINGS))


PIECES = [
    b"<nitf>", b"</nitf>", b"<p>", b"<NewsML><NewsItem>", b"<newsItem>", b"<REUTERS>", b"</REUTERS>", b"<rss><item>",
    b"<feed><entry>", b"WARC/1.0\r\n", b"Content-Length: 9\r\n", b"MIME-Version: 1.0\n",
    b"Content-Type: text/html\n\n", b"title,text,url\n", b"1 of 2 DOCUMENTS\n", b"Full text: ", b"_" * 60 + b"\n",
    b"ProQuest", b'{"uri": 1,', b"[{", b"}", b'<div class="article enArticle">', b"Factiva",
    b'<span class="DocPublicationName">', b"{\\rtf1 ", b"\\par ", b"\\'e9", b"PAR1", b"\x1f\x8b", b"PK\x03\x04",
    b"\n", b" ", b"A sentence stands here. ", b"\xe9", b"\xef\xbb\xbf", b"<!DOCTYPE x [",
    b"https://selwick.example/a\n",
]  # fmt: skip


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=12)), max_size=25))
def test_scraps_of_every_format(read: Read, parts: list[bytes]) -> None:
    check(read(b"".join(parts), SETTINGS))


@pytest.mark.parametrize("piece", PIECES, ids=range(len(PIECES)))
def test_one_scrap_over_and_over(read: Read, piece: bytes) -> None:
    check(read(piece * (100_000 // len(piece)), SETTINGS))
