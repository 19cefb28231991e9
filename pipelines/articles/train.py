"""Train the labellers of lines: `python -m pipelines.articles.train DATA`.

DATA holds `gold.jsonl` (a page a line: set, id, url, title, paragraphs; optional paragraphs in square brackets), the
pages as `pages/<set>/<id>.html.gz` and flattened as `flattened/<set>/<id>.txt`.  The same data give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from pipelines.articles import deks, main_text, markup, metadata, models, page, page_text, vectors
from pipelines.articles.assemble import article_text
from pipelines.articles.features import Features, features_of, key_of
from pipelines.articles.labels import TITLES_WITHIN, body_span
from pipelines.articles.lines import Line, lines_of
from pipelines.articles.main_text import aligned
from pipelines.reading import charset
from pipelines.reading.record import Unreadable

FOLDS = 5
ROUNDS = {models.BODY: 180, models.MARKUP: 180, models.TITLE: 120, models.DEK: 90}
LEAST = {models.BODY: 40, models.MARKUP: 40, models.TITLE: 20, models.DEK: 15}
LEAVES = {models.BODY: 15, models.MARKUP: 15, models.TITLE: 15, models.DEK: 7}
# How many lines of the rest a clipped page keeps, and what it counts beside a whole one.
ABOVE, BELOW, CLIPPED = 5, 4, 0.4
SHINGLE = 4
_WORD = re.compile(r"\w+")
_PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.05,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(slots=True)
class Page:
    """A page of the data: its gold, its markup, and what it looks like flattened."""

    gold: dict[str, Any]
    html: str
    flattened: str

    @property
    def site(self) -> str:
        """The registered domain, nearly: pages of one site never stand on both sides of a split."""
        parts = (urlsplit(self.gold["url"]).hostname or "").removeprefix("www.").split(".")
        return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


@dataclass(slots=True)
class Example:
    """The lines of a page for one model: vectors, which of them are right, and how much each counts."""

    model: str
    page: Page
    rows: vectors.Matrix
    right: np.ndarray[Any, Any]
    weight: np.ndarray[Any, Any]

    @property
    def site(self) -> str:
        """The site of its page."""
        return self.page.site


def main() -> None:
    """Train on all pages of a folder, write the models, and print the scores on sites held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=models.SHIPPED)
    parser.add_argument("--scores-only", action="store_true", help="write no models, only print the scores")
    chosen = parser.parse_args()
    pages = read(chosen.data)
    examples = [example for one in pages for example in examples_of(one)]
    examples += dek_examples(pages, examples)
    for name, value in cross_validate(pages, examples).items():
        print(f"{name:40s} {value:.4f}")
    if not chosen.scores_only:
        write(examples, chosen.out)


def read(data: Path) -> list[Page]:
    """The pages of the data, in their order."""
    pages = []
    with (data / "gold.jsonl").open(encoding="utf-8") as lines:
        for gold in map(json.loads, lines):
            name = f"{gold['set']}/{gold['id']}"
            html = gzip.decompress((data / "pages" / f"{name}.html.gz").read_bytes())
            flattened = charset.decode((data / "flattened" / f"{name}.txt").read_bytes())
            pages.append(Page(gold, charset.decode(html, charset.declared(html)), flattened))
    return pages


def examples_of(one: Page) -> list[Example]:
    """The examples that a page gives, none for a form of it that holds no article."""
    found: list[Example] = []
    tree = markup.parse(one.html)
    marked = markup.lines(tree)
    title = one.gold["title"] or metadata.read(tree, None).title
    if marked.lines:
        lines = features_of([Line(mark.text, mark.start, mark.end) for mark in marked.lines])
        rows = page.vectors_of(lines, marked.lines, main_text.main_lines(tree, marked.lines))
        found.append(_body_example(models.MARKUP, one, lines, rows))
    whole = lines_of(one.flattened)
    for part, share in ((whole, 1.0), (_clipped(whole, one), CLIPPED)):
        if part:
            found += _flattened_examples(one, features_of(part), title, share)
    return found


def dek_examples(pages: list[Page], examples: list[Example]) -> list[Example]:
    """The lines that may be the dek, of the pages whose data say which is.

    What surrounds a dek is known as it will be when pages are read: from a labeller that has not seen the site.
    """
    found = []
    marked = {id(example.page): example.rows for example in examples if example.model == models.MARKUP}
    for fold in range(FOLDS):
        labeller = _trained(models.MARKUP, [one for one in examples if fold_of(one.site) != fold])
        for one in pages:
            if fold_of(one.site) == fold and _tells_dek(one) and id(one) in marked:
                likely = labeller.predict(marked[id(one)], num_threads=1)
                found.append(_dek_example(one, set(np.flatnonzero(likely >= page.LIKELY).tolist())))
    return found


def _dek_example(one: Page, main: set[int]) -> Example:
    opening = page.opening(one.html, main)
    able = opening.candidates()
    wanted = _words_of(one.gold["dek"] or "")
    right = [_is_same(wanted, _words_of(opening.page[i].line.text)) for i in able]
    return Example(models.DEK, one, deks.matrix(opening, able), np.array(right, dtype=float), np.ones(len(able)))


def _tells_dek(one: Page) -> bool:
    return "dek" in one.gold and "dek" not in (one.gold.get("unsure") or ())


def _words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _is_same(wanted: set[str], found: set[str]) -> bool:
    """Whether two texts share four fifths of their words."""
    return 10 * len(wanted & found) >= 8 * max(1, len(wanted | found))


def _clipped(lines: list[Line], one: Page) -> list[Line]:
    """The page as it may be pasted: a few lines more than the article, so that short pages are known too."""
    keys = [key_of(line.text) for line in lines]
    wanted = aligned(keys, [key_of(text) for text in one.gold["paragraphs"]])
    return lines[max(0, min(wanted) - ABOVE) : max(wanted) + BELOW] if wanted else []


def _flattened_examples(one: Page, lines: list[Features], title: str | None, share: float) -> list[Example]:
    rows = vectors.matrix(lines, body_span(lines))
    body = _body_example(models.BODY, one, lines, rows)
    body.weight *= share
    right = np.array([line.key == key_of(title or "") for line in lines[:TITLES_WITHIN]], dtype=float)
    if not right.any():
        return [body]
    return [body, Example(models.TITLE, one, rows[:TITLES_WITHIN], right, np.full(len(right), share))]


def _body_example(model: str, one: Page, lines: list[Features], rows: vectors.Matrix) -> Example:
    """Every page counts the same, a line by the root of its words; what the gold leaves open counts nothing."""
    paragraphs = one.gold["paragraphs"]
    keys = [line.key for line in lines]
    wanted = aligned(keys, [key_of(text) for text in paragraphs])
    needed = aligned(keys, [key_of(text) for text in paragraphs if not (text[:1] == "[" and text[-1:] == "]")])
    weight = np.array([0.0 if i in wanted - needed else line.words**0.5 for i, line in enumerate(lines)])
    right = np.array([i in wanted for i in range(len(lines))], dtype=float)
    return Example(model, one, rows, right, 100 * weight / max(1.0, weight.sum()))


def write(examples: list[Example], folder: Path) -> None:
    """Train the models and write them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for model in ROUNDS:
        (folder / f"{model}.txt").write_text(_trained(model, examples).model_to_string(), encoding="utf-8")


def _trained(model: str, examples: list[Example]) -> Any:
    """A booster trained on those of the examples that are the model's."""
    import lightgbm

    mine = [example for example in examples if example.model == model]
    rows, right = np.vstack([one.rows for one in mine]), np.concatenate([one.right for one in mine])
    data = lightgbm.Dataset(rows, right, weight=np.concatenate([one.weight for one in mine]))
    shape = {"min_data_in_leaf": LEAST[model], "num_leaves": LEAVES[model]}
    return lightgbm.train(_PARAMETERS | shape, data, ROUNDS[model])


def fold_of(site: str) -> int:
    """The fold that a site is held out in."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def cross_validate(pages: list[Page], examples: list[Example]) -> dict[str, float]:
    """The scores of every page by models that were trained without its site, averaged over the pages of each set."""
    told: dict[str, list[float]] = {}
    before = os.environ.get(models.VARIABLE)
    with tempfile.TemporaryDirectory() as scratch:
        for fold in range(FOLDS):
            folder = Path(scratch) / str(fold)
            write([one for one in examples if fold_of(one.site) != fold], folder / "articles")
            os.environ[models.VARIABLE] = str(folder)
            for one in pages:
                if fold_of(one.site) == fold:
                    _score(one, told)
    os.environ.pop(models.VARIABLE)
    if before is not None:
        os.environ[models.VARIABLE] = before
    means = {name: sum(values) / max(1, len(values)) for name, values in sorted(told.items())}
    bodies = {name: values for name, values in sorted(told.items()) if name.endswith(" body")}
    return means | {f"{name} under .8": sum(v < 0.8 for v in values) / len(values) for name, values in bodies.items()}


def _score(one: Page, told: dict[str, list[float]]) -> None:
    for form, extract, text in (("html", page.extract, one.html), ("flattened", page_text.extract, one.flattened)):
        if not text.strip():
            continue
        name = f"{form} {one.gold['set']}"
        try:
            draft = extract(text, None)
            body = article_text(draft)[0]
        except Unreadable:
            draft, body = None, ""
        told.setdefault(f"{name} body", []).append(_overlap(one.gold["paragraphs"], body))
        if one.gold["title"]:
            right = draft is not None and key_of(draft.title or "") == key_of(one.gold["title"])
            told.setdefault(f"{name} title", []).append(float(right))
        if form == "html" and _tells_dek(one):
            wanted, found = one.gold["dek"] or "", (draft.dek if draft else None) or ""
            right = bool(wanted and found) and _is_same(_words_of(wanted), _words_of(found))
            for given, share in ((wanted, "recall"), (found, "precision")):
                told.setdefault(f"{name} dek {share}", []).extend([float(right)] if given else [])


def _overlap(paragraphs: list[str], text: str) -> float:
    """F1 of runs of four words, the better of with and without the optional paragraphs."""
    optional = [text[:1] == "[" and text[-1:] == "]" for text in paragraphs]
    whole = [text[1:-1] if free else text for text, free in zip(paragraphs, optional, strict=True)]
    needed = [text for text, free in zip(paragraphs, optional, strict=True) if not free]
    return max(_f1(_shingles("\n".join(gold)), _shingles(text)) for gold in (whole, needed))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def _f1(gold: Counter[tuple[str, ...]], ours: Counter[tuple[str, ...]]) -> float:
    both = sum((gold & ours).values())
    return 2 * both / max(1, sum(gold.values()) + sum(ours.values()))


if __name__ == "__main__":
    main()
