"""Files to frames."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipelines import frames
from pipelines.read import Reading, SourceRange, iter_articles, manifest_row, read_articles
from pipelines.settings import Outlet, Settings

BODY = (
    "The council voted on Monday to close the old bridge for two years, the mayor said on the radio.\n\n"
    "“We had no choice but to close it before another winter comes,” said Carla Dias, an engineer.\n\n"
    "The ferry will start in May and carry up to two hundred cars a day across the river."
)
TEXT = f"Old bridge closes for two years\n\n{BODY}\n"
PARTS = ("articles", "blocks", "records", "quarantine")


def line(number: int, **more: Any) -> str:
    return json.dumps({"title": f"Story number {number}", "text": f"{BODY} Number {number}."} | more)


def write(root: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def outcomes(read: Reading) -> list[tuple[str, int, str]]:
    """Path, record and status of every record; for whole files their reason."""
    rows = [(r["source_path"], r["source_record"], r["status"]) for r in read.records.to_dict("records")]
    whole = read.quarantine[read.quarantine["source_record"] == -1].to_dict("records")
    return sorted([*rows, *((r["source_path"], -1, r["reason"]) for r in whole)])


def assert_same(one: Reading, other: Reading) -> None:
    for part in PARTS:
        pd.testing.assert_frame_equal(getattr(one, part), getattr(other, part))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    page = f"<html><head><title>Old bridge</title></head><body>{paragraphs}</body></html>"
    good = gzip.compress(TEXT.encode())
    return write(
        tmp_path,
        {
            "a/plain.txt": TEXT,
            "a/copy.txt": TEXT,
            "a/page.html": page,
            "a/zipped": good,
            "b/lines.jsonl": "\n".join([line(0), line(1)[:40], line(2), line(0)]),
            "b/array.json": f"[{line(3)}, {line(4)}]",
            "bad/bomb.gz": gzip.compress(b" " * 10_000_000),
            "bad/empty.txt": b"",
            "bad/invalid.txt": b"A sentence \xff\xfe\xfa broken \xc3\x28",
            "bad/none.html": "<html><body><p>Nothing here.</p></body></html>",
            "bad/picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(200),
            "bad/truncated.gz": good[:-20],
        },
    )


def test_every_record_has_its_outcome(folder: Path) -> None:
    read = read_articles([folder])
    assert outcomes(read) == [
        ("a/copy.txt", 0, "read"),
        ("a/page.html", 0, "read"),
        ("a/plain.txt", 0, "duplicate"),
        ("a/zipped", 0, "duplicate"),
        ("b/array.json", 0, "read"),
        ("b/array.json", 1, "read"),
        ("b/lines.jsonl", 0, "read"),
        ("b/lines.jsonl", 1, "quarantined"),
        ("b/lines.jsonl", 2, "read"),
        ("b/lines.jsonl", 3, "duplicate"),
        ("bad/bomb.gz", -1, "expands_too_much"),
        ("bad/empty.txt", -1, "empty"),
        ("bad/invalid.txt", 0, "quarantined"),
        ("bad/none.html", 0, "quarantined"),
        ("bad/picture.txt", -1, "binary"),
        ("bad/truncated.gz", -1, "truncated_gzip"),
    ]


def test_quarantined_records_say_why(folder: Path) -> None:
    rows = read_articles([folder]).quarantine.set_index("source_path")
    records = rows[rows["source_record"] >= 0]
    assert records["reason"].to_dict() == {
        "b/lines.jsonl": "bad_json",
        "bad/invalid.txt": "undecodable",
        "bad/none.html": "no_article",
    }
    assert records["stage"].to_dict() == {
        "b/lines.jsonl": "parse",
        "bad/invalid.txt": "decode",
        "bad/none.html": "extract",
    }
    assert rows.loc["b/lines.jsonl", "excerpt"] == line(1)[:40]
    assert rows["message"].notna().all()


def test_frames_are_those_declared(folder: Path) -> None:
    for read in (read_articles([folder]), read_articles([])):
        for frame, part in zip(frames.READING, PARTS, strict=True):
            table = frame.table(getattr(read, part))
            assert table.schema.equals(frame.schema)
            assert not getattr(read, part).duplicated(list(frame.key)).any()


def test_blocks_point_into_article_and_record(folder: Path) -> None:
    read = read_articles([folder])
    articles = read.articles.set_index("article_id")["text"].to_dict()
    records = read.records[read.records["status"] == "read"].set_index("article_id")["text"].to_dict()
    kept = 0
    for block in read.blocks.to_dict("records"):
        source = records[block["article_id"]][int(block["source_start"]) : int(block["source_end"])]
        assert source
        if pd.notna(block["start_char"]):
            kept += 1
            assert articles[block["article_id"]][int(block["start_char"]) : int(block["end_char"])] == source
    assert kept == 3 * len(read.articles)


def test_identity_and_hashes(folder: Path) -> None:
    records = read_articles([folder]).records.set_index("source_path")
    zipped = (folder / "a/zipped").read_bytes()
    expected = hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    assert records.loc["a/zipped", "source_sha256"] == hashlib.sha256(zipped).hexdigest()
    assert records.loc["a/zipped", "article_id"] == expected
    assert records.loc["a/zipped", "duplicate_of"] == expected
    assert records.loc["a/copy.txt", "text"] == TEXT


@pytest.mark.parametrize("size", [1, 3, 100])
def test_chunks_of_any_size_are_the_same_frames(folder: Path, size: int) -> None:
    chunks = list(iter_articles([folder], records=size))
    whole = read_articles([folder])
    assert max(len(chunk.records) for chunk in chunks) <= size
    for part in PARTS:
        joined = pd.concat([getattr(chunk, part) for chunk in chunks], ignore_index=True)
        pd.testing.assert_frame_equal(joined, getattr(whole, part))


def test_order_of_paths_does_not_matter(folder: Path) -> None:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    assert_same(read_articles(paths, root=folder), read_articles(reversed(paths), root=folder))
    assert_same(read_articles(paths, root=folder), read_articles([folder]))


def test_ranges_of_a_file_are_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, {"many.jsonl": "\n".join(line(i) for i in range(7))}) / "many.jsonl"
    ranges = [SourceRange(path, 4), SourceRange(path, 0, 2), SourceRange(path, 2, 4)]
    assert_same(read_articles(ranges), read_articles([path]))
    assert read_articles([SourceRange(path, 2, 4)]).records["source_record"].tolist() == [2, 3]


def test_manifest_tells_what_the_file_cannot(tmp_path: Path) -> None:
    page = TEXT.replace("\n\n", "\n\nAnn Lee | 3 hours ago\n\n", 1)
    manifest = "file,url,outlet,collected_at\na.txt,https://news.example/a,The Example,2025-06-15T12:30:00+00:00\n"
    write(tmp_path, {"a.txt": page, "manifest.csv": manifest})
    settings = Settings(outlets={"The Example": Outlet(country="PT")})
    (article,) = read_articles([tmp_path], settings=settings).articles.to_dict("records")
    assert (article["url"], article["outlet"]) == ("https://news.example/a", "The Example")
    assert article["outlet_country"] == "PT"
    assert article["collected_at"] == pd.Timestamp("2025-06-15T12:30:00Z")
    assert article["published_at"] == pd.Timestamp("2025-06-15T09:00:00Z")
    assert article["published_raw"] == "3 hours ago"
    assert manifest_row(tmp_path / "a.txt")["outlet"] == "The Example"


def test_broken_manifest_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, {"x/a.txt": TEXT, "x/b.txt": TEXT + "More of it.", "x/manifest.csv": "name\nvalue\n"})
    read = read_articles([tmp_path])
    assert len(read.articles) == 2
    (row,) = read.quarantine.to_dict("records")
    assert (row["source_path"], row["source_record"], row["reason"]) == ("x/manifest.csv", -1, "bad_manifest")


def test_outlet_is_the_domain_where_nothing_names_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.jsonl": line(0, url="https://www.news.example/2025/05/03/bridge") + "\n"})
    (article,) = read_articles([tmp_path]).articles.to_dict("records")
    assert article["outlet"] == "news.example"
    assert (article["published_at"], article["published_method"]) == (pd.Timestamp("2025-05-03T00:00:00Z"), "url")


def test_file_times_count_only_when_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    os.utime(tmp_path / "a.txt", (1_750_000_000, 1_750_000_000))
    assert read_articles([tmp_path]).articles["collected_at"].isna().all()
    with_times = read_articles([tmp_path], settings=Settings(file_times=True)).articles
    assert with_times["collected_at"].tolist() == [pd.Timestamp(1_750_000_000, unit="s", tz="UTC")]


def test_record_that_breaks_an_extractor_is_quarantined(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("strange page")

    monkeypatch.setattr("pipelines.articles.main_text.main_lines", fail)
    rows = read_articles([folder / "a"]).quarantine.to_dict("records")
    assert [(row["source_path"], row["reason"], row["message"]) for row in rows] == [
        ("page.html", "extractor_failed", "RuntimeError: strange page")
    ]


def test_missing_file_is_quarantined(tmp_path: Path) -> None:
    read = read_articles([tmp_path / "none.txt"])
    assert outcomes(read) == [("none.txt", -1, "unreadable")]
    assert read.quarantine["stage"].tolist() == ["decode"]
    assert read.quarantine["message"].tolist() == ["none.txt does not exist: check the path."]


def test_wrong_arguments_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        iter_articles([tmp_path], records=0)
    with pytest.raises(ValueError, match="lies outside"):
        iter_articles([tmp_path], root=tmp_path / "other")
