"""The training command on a corpus of a few made pages."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from pipelines.articles import models, train

if TYPE_CHECKING:
    from pathlib import Path

NOUNS = ("bridge", "ferry", "harbour", "market", "school", "tower", "garden", "museum")


def article(noun: str) -> tuple[str, str, list[str]]:
    title = f"Old {noun} closes for two years"
    dek = f"The council of a small town has voted to close the {noun} after a long debate."
    paragraphs = [
        f"The council voted on Monday to close the old {noun} for two years, the mayor said on the radio at noon.",
        f"“We had no choice but to close the {noun} before winter,” said Carla Dias, who is an engineer there.",
        f"Shops near the {noun} have asked for help, since most of their customers came on foot from the other side.",
    ]
    return title, dek, paragraphs


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Eight pages of eight sites in the folder's layout, as HTML and flattened."""
    rows = []
    for folder in ("pages/made", "flattened/made"):
        (tmp_path / folder).mkdir(parents=True)
    for number, noun in enumerate(NOUNS):
        title, dek, paragraphs = article(noun)
        name = f"page{number}"
        body = "".join(f"<p>{text}</p>" for text in paragraphs)
        html = (
            f"<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a><a href='/s'>Sport</a></nav>"
            f"<article><h1>{title}</h1><h2 class='dek'>{dek}</h2><div>By Ann Lee</div>{body}</article>"
            f"<footer>© 2025 {noun}</footer></body></html>"
        )
        lines = ["Home", "Sport", title, dek, "By Ann Lee", *paragraphs, "Share", f"© 2025 {noun}"]
        (tmp_path / "pages/made" / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
        (tmp_path / "flattened/made" / f"{name}.txt").write_text("\n\n".join(lines), encoding="utf-8")
        gold = {"set": "made", "id": name, "url": f"https://{noun}.example/1", "title": title, "dek": dek}
        rows.append(json.dumps(gold | {"paragraphs": paragraphs}))
    (tmp_path / "gold.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def test_command_gives_the_same_bytes_again(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "ROUNDS", dict.fromkeys(train.ROUNDS, 3))
    monkeypatch.setattr(train, "LEAST", dict.fromkeys(train.LEAST, 1))
    for out in ("first", "second"):
        monkeypatch.setattr("sys.argv", ["train", str(data), "--out", str(tmp_path / out)])
        train.main()
    printed = capsys.readouterr().out
    assert "html made body" in printed
    assert "flattened made title" in printed
    names = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert names == sorted(f"{name}.txt" for name in (models.BODY, models.TITLE, models.MARKUP, models.DEK))
    for name in names:
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_scores_alone_write_nothing(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "ROUNDS", dict.fromkeys(train.ROUNDS, 2))
    monkeypatch.setattr(train, "LEAST", dict.fromkeys(train.LEAST, 1))
    monkeypatch.setattr("sys.argv", ["train", str(data), "--out", str(tmp_path / "none"), "--scores-only"])
    train.main()
    assert not (tmp_path / "none").exists()


def test_sites_are_held_out_whole(data: Path) -> None:
    pages = train.read(data)
    assert [one.site for one in pages] == [f"{noun}.example" for noun in NOUNS]
    assert all(0 <= train.fold_of(one.site) < train.FOLDS for one in pages)


def test_example_of_a_dek_marks_the_dek_alone(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "ROUNDS", dict.fromkeys(train.ROUNDS, 3))
    monkeypatch.setattr(train, "LEAST", dict.fromkeys(train.LEAST, 1))
    pages = train.read(data)
    examples = [example for one in pages for example in train.examples_of(one)]
    found = train.dek_examples(pages, examples)
    assert [example.right.sum() for example in found] == [1.0] * len(NOUNS)
