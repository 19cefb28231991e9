"""Lines that an outlet prints on many pages: learnt from a corpus, looked up in a table."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.articles import known_lines
from pipelines.articles.draft import Block, Draft
from pipelines.articles.known_lines import KnownLine, Learner
from pipelines.read import Reading, read_articles
from pipelines.settings import DEFAULT

PROMISE = (
    "The Selwick Bell rings for everybody who reads it, from the harbour to the hills, and has done so since 1871."
)


def page(number: int) -> dict[str, str]:
    return {
        "title": f"Ferry number {number} runs aground off the harbour",
        "url": f"https://www.selwickbell.example/{number}",
        "text": f"The ferry with the number {number} ran aground on a bank off the harbour on Tuesday morning.\n\n"
        f"Nobody was hurt when ferry {number} ran aground, and all aboard were brought ashore by noon.\n\n{PROMISE}",
    }


def corpus(folder: Path, pages: int) -> Path:
    path = folder / "pages.jsonl"
    path.write_text("\n".join(json.dumps(page(number)) for number in range(pages)), encoding="utf-8")
    return path


def kinds_of(read: Reading, text: str) -> set[tuple[str, str]]:
    records = read.records.set_index("article_id")["text"]
    return {
        (row.kind, row.rule)
        for row in read.blocks.dropna(subset=["source_start"]).itertuples(index=False)
        if records[row.article_id][int(row.source_start) : int(row.source_end)] == text
    }


def test_a_line_of_many_pages_is_learnt_and_then_no_paragraph(tmp_path: Path) -> None:
    path = corpus(tmp_path, 6)
    before = read_articles([path])
    assert {kind for kind, _ in kinds_of(before, PROMISE)} == {"paragraph"}
    rows = known_lines.learn([before])
    assert rows == [KnownLine("selwickbell.example", PROMISE, "known", 6)]
    own = tmp_path / "own.csv"
    known_lines.write(rows, own)
    after = read_articles([path], settings=replace(DEFAULT, chrome_lines=own))
    assert kinds_of(after, PROMISE) == {("chrome", "chrome:known")}
    assert not after.articles["text"].str.contains("rings for everybody").any()
    assert list(after.articles["article_id"]) == list(before.articles["article_id"])


def test_a_result_does_not_depend_on_the_batch(tmp_path: Path) -> None:
    whole = read_articles([corpus(tmp_path, 8)])
    alone = tmp_path / "alone.json"
    alone.write_text(json.dumps(page(3)), encoding="utf-8")
    text = read_articles([alone]).articles["text"].item()
    assert text in set(whole.articles["text"])
    assert PROMISE in text


def test_without_a_row_nothing_changes(tmp_path: Path) -> None:
    path = corpus(tmp_path, 3)
    own = tmp_path / "own.csv"
    known_lines.write([KnownLine("another.example", PROMISE, "known", 9)], own)
    assert read_articles([path], settings=replace(DEFAULT, chrome_lines=own)).blocks.equals(
        read_articles([path]).blocks
    )


def test_few_articles_and_the_same_title_teach_nothing() -> None:
    learner = Learner()
    for _ in range(9):
        learner.add("Bell", "One title", [PROMISE])
    for number in range(3):
        learner.add("Bell", f"Title {number}", [PROMISE, f"Sentence number {number}."])
    learner.add("", "Title of nobody", [PROMISE])
    assert [row.articles for row in learner.found()] == [4]
    fewer = Learner()
    for number in range(3):
        fewer.add("Bell", f"Title {number}", [PROMISE])
    assert fewer.found() == []


def test_lossy_counting_misses_no_frequent_line_and_forgets_others() -> None:
    exact, lossy = Learner(), Learner(window=50)
    for number in range(400):
        lines = [f"Line {number} of nobody", f"Another {number}"] + ([PROMISE] if number % 3 == 0 else [])
        exact.add("Bell", f"Title {number}", lines)
        lossy.add("Bell", f"Title {number}", lines)
    assert [row.line for row in exact.found()] == [row.line for row in lossy.found()] == [PROMISE]
    assert len(lossy._counts) < len(exact._counts) / 4


def test_an_article_is_never_emptied() -> None:
    draft = Draft(PROMISE, [Block("paragraph", PROMISE, 0, len(PROMISE), "paragraph:prose")])
    known_lines.drop(draft, {("bell", known_lines.key_of(PROMISE)): "known"}, ["Bell"])
    assert [block.kind for block in draft.blocks] == ["paragraph"]


def test_a_row_without_outlet_is_for_all_and_titles_stay() -> None:
    blocks = [
        Block("title", "Morning briefing", 0, 16, "title:labelled"),
        Block("heading", "Morning briefing", 0, 16, "heading:h2"),
        Block("paragraph", PROMISE, 18, 18 + len(PROMISE), "paragraph:prose"),
    ]
    draft = Draft("", blocks)
    known_lines.drop(draft, {("", known_lines.key_of("Morning Briefing")): "newsletter"}, [None])
    assert [block.kind for block in draft.blocks] == ["title", "chrome", "paragraph"]
    assert draft.blocks[1].rule == "chrome:newsletter"


@pytest.mark.parametrize("content", ["", "outlet,line\n", "# chrome lines, version 1\na,b\n"])
def test_a_file_of_another_form_is_refused_before_anything_is_read(tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.csv"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="newswarehouse chrome learn"):
        read_articles([tmp_path], settings=replace(DEFAULT, chrome_lines=own))
    with pytest.raises(ValueError, match="can't be read"):
        read_articles([tmp_path], settings=replace(DEFAULT, chrome_lines=tmp_path / "missing.csv"))


def test_the_shipped_table_holds_only_outlets_that_do_not_exist() -> None:
    assert {outlet.rpartition(".")[2] for outlet, _ in known_lines.table()} <= {"", "example"}
