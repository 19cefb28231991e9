"""Precision and recall of near copies, on texts derived from a folder of pages with gold bodies.

    python tests/benchmarks/copies.py FOLDER

FOLDER holds `gold.jsonl` (one page a line: set, id, url, paragraphs) and `flattened/<set>/<id>.txt`.  Every page gives
four articles: the body, the whole page flattened to text, the first half of the body, and the body with an agency's
dateline before it; each two of these are copies.  Everything else is not: pages of different sites, and different pages
of one site, with all that its template prints on both.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from pipelines.stories.copies import find_copies

KINDS = ("body", "page", "half", "dateline")


def derived(folder: Path) -> pd.DataFrame:
    """Four articles a page, `article_id` = `<page>/<kind>`, with `site` and `text`."""
    rows = []
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        body = "\n\n".join(gold["paragraphs"])
        page = (folder / "flattened" / gold["set"] / f"{gold['id']}.txt").read_text("utf-8")
        texts = (body, page, body[: len(body) // 2], f"GENEVA, Switzerland (Halyard) — {body}")
        site = urlsplit(gold["url"]).netloc.removeprefix("www.")
        rows += [
            {"article_id": f"{gold['id']}/{kind}", "site": site, "text": text}
            for kind, text in zip(KINDS, texts, strict=True)
        ]
    return pd.DataFrame(rows)


def kinds_of(one: str, other: str) -> str:
    """`body and half`, in the order of KINDS."""
    return " and ".join(sorted((one.rpartition("/")[2], other.rpartition("/")[2]), key=KINDS.index))


def main(folder: Path) -> None:
    """Print one figure a line."""
    articles = derived(folder)
    pages = len(articles) // len(KINDS)
    start = time.process_time()
    found = find_copies(articles, articles.iloc[:0])
    seconds = time.process_time() - start
    page_of = {name: name.rpartition("/")[0] for name in articles["article_id"]}
    pairs = list(zip(found["article_id"], found["other_id"], strict=True))
    right = Counter(kinds_of(*pair) for pair in pairs if page_of[pair[0]] == page_of[pair[1]])
    site_of = dict(zip(articles["article_id"], articles["site"], strict=True))
    site_sizes = Counter(site_of[f"{page}/body"] for page in set(page_of.values()))
    of_one_site = sum(size * (size - 1) // 2 for size in site_sizes.values()) * len(KINDS) ** 2
    wrong = Counter(
        "of one site" if site_of[one] == site_of[other] else "of two sites"
        for one, other in pairs
        if page_of[one] != page_of[other]
    )
    print(f"articles {len(articles)}, copies {pages * 6}, pairs of different pages of one site {of_one_site}")
    for kinds in (f"{one} and {other}" for one, other in combinations(KINDS, 2)):
        print(f"recall {kinds} {right[kinds] / pages:.4f}")
    for name in ("of one site", "of two sites"):
        print(f"wrong {name} {wrong[name]}")
    print(f"precision {right.total() / max(len(pairs), 1):.4f}")
    print(f"recall {right.total() / (pages * 6):.4f}")
    print(f"articles per CPU-second {len(articles) / seconds:.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
