"""Accuracy on the demo corpus against gold by hand: `python tests/gold/accuracy.py` prints every figure."""

import json
from collections import Counter
from pathlib import Path

from pipelines import annotate, read_articles

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds"


def present(value):
    return value if isinstance(value, str | bool) or (value is not None and value == value) else None  # noqa: PLR0124 - NaN


def words(text):
    return text.strip(" ,.?!—…;:") if text else text


def measure():
    """Every figure, a share of 1."""
    golds = [json.loads(line) for line in (HERE / "seeds.jsonl").read_text(encoding="utf-8").splitlines()]
    read = read_articles([SEEDS])
    found = annotate(read.articles)
    rows = {(row["source_path"], row["source_record"]): row for row in read.articles.to_dict("records")}
    right, count = Counter(), Counter()
    for gold in golds:
        row = rows[gold["file"], gold["record"]]
        fields(gold, row, right, count)
        people(gold, row["article_id"], found, right, count)
        quotes(gold, row["article_id"], found, right, count)
        places(gold, row["article_id"], found, right, count)
    return {name: right[name] / count[name] for name in sorted(count)}


def fields(gold, row, right, count):
    day = present(row["published_at"])
    ours = {name: present(row[name]) for name in ("title", "outlet", "dateline", "section", "dek", "language")}
    ours |= {"authors": list(row["authors"]), "published": str(day)[:10] if day is not None else None}
    for name, value in ours.items():
        count[name] += 1
        right[name] += value == gold[name]


def people(gold, article, found, right, count):
    named = found.entity_mentions[found.entity_mentions["article_id"] == article]
    ids = set(named["entity_id"].dropna())
    entities = found.entities[found.entities["entity_id"].isin(ids) & (found.entities["label"] == "PERSON")]
    ours, wanted = set(entities["name"]), set(gold["people"])
    right.update({"people recall": len(ours & wanted), "people precision": len(ours & wanted)})
    count.update({"people recall": len(wanted), "people precision": len(ours)})


def quotes(gold, article, found, right, count):
    mine = found.quotes[found.quotes["article_id"] == article].to_dict("records")
    ours = {(row["in_title"], words(row["text"])): row for row in mine}
    for quote in gold["quotes"]:
        row = ours.get((quote.get("in_title", False), words(quote["text"])))
        if quote["kind"] == "scare":
            count["scare recall"] += 1
            right["scare recall"] += row is None or row["kind"] == "scare"
            continue
        count["quotes found"] += 1
        right["quotes found"] += row is not None and row["kind"] != "scare"
        told = present(row["speaker"]) if row else None
        hit = told is not None and told == quote["speaker"]
        count.update({"speaker recall": quote["speaker"] is not None, "speaker precision": told is not None})
        right.update({"speaker recall": hit, "speaker precision": hit})
        if quote["anonymous"]:
            count["anonymous recall"] += 1
            right["anonymous recall"] += bool(row and row["is_anonymous"])


def places(gold, article, found, right, count):
    mentions = found.location_mentions[found.location_mentions["article_id"] == article]
    country = dict(zip(found.locations["location_id"], found.locations["country_code"], strict=True))
    ours = {(row.text.casefold(), present(country.get(row.location_id))) for row in mentions.itertuples()}
    for place in gold["places"]:
        count["places recall"] += 1
        right["places recall"] += (place["text"].casefold(), place["country"]) in ours


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:20s} {value:.3f}")
