"""What bad input gets: a reason of its own, and its neighbours are read all the same."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.read import Reading, read_articles
from pipelines.settings import Settings

Read = Callable[..., Reading]
SMALL = Settings(max_record_bytes=20_000)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
)


def reasons(found: Reading) -> list[tuple[int, str]]:
    return list(zip(found.quarantine["source_record"], found.quarantine["reason"], strict=True))


@pytest.mark.parametrize(
    "document",
    [
        "<nitf><body><body.content><p>&c;&f;</p></body.content></body></nitf>",
        "<NewsML><NewsItem><DataContent>&c;&f;</DataContent></NewsItem></NewsML>",
        "<newsitem><text><p>&c;&f;</p></text></newsitem>",
        "<rss><channel><item><title>&c;</title><description>&f;</description></item></channel></rss>",
        "<PPSResponse><article><headline>&c;</headline></article></PPSResponse>",
    ],
)
def test_xml_that_declares_entities_is_refused(read: Read, document: str) -> None:
    assert reasons(read((BOMB + document).encode())) == [(-1, "xml_entities")]


def test_entities_declared_out_of_sight_are_not_expanded(read: Read) -> None:
    padding = f"<!--{'x' * 70_000}-->"
    document = (
        f"{BOMB[:21]}{padding}{BOMB[21:]}<nitf><body><body.content><p>&c;&f; end</p></body.content></body></nitf>"
    )
    found = read(document.encode())
    assert not any("aaaa" in text for text in found.records["text"].fillna(""))


@pytest.mark.parametrize(("start", "end"), [("<nitf>", "</nitf>"), ("<rss>", "</rss>"), ("<NewsML>", "</NewsML>")])
def test_deep_xml_is_refused(read: Read, start: str, end: str) -> None:
    found = read((start + "<a>" * 5000 + "</a>" * 5000 + end).encode())
    assert reasons(found) == [(-1, "too_deep")]


@pytest.mark.parametrize("name", ["factiva-html", "europresse", "nexis-html"])
def test_deep_html_in_exports_is_refused_alone(samples: dict[str, bytes], read: Read, name: str) -> None:
    places = {"factiva-html": b"<p>The ferry", "europresse": b"Le ferry", "nexis-html": b"The ferry"}
    found = read(samples[name].replace(places[name], b"<div>" * 5000 + places[name], 1))
    assert reasons(found) == [(0, "too_deep")]
    assert list(found.records["status"]) == ["quarantined", "read"]


def test_deep_rtf_is_refused(read: Read) -> None:
    assert reasons(read(b"{\\rtf1 " + b"{" * 5000 + b"}" * 5001)) == [(-1, "too_deep")]


LONG = "x" * 30_000
TOO_LARGE: dict[str, tuple[str, list[tuple[int, str]], list[str]]] = {
    "jsonl": (f'{{"text": "a b"}}\n{{"text": "{LONG}"}}\n{{"text": "c d"}}\n', [(1, "too_large")], ["a b", "c d"]),
    "json array": (f'[{{"text": "a b"}}, {{"text": "{LONG * 3}"}}]', [(1, "too_large")], ["a b"]),
    "json": (f'{{"text": "{LONG}"}}', [(-1, "too_large")], []),
    "csv": (f'title,text,url\n1,a b,u\n2,"{LONG}",u\n3,c d,u\n', [(-1, "too_large")], ["a b"]),
    "text": (LONG, [(-1, "too_large")], []),
    "html": (f"<html><body><p>{LONG}</p></body></html>", [(-1, "too_large")], []),
    "nitf": (f"<nitf><p>{LONG * 4}</p></nitf>", [(-1, "too_large")], []),
    "reuters": (
        "".join(
            f"<REUTERS><TEXT><TITLE>t</TITLE><BODY>{text}</BODY></TEXT></REUTERS>\n" for text in ("a b", LONG, "c d")
        ),
        [(1, "too_large")],
        ["a b", "c d"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "faults", "texts"), TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_a_record_above_the_limit(read: Read, data: str, faults: list[tuple[int, str]], texts: list[str]) -> None:
    found = read(data.encode(), SMALL)
    assert reasons(found) == faults
    assert list(found.articles["text"]) == texts


def test_a_page_in_an_archive_above_the_limit(samples: dict[str, bytes], read: Read) -> None:
    found = read(samples["warc"], Settings(max_record_bytes=400))
    assert reasons(found) == [(0, "too_large"), (1, "too_large")]
    assert list(found.records["status"]) == ["quarantined", "quarantined", "read"]


def test_a_page_that_inflates_without_end(read: Read) -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    body += gzip.compress(b"0" * 9_000_000)
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    head += f"Content-Length: {len(body)}\r\n\r\n"
    found = read(head.encode() + body + b"\r\n\r\n", Settings(max_record_bytes=1_000_000))
    assert reasons(found) == [(0, "too_large")]


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_an_office_file_that_inflates_without_end(samples: dict[str, bytes], read: Read, name: str) -> None:
    import io
    import zipfile

    out = io.BytesIO(samples[name])
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("padding.xml", b"0" * 20_000_000)
    assert reasons(read(out.getvalue(), Settings(max_record_bytes=1_000_000))) == [(-1, "expands_too_much")]


def test_a_quotation_mark_that_nobody_closes(read: Read) -> None:
    lines = "".join(f"{i},some words here,u\n" for i in range(5000))
    found = read(f'title,text,url\n1,a b,u\n2,"open,u\n{lines}'.encode(), SMALL)
    assert list(found.articles["text"]) == ["a b"]
    assert reasons(found) == [(-1, "too_large")]


def test_bytes_of_another_charset_break_their_row_alone(read: Read) -> None:
    found = read(b"title,text,url\n1,a b,u\n" + b"2,caf\xe9 \xff,u\n" + b"3,c d,u\n" + "4,é é,u\n".encode())
    assert list(found.articles["text"]) == ["a b", "c d", "é é"]
    assert reasons(found) == [(1, "undecodable")]


def test_western_and_wide_tables_are_decoded(read: Read) -> None:
    table = "title,text,url\n1,un café noir,u\n"
    for name in ("cp1252", "utf-8-sig", "utf-16"):
        assert list(read(table.encode(name)).articles["text"]) == ["un café noir"]


TRUNCATED = {
    "nitf": "bad_xml", "newsml": "bad_xml", "newsml-g2": "bad_xml", "rcv1": "bad_xml", "factiva": "bad_xml",
    "parquet": "corrupt_parquet", "docx": "corrupt_zip", "xlsx": "corrupt_zip", "zip": "corrupt_zip",
    "tar-gzip": "truncated_gzip", "warc-gzip": "truncated_gzip",
}  # fmt: skip


@pytest.mark.parametrize(("name", "reason"), TRUNCATED.items())
def test_truncated_files_say_so(samples: dict[str, bytes], read: Read, name: str, reason: str) -> None:
    assert reason in [why for _, why in reasons(read(samples[name][: 2 * len(samples[name]) // 3]))]


def test_a_story_without_its_end(samples: dict[str, bytes], read: Read) -> None:
    data = samples["reuters-21578"]
    found = read(data[: data.rindex(b"</BODY>")])
    assert reasons(found) == [(0, "truncated")]


def test_a_web_archive_that_ends_inside_a_record(samples: dict[str, bytes], read: Read) -> None:
    found = read(samples["warc"][:-150])
    assert list(found.records["status"]) == ["read", "read", "quarantined"]
    assert reasons(found) == [(2, "truncated_warc")]


@pytest.mark.parametrize("name", ["zip", "docx", "xlsx", "parquet", "nitf", "warc", "rtf", "tar-gzip"])
@pytest.mark.parametrize("ending", ["txt", "html", "json"])
def test_endings_do_not_matter(samples: dict[str, bytes], read: Read, name: str, ending: str) -> None:
    whole = read(samples[name])
    found = read(samples[name], name=f"file.{ending}")
    assert list(found.articles["article_id"]) == list(whole.articles["article_id"])


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n", b"\x7fELF\x02\x01" + b"\0" * 50, bytes(range(256)) * 9]
)
@pytest.mark.parametrize("ending", ["txt", "html", "jsonl", "xml", "warc", "docx"])
def test_a_binary_with_a_known_ending(read: Read, data: bytes, ending: str) -> None:
    assert reasons(read(data, name=f"file.{ending}")) == [(-1, "binary")]


def test_the_same_article_twice_is_a_duplicate(samples: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(samples["html"])
    (tmp_path / "b.warc").write_bytes(samples["warc"])
    found = read_articles([tmp_path])
    assert list(found.records["status"]) == ["read", "duplicate", "read", "read"]
    assert found.records["duplicate_of"][1] == found.records["article_id"][0]


def test_links_out_of_the_folder_are_passed_over(samples: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.html").write_bytes(samples["html"])
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "link.html").symlink_to(tmp_path / "outside" / "secret.html")
    (folder / "up").symlink_to(tmp_path / "outside")
    (folder / "good.html").write_bytes(samples["html"])
    found = read_articles([folder])
    assert list(found.records["source_path"]) == ["good.html"]
    assert not len(found.quarantine)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_file_names_that_are_no_utf8(samples: dict[str, bytes], tmp_path: Path) -> None:
    from pipelines import frames

    with open(os.fsencode(tmp_path) + b"/caf\xe9.html", "wb") as file:  # noqa: PTH123 - bytes
        file.write(samples["html"])
    found = read_articles([tmp_path])
    assert list(found.records["source_path"]) == ["caf\\xe9.html"]
    assert frames.ARTICLES.table(found.articles).num_rows == 1


def test_a_table_without_articles(read: Read) -> None:
    import io

    import pandas as pd

    out = io.BytesIO()
    pd.DataFrame({"height": [1.5], "weight": [2]}).to_parquet(out)
    assert reasons(read(out.getvalue())) == [(-1, "no_articles")]


@pytest.mark.parametrize(
    "text", ["Dear all, the price is 5, not 6.\nRegards, Jo", "Title, subtitle\nA text, with commas, many.\n"]
)
def test_commas_do_not_make_a_table(read: Read, text: str) -> None:
    found = read(text.encode())
    assert set(found.records["reader"]) == {"flattened"}


def test_an_essay_is_no_corpus(read: Read) -> None:
    sentence = "The harbour was quiet that morning and nobody spoke of the ferry. It had been a long winter for all. "
    essay = "The quiet harbour\n" + "\n".join(sentence * 5 for _ in range(30))
    assert set(read(essay.encode()).records["reader"]) == {"flattened"}


def test_values_of_strange_types_in_json(read: Read) -> None:
    odd: list[Any] = [
        '{"uri": 5, "bodies": [7, null, {"value": {}}], "headlines": "x", "versioncreated": []}',
        '{"body": {"sections": [4, {"paragraphs": 3}], "summary": {}}, "authors": [1], "html": {"crawl_date": 4}}',
        '{"stories_id": 1, "story_sentences": [{"sentence": 4, "sentence_number": "x"}, 5]}',
        '{"articles": [{"text": 5}, {"content": {}}]}',
    ]
    for line in odd:
        assert {reason for _, reason in reasons(read(line.encode()))} == {"no_article"}
