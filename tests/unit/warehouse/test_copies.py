"""The cache of signatures and pairs."""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path

import pandas as pd
import pytest

from pipelines.frames import FRAMES
from pipelines.stories import overlaps as found
from warehouse import copies
from warehouse.home import Home
from warehouse.lake import Input, Lake, LakeChanged

SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wu za".split()
ROOT = Path(__file__).resolve().parents[3]
DECLARATIONS = {"pipelines/frame.py", "pipelines/frames.py"}


def report(seed: int, words: int = 60) -> str:
    """A text of made-up words; texts of different seeds share none."""
    numbers = range(seed * 1009, seed * 1009 + words)
    return " ".join("".join(SYLLABLES[number >> shift & 15] for shift in (12, 8, 4, 0)) for number in numbers)


def batch(home: Home, key: str, *texts: str, byline: str = "") -> None:
    """Write and close a batch with an article of each text; the batch's key and the position make its id."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in FRAMES}
    for number, text in enumerate(texts):
        article = {"article_id": hashlib.sha256(f"{key}/{number}".encode()).hexdigest()[:16]}
        record = article | {"source_path": f"{key}.txt", "source_record": number, "source_sha256": key}
        rows["articles"].append(article | {"source_path": key, "source_record": number, "text": text, "word_count": 60})
        rows["records"].append(record | {"text": f"{byline}\n\n{text}", "status": "read"})
        block = {"block": 0, "kind": "byline", "source_start": 0, "source_end": len(byline)}
        rows["blocks"].append(article | block)
    lake = Lake(home)
    lake.write(key, {name: frame.frame(rows[name]) for name, frame in FRAMES.items()})
    lake.close(key, [Input(f"{key}.txt", key)], {})


def cache(home: Home) -> copies.Cache:
    return copies.Cache(home, Lake(home).closed())


def stored(home: Home) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((home.path / "stories").iterdir())}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", tmp_path / "seeds").create()


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """How many articles were compared with how many, call by call."""
    calls: list[tuple[int, int]] = []
    compare = found.overlaps

    def counting(new: pd.DataFrame, known: pd.DataFrame, texts: found.Texts) -> pd.DataFrame:
        calls.append((len(new), len(known)))
        return compare(new, known, texts)

    monkeypatch.setattr(found, "overlaps", counting)
    return calls


def test_a_new_batch_is_compared_with_all_and_old_ones_never_again(home: Home, compared: list[tuple[int, int]]) -> None:
    batch(home, "one", report(1), report(2))
    assert cache(home).overlaps().empty
    batch(home, "two", report(3), report(1) + " " + report(4, 20), report(5))
    pairs = cache(home).overlaps()
    assert pairs["shared"].tolist() == [56]
    # Of the known texts only the one that a new one may be a copy of.
    assert compared == [(2, 2), (3, 1), (3, 3)]
    pd.testing.assert_frame_equal(cache(home).overlaps(), pairs)
    assert len(compared) == 3


def test_groups_make_no_difference(
    home: Home, monkeypatch: pytest.MonkeyPatch, compared: list[tuple[int, int]]
) -> None:
    for number, key in enumerate("abcd"):
        batch(home, key, report(number), report(number + 1, 80))
    whole = cache(home).overlaps()
    assert len(whole) == 3
    assert compared == [(8, 8)]
    (home.path / "stories" / "overlaps.arrow").unlink()
    monkeypatch.setattr(copies, "AT_ONCE", 4)
    pd.testing.assert_frame_equal(cache(home).overlaps(), whole)
    assert compared[1:] == [(4, 4), (4, 1), (4, 4)]


def test_the_order_of_arrival_leaves_no_trace(tmp_path: Path) -> None:
    homes = [Home(tmp_path / name).create() for name in ("forwards", "backwards", "at once")]
    for home, keys in zip(homes, ("abc", "cba", ""), strict=True):
        for key in keys:
            batch(home, key, report(1) + " " + report(ord(key), 10), report(ord(key)))
            cache(home).overlaps()
    for key in "abc":
        batch(homes[2], key, report(1) + " " + report(ord(key), 10), report(ord(key)))
    assert len(cache(homes[2]).overlaps()) == 3
    assert stored(homes[0]) == stored(homes[1]) == stored(homes[2])


def test_words_that_other_paragraphs_part_leave_no_trace_of_their_order(tmp_path: Path) -> None:
    words = report(1, 120).split()
    apart = "\n\n".join(" ".join(words[first : first + 8]) for first in range(0, 120, 8))
    texts = {"a": " ".join(words), "b": apart, "c": " ".join([*words, *report(2, 10).split()])}
    homes = [Home(tmp_path / order).create() for order in ("abc", "bca")]
    for home in homes:
        for key in home.path.name:
            batch(home, key, texts[key])
            found = cache(home).overlaps()
        assert sorted(found["shared"]) == [60, 60, 116]
    assert stored(homes[0]) == stored(homes[1])


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_cache_is_made_again(home: Home, damage: bytes | None) -> None:
    batch(home, "one", report(1), report(1, 50))
    assert len(cache(home).overlaps()) == 1
    before = stored(home)
    for name, content in before.items():
        (home.path / "stories" / name).write_bytes(content[:-9] if damage is None else damage)
    assert len(cache(home).overlaps()) == 1
    assert len(cache(home).table()) == 2
    assert stored(home) == before


def test_pairs_of_a_batch_that_went_away_are_gone(home: Home) -> None:
    batch(home, "one", report(1), report(1, 50))
    batch(home, "two", report(1, 55))
    assert len(cache(home).overlaps()) == 3
    manifests = [manifest for manifest in Lake(home).closed() if manifest.batch == "one"]
    assert len(copies.Cache(home, manifests).overlaps()) == 1
    assert [name[:4] for name in stored(home)] == ["one-", "over"]
    assert copies.Cache(home, []).overlaps().empty
    assert len(copies.Cache(home, []).table()) == 0
    assert list(stored(home)) == ["overlaps.arrow"]


def test_other_code_makes_everything_again(
    home: Home, monkeypatch: pytest.MonkeyPatch, compared: list[tuple[int, int]]
) -> None:
    batch(home, "one", report(1), report(1, 50))
    cache(home).overlaps()
    monkeypatch.setattr(copies, "version", lambda: "another")
    assert len(cache(home).overlaps()) == 1
    assert len(compared) == 2
    assert len(stored(home)) == 2


def test_a_batch_that_changes_meanwhile_is_told(home: Home) -> None:
    batch(home, "one", report(1), report(1, 50))
    early = cache(home)
    batch(home, "one", report(2), report(2, 50))
    with pytest.raises(LakeChanged):
        early.overlaps()
    assert not (home.path / "stories").exists()
    kept = cache(home)
    kept.table()
    (manifest,) = Lake(home).closed()
    (home.lake / manifest.files["articles"].path).unlink()
    with pytest.raises(LakeChanged):
        kept.overlaps()


def test_byline_lines_of_the_page_name_the_agency(home: Home) -> None:
    batch(home, "one", report(1), byline="By Kestrel News Agency")
    assert cache(home).table()["agency"].to_pylist() == ["Kestrel News Agency"]


def test_a_batch_without_blocks_has_signatures_too(home: Home) -> None:
    batch(home, "one", report(1), report(1, 50), byline="By Kestrel News Agency")
    (manifest,) = Lake(home).closed()
    del manifest.files["blocks"]
    (home.lake / "batches" / "one.json").write_bytes(manifest.encode())
    assert set(cache(home).table()["agency"].to_pylist()) == {None}
    assert len(cache(home).overlaps()) == 1


def test_the_version_covers_all_that_the_stories_room_reads() -> None:
    borrowed: set[str] = set()
    queue = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "pipelines" / "stories").glob("*.py"))]
    while queue:
        for node in ast.walk(ast.parse((ROOT / queue.pop()).read_text("utf-8"))):
            if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipelines.")):
                continue
            for module in (node.module, *(f"{node.module}.{name.name}" for name in node.names)):
                path = f"{str(module).replace('.', '/')}.py"
                if (ROOT / path).is_file() and "stories/" not in path and path not in borrowed:
                    borrowed.add(path)
                    queue.append(path)
    assert borrowed - DECLARATIONS == {f"pipelines/{name}" for name in copies._BORROWED}
