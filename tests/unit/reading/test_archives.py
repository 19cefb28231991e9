"""Archives: members by their names, and what a hostile or a broken one gets."""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.read import Reading, SourceRange, read_articles
from pipelines.reading import archives
from pipelines.settings import Settings

Read = Callable[..., Reading]
LINE = b'{"title": "%d", "text": "A few words stand here."}\n'


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.type = len(data), kind
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def outcomes(found: Reading) -> dict[str, str]:
    """Status of each record and reason of each fault of a whole part, by their path without the file's own name."""
    said = {f"{path}#{number}": status for path, number, status in found.records[list(RECORD)].to_numpy()}
    whole = found.quarantine[found.quarantine["source_record"] == -1]
    said |= dict(zip(whole["source_path"], whole["reason"], strict=True))
    return {name.removeprefix("file.bin"): outcome for name, outcome in said.items()}


RECORD = ("source_path", "source_record", "status")
PACKERS = {"zip": zipped, "tar": tarred, "tar-gzip": lambda members: gzip.compress(tarred(members), mtime=0)}


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS.keys())
def test_members_are_read_under_their_names(read: Read, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    found = read(
        pack(
            {
                "b/two.jsonl": LINE % 2 + LINE % 3,
                "a/one.jsonl.gz": gzip.compress(LINE % 1, mtime=0),
                "again.jsonl": LINE % 3,
                "empty.txt": b"",
                "broken.txt": b"\x89PNG\r\n\x1a\n",
                ".hidden": LINE % 8,
                "__MACOSX/x": LINE % 8,
                "manifest.csv": b"file,url\n",
            }
        )
    )
    assert outcomes(found) == {
        "!b/two.jsonl#0": "read",
        "!b/two.jsonl#1": "read",
        "!a/one.jsonl.gz#0": "read",
        "!again.jsonl#0": "duplicate",
        "!empty.txt": "empty",
        "!broken.txt": "binary",
    }


def test_an_archive_in_an_archive_is_opened_once(read: Read) -> None:
    inner = zipped({"one.jsonl": LINE % 1})
    assert outcomes(read(zipped({"a.zip": inner}))) == {"!a.zip!one.jsonl#0": "read"}
    assert outcomes(read(zipped({"b.tar": tarred({"a.zip": inner})}))) == {"!b.tar!a.zip": "nested_too_deep"}


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
@pytest.mark.parametrize("name", ["../up.jsonl", "/root.jsonl", "a/../../up.jsonl", "C:\\x.jsonl", "a\\..\\x.jsonl"])
def test_names_that_lead_out_are_refused(
    read: Read, tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes], name: str
) -> None:
    found = read(pack({name: LINE % 1, "good.jsonl": LINE % 2}))
    assert list(found.quarantine["reason"]) == ["unsafe_path"]
    assert list(found.articles["title"]) == ["2"]
    assert [path.name for path in tmp_path.iterdir()] == ["file.bin"]


def test_encrypted_members_are_told(read: Read) -> None:
    data = bytearray(zipped({"secret.jsonl": LINE % 1}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert outcomes(read(bytes(data))) == {"!secret.jsonl": "encrypted"}


def test_a_zip_bomb_stops_at_its_bound(read: Read) -> None:
    found = read(zipped({"bomb.txt": b"0" * 30_000_000, "good.jsonl": LINE % 1}), Settings(max_expansion=100))
    assert outcomes(found) == {"!bomb.txt": "expands_too_much", "!good.jsonl#0": "read"}


def test_a_gzip_bomb_in_a_tar_stops_at_its_bound(read: Read) -> None:
    bomb = gzip.compress(b"0" * 30_000_000, mtime=0)
    assert outcomes(read(tarred({"bomb.txt": bomb}), Settings(max_expansion=100))) == {"!bomb.txt": "expands_too_much"}
    assert outcomes(
        read(gzip.compress(tarred({"x.txt": b"0" * 30_000_000}), mtime=0), Settings(max_expansion=100))
    ) == {"": "expands_too_much"}


def test_a_header_of_a_tar_that_does_not_end(read: Read) -> None:
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.XHDTYPE, 5_000_000
    assert outcomes(read(info.tobuf() + b"0" * 5_000_000)) == {"": "too_large"}


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS.keys())
def test_truncated_archives_keep_what_came_before(read: Read, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    noise = b"".join(hashlib.sha256(b"%d" % i).digest() for i in range(2000))
    data = pack({"one.jsonl": LINE % 1, "noise.txt": noise})
    found = read(data[: len(data) - 30_000])
    reasons = set(found.quarantine["reason"])
    assert reasons
    assert reasons <= {"corrupt_zip", "truncated_tar", "truncated_gzip", "corrupt_tar"}


def test_damaged_member_is_damaged_alone(read: Read) -> None:
    data = bytearray(zipped({"one.jsonl": LINE % 1 * 40, "two.jsonl": LINE % 2}))
    data[45] ^= 0xFF
    assert outcomes(read(bytes(data))) == {"!one.jsonl": "corrupt_zip", "!two.jsonl#0": "read"}


def test_a_directory_that_would_fill_the_memory(read: Read) -> None:
    data = zipped({"one.jsonl": LINE % 1})
    at = data.rindex(b"PK\x05\x06")
    data = data[: at + 12] + struct.pack("<L", 80_000_000) + data[at + 16 :]
    assert outcomes(read(data)) == {"": "too_many_members"}


def test_too_many_members(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    found = read(zipped({f"{i}.jsonl": LINE % i for i in range(4)}))
    assert outcomes(found) == {"!0.jsonl#0": "read", "!1.jsonl#0": "read", "": "too_many_members"}


def test_the_second_of_two_members_of_one_name(read: Read) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number in (1, 2):
            info = tarfile.TarInfo("same.jsonl")
            info.size = len(LINE % number)
            archive.addfile(info, io.BytesIO(LINE % number))
    assert outcomes(read(out.getvalue())) == {"!same.jsonl#0": "read", "!same.jsonl": "repeated_member"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_no_files(read: Read, kind: bytes) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("link")
        info.type, info.linkname = kind, "/etc/hostname"
        archive.addfile(info)
    assert outcomes(read(out.getvalue())) == {"!link": "unreadable"}


def test_an_empty_archive_is_empty(read: Read) -> None:
    assert outcomes(read(zipped({}))) == {"": "empty"}
    assert outcomes(read(zipped({".hidden": b"x"}))) == {"": "empty"}


def test_names_of_members_that_are_no_utf8(read: Read) -> None:
    data = tarred({"caf\udce9.jsonl": LINE % 1})
    assert outcomes(read(data)) == {"!caf\\xe9.jsonl#0": "read"}


def test_ranges_count_over_all_members(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"one.jsonl": LINE % 0 + LINE % 1, "two.jsonl": LINE % 2 + LINE % 3}))
    middle = read_articles([SourceRange(path, 1, 3)])
    assert list(middle.articles["title"]) == ["1", "2"]
    assert list(middle.articles["source_path"]) == ["a.zip!one.jsonl", "a.zip!two.jsonl"]


def test_a_manifest_knows_members(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"one.jsonl": LINE % 0, "two.jsonl": LINE % 1}))
    (tmp_path / "manifest.csv").write_text(
        "file,url,outlet,collected_at\na.zip,,Press,2024-03-01T00:00:00Z\n"
        "a.zip!two.jsonl,https://selwick.example/2,,2024-03-02T00:00:00Z\n",
        encoding="utf-8",
    )
    articles = read_articles([tmp_path]).articles
    assert list(articles["outlet"]) == ["Press", "Press"]
    assert list(articles["url"].fillna("")) == ["", "https://selwick.example/2"]
    assert [moment.day for moment in articles["collected_at"]] == [1, 2]
