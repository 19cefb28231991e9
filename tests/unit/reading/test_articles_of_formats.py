"""What is read out of a file of each format: its articles, their metadata, no markup, and where each block stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from pipelines.read import Reading
from pipelines.reading.record import canonical, identity

Read = Callable[..., Reading]
FIRST, SECOND = "Ferry runs aground", "Inquiry in March"
# Name of the sample; reader; records found; titles of the articles read.
COUNTS = [
    ("nitf", "nitf", 1, [FIRST]),
    ("newsml", "newsml", 2, [FIRST, "Second"]),
    ("newsml-g2", "newsml-g2", 2, [FIRST, SECOND]),
    ("rcv1", "rcv1", 1, ["Ferry runs aground."]),
    ("factiva", "factiva", 2, [FIRST, "Second"]),
    ("reuters-21578", "reuters-21578", 3, ["FERRY <FRY> RUNS AGROUND", None]),
    ("atom", "feed", 1, [FIRST]),
    ("rss", "feed", 2, [FIRST]),
    ("mhtml", "mhtml", 1, ["Ferry runs aground off Port Selwick"]),
    ("warc", "warc", 3, ["Ferry runs aground off Port Selwick", "Ship runs aground off Port Selwick", FIRST]),
    ("warc-gzip", "warc", 3, ["Ferry runs aground off Port Selwick", "Ship runs aground off Port Selwick", FIRST]),
    ("nexis-text", "nexis-text", 2, ["Ferry runs aground off Port Selwick", SECOND]),
    ("nexis-html", "nexis-html", 2, [FIRST, SECOND]),
    ("docx", "docx", 2, [FIRST, SECOND]),
    ("rtf", "rtf", 2, [FIRST, SECOND]),
    ("factiva-html", "factiva-html", 2, [FIRST, SECOND]),
    ("europresse", "europresse", 2, ["Un ferry s'échoue", "Une enquête en mars"]),
    ("proquest", "proquest", 2, [FIRST, SECOND]),
    ("xlsx", "xlsx", 2, ["Паром сел на мель", "Расследование"]),
    ("parquet", "parquet", 2, [FIRST, SECOND]),
    ("csv", "csv", 3, [FIRST, SECOND]),
    ("sentences", "csv", 2, [FIRST, SECOND]),
    ("fundus", "json", 2, [FIRST, SECOND]),
    ("media-cloud", "json", 1, [FIRST]),
    ("ninjs1", "json", 1, [FIRST]),
    ("ninjs3", "json", 1, [FIRST]),
    ("html", "html", 1, ["Ferry runs aground off Port Selwick"]),
    ("addressed", "addressed", 1, [None]),
    ("lines", "lines", 25, [None] * 25),
]
# Name of the sample; what the first article's columns are.
METADATA: list[tuple[str, dict[str, Any]]] = [
    (
        "nitf",
        {
            "authors": ["Nora Quill"], "outlet": "Selwick Press", "section": "Shipping", "dek": "Everybody is ashore",
            "published_at": "2024-03-05T09:15:00+00:00", "published_raw": "20240305T101500+0100",
            "published_utc_offset": 60, "published_precision": "second", "published_method": "metadata",
            "url": "https://selwick.example/ferry", "dateline": "Port Selwick", "language": "en",
        },
    ),
    (
        "newsml",
        {
            "authors": ["Nora Quill"], "outlet": "selwick.example", "published_at": "2024-03-05T09:00:00+00:00",
            "modified_at": "2024-03-05T11:00:00+00:00", "dateline": "Port Selwick",
        },
    ),
    (
        "newsml-g2",
        {
            "authors": ["Nora Quill"], "outlet": "Selwick Press", "published_at": "2024-03-05T09:15:00+00:00",
            "published_utc_offset": 60, "dateline": "Port Selwick",
        },
    ),
    (
        "rcv1",
        {
            "authors": ["Nora Quill"], "outlet": "Selwick Press", "published_precision": "day",
            "published_at": "1996-09-01T00:00:00+00:00", "dateline": "PORT SELWICK",
        },
    ),
    ("factiva", {"authors": ["Nora Quill"], "outlet": "Selwick Press", "published_at": "2024-03-05T10:15:00+00:00"}),
    (
        "reuters-21578",
        {
            "authors": ["Nora Quill"], "outlet": "Reuters", "published_at": "1987-02-26T15:01:01+00:00",
            "published_raw": "26-FEB-1987 15:01:01.79", "dateline": "PORT SELWICK",
        },
    ),
    (
        "atom",
        {
            "authors": ["Nora Quill", "Abel Pell"], "outlet": "Selwick Press", "section": "Shipping",
            "published_at": "2024-03-05T09:15:00+00:00", "published_utc_offset": 60,
            "published_raw": "2024-03-05T10:15:00+01:00", "modified_at": "2024-03-05T12:00:00+00:00",
            "url": "https://selwick.example/a",
        },
    ),
    (
        "rss",
        {
            "authors": ["Nora Quill"], "published_at": "2024-03-05T09:15:00+00:00", "published_utc_offset": 60,
            "published_raw": "Tue, 05 Mar 2024 10:15:00 +0100", "url": "https://selwick.example/a",
        },
    ),
    ("mhtml", {"url": "https://selwick.example/ferry", "collected_at": "2024-03-06T08:00:00+00:00"}),
    ("warc", {"url": "https://selwick.example/a", "collected_at": "2024-03-06T08:00:00+00:00"}),
    (
        "nexis-text",
        {
            "authors": ["Nora Quill"], "outlet": "The Selwick Courier", "section": "NEWS", "dateline": "PORT SELWICK",
            "published_at": "2024-03-05T00:00:00+00:00", "published_raw": "March 5, 2024", "language": "en",
        },
    ),
    ("nexis-html", {"authors": ["Nora Quill"], "outlet": "The Selwick Courier", "published_raw": "March 5, 2024"}),
    (
        "docx",
        {
            "authors": ["Nora Quill"], "outlet": "The Selwick Courier", "section": "NEWS", "dateline": "PORT SELWICK",
            "published_at": "2024-03-05T10:15:00+00:00", "published_utc_offset": 0,
        },
    ),
    (
        "rtf",
        {
            "authors": ["Nora Quill"], "outlet": "The Selwick Courier", "section": "NEWS", "dateline": "PORT SELWICK",
            "published_at": "2024-03-05T10:15:00+00:00", "published_precision": "minute",
        },
    ),
    (
        "factiva-html",
        {
            "authors": ["Nora Quill"], "outlet": "Selwick Press", "section": "News",
            "published_at": "2024-03-05T10:15:00+00:00",
        },
    ),
    (
        "europresse",
        {
            "authors": ["Nora Quill"], "outlet": "Le Courrier", "section": "Mer", "language": "fr",
            "published_at": "2024-03-05T00:00:00+00:00", "published_raw": "5 mars 2024",
        },
    ),
    (
        "proquest",
        {
            "authors": ["Nora Quill", "Abel Pell"], "outlet": "The Selwick Courier", "section": "News",
            "published_at": "2024-03-05T00:00:00+00:00", "url": "https://proquest.example/docview/1",
        },
    ),
    ("xlsx", {"outlet": "Вестник", "published_at": "2024-03-05T10:15:00+00:00", "published_raw": "05.03.24"}),
    ("parquet", {"outlet": "selwick.example", "published_at": "2024-03-05T00:00:00+00:00"}),
    (
        "csv",
        {
            "authors": ["Nora Quill"], "outlet": "Selwick Press", "published_at": "2024-03-05T00:00:00+00:00",
            "url": "https://selwick.example/a",
        },
    ),
    ("fundus", {"authors": ["Nora Quill"], "dek": "Everybody is ashore.", "published_at": "2024-03-05T09:15:00+00:00"}),
    (
        "media-cloud",
        {
            "outlet": "Selwick Press", "published_at": "2024-03-05T10:15:00+00:00", "url": "https://selwick.example/a",
        },
    ),
    (
        "ninjs1",
        {
            "authors": ["Nora Quill", "Abel Pell"], "dateline": "Port Selwick", "url": "https://selwick.example/items/1",
            "published_at": "2024-03-05T09:15:00+00:00",
        },
    ),
    (
        "ninjs3",
        {
            "authors": ["Nora Quill"], "outlet": "Selwick Press", "published_at": "2024-03-05T09:15:00+00:00",
            "modified_at": "2024-03-05T12:00:00+00:00",
        },
    ),
    ("addressed", {"url": "https://selwick.example/a", "outlet": "selwick.example"}),
]  # fmt: skip


def plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return list(value) if isinstance(value, list) else value


def titles(found: Reading) -> list[str | None]:
    return [None if pd.isna(title) else title for title in found.articles["title"]]


@pytest.mark.parametrize(("name", "reader", "records", "expected"), COUNTS, ids=[row[0] for row in COUNTS])
def test_all_records_are_found(
    samples: dict[str, bytes], read: Read, name: str, reader: str, records: int, expected: list[str | None]
) -> None:
    found = read(samples[name])
    assert set(found.records["reader"]) == {reader}
    assert list(found.records["source_record"]) == list(range(records))
    assert titles(found) == expected
    assert len(found.quarantine) == records - len(expected)


@pytest.mark.parametrize(("name", "expected"), METADATA, ids=[row[0] for row in METADATA])
def test_metadata_of_the_first_article(
    samples: dict[str, bytes], read: Read, name: str, expected: dict[str, Any]
) -> None:
    article = read(samples[name]).articles.iloc[0]
    assert {column: plain(article[column]) for column in expected} == expected


@pytest.mark.parametrize("name", [row[0] for row in COUNTS])
def test_text_has_no_markup_and_blocks_point_into_article_and_record(
    samples: dict[str, bytes], read: Read, name: str
) -> None:
    found = read(samples[name])
    texts = dict(zip(found.articles["article_id"], found.articles["text"], strict=True))
    kept = found.records[found.records["status"] == "read"]
    records = dict(zip(kept["article_id"], kept["text"], strict=True))
    assert not any(re.search(r"<[a-z/]|&[a-z]+;|_x000D_|\xa0", text) for text in texts.values())
    for block in found.blocks.itertuples():
        if not pd.isna(block.start_char):
            inside = texts[block.article_id][int(block.start_char) : int(block.end_char)]
            assert records[block.article_id][int(block.source_start) : int(block.source_end)] == inside


def test_paragraphs_headings_and_captions_of_nitf(samples: dict[str, bytes], read: Read) -> None:
    found = read(samples["nitf"])
    kinds = ["title", "byline", "dek", "paragraph", "heading", "paragraph", "caption"]
    assert list(found.blocks["kind"]) == kinds
    assert found.articles["text"][0].split("\n\n")[2] == "A crack"


def test_wire_signature_is_no_paragraph(samples: dict[str, bytes], read: Read) -> None:
    found = read(samples["reuters-21578"])
    assert found.articles["text"][0] == (
        "The ferry Aurelia ran aground off Port Selwick.\n\nAll 42 aboard were brought ashore."
    )


def test_lines_broken_at_a_width_are_one_paragraph(samples: dict[str, bytes], read: Read) -> None:
    text = read(samples["nexis-text"]).articles["text"][0]
    assert text.count("\n\n") == 1
    assert text.endswith("one of the last to leave.")


def test_row_of_another_width_is_broken_alone(samples: dict[str, bytes], read: Read) -> None:
    found = read(samples["csv"])
    assert list(found.records["status"]) == ["read", "quarantined", "read"]
    assert found.quarantine[["source_record", "reason"]].to_numpy().tolist() == [[1, "bad_row"]]


def test_identities(samples: dict[str, bytes], read: Read) -> None:
    """The payload of a one-article file, a page without its headers, the canonical JSON of a row."""
    assert read(samples["nitf"]).articles["article_id"][0] == identity(samples["nitf"])
    assert read(samples["warc"]).articles["article_id"][0] == identity(samples["html"])
    row = {"title": "t", "text": "Some words here.", "url": "https://selwick.example/z"}
    table = "title,text,url\n" + ",".join(row.values())
    assert read(table.encode()).articles["article_id"][0] == identity(canonical(row))
    assert read(table.replace(",", "\t").encode()).articles["article_id"][0] == identity(canonical(row))


def test_sentences_run_on_in_their_order(samples: dict[str, bytes], read: Read) -> None:
    assert read(samples["media-cloud"]).articles["text"][0].startswith("The ferry Aurelia")
    assert read(samples["sentences"]).articles["text"][0].endswith("brought ashore. All are ashore.")


@pytest.mark.parametrize("wrapper", ['{"status":"ok","articles":[%s,%s]}', '{"response":{"docs":[%s,%s]}}'])
def test_wrapped_documents_are_records(read: Read, wrapper: str) -> None:
    item = '{"title":"%s","text":"A few words stand here."}'
    assert titles(read((wrapper % (item % "a", item % "b")).encode())) == ["a", "b"]


def test_a_notice_in_place_of_an_article_is_told(samples: dict[str, bytes], read: Read) -> None:
    notice = "<P CLASS='c6'><SPAN>We are sorry but there is an error in this document and it is not shown.</SPAN></P>"
    found = read(samples["nexis-html"].replace(b"</BODY>", notice.encode() + b"</BODY>"))
    assert list(found.records["status"]) == ["read", "read", "quarantined"]
    assert list(found.quarantine["reason"]) == ["not_delivered"]
    assert not found.articles["text"].str.contains("We are sorry").any()
