"""Accuracy on headlines of our own: `python tests/gold/quotes/headlines.py` prints the shares and what is wrong."""

import json
from collections import Counter
from pathlib import Path

CASES = Path(__file__).with_name("headlines.jsonl")


def cases():
    """The headlines: a form, the title, the text below it, and all quotes of the title."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def found(made):
    """For each case the rows of its headline."""
    import pandas as pd

    from pipelines import annotate

    ids = [f"{number:04d}" for number in range(len(made))]
    columns = {"article_id": ids, "title": [c["title"] for c in made], "text": [c["text"] for c in made]}
    quotes = annotate(pd.DataFrame(columns | {"language": "en"})).quotes
    rows = {number: [] for number in ids}
    for row in quotes[quotes["in_title"]].astype(object).where(quotes.notna(), None).to_dict("records"):
        rows[row["article_id"]].append(row)
    return [rows[number] for number in ids]


def words(text):
    """A text without the marks at its edges."""
    return text.strip(" ,.?!—–…;:“”‘’\"'")


def compared(case, rows):
    """Pairs of a row and the quote of the gold with its words; None where one has no counterpart."""
    ours = {words(row["text"]): row for row in rows}
    wanted = {words(quote["text"]): quote for quote in case["quotes"]}
    return [(ours.get(text), wanted.get(text)) for text in dict.fromkeys([*wanted, *ours])]


def faults(case, rows):
    """What is not as it should be in the rows of a headline."""
    told = []
    for row, quote in compared(case, rows):
        if row is None or quote is None:
            told.append(f"missed: {quote['text']}" if row is None else f"too much: {row['kind']} {row['text']}")
            continue
        for name, said in (("kind", row["kind"]), ("speaker", row["speaker"]), ("anonymous", row["is_anonymous"])):
            if said != quote[name]:
                told.append(f"{name} {said} instead of {quote[name]}: {row['text']}")
    return told


def shares(made, rows):
    """Precision and recall of rows (words and kind) and of speakers, and how sure right and wrong rows are."""
    right, count, sure = Counter(), Counter(), {True: [], False: []}
    for case, of_case in zip(made, rows, strict=True):
        for row, quote in compared(case, of_case):
            same = row is not None and quote is not None and row["kind"] == quote["kind"]
            right.update({"row precision": same, "row recall": same})
            count.update({"row precision": row is not None, "row recall": quote is not None})
            told, wanted = row and row["speaker"], quote and quote["speaker"]
            right.update({"speaker precision": bool(told) and told == wanted})
            right.update({"speaker recall": bool(told) and told == wanted})
            count.update({"speaker precision": bool(told), "speaker recall": bool(wanted)})
            if row is not None:
                sure[same and told == wanted].append(row["confidence"])
    figures = {name: right[name] / count[name] for name in count}
    return figures | {
        f"confidence of {name}": sum(s) / max(1, len(s))
        for name, s in zip(("right", "wrong"), (sure[True], sure[False]), strict=True)
    }


if __name__ == "__main__":
    made = cases()
    rows = found(made)
    for case, of_case in zip(made, rows, strict=True):
        if told := faults(case, of_case):
            print(f"{case['form']}: {case['title']!r}", *told, sep="\n    ")
    print(f"{sum(not faults(c, r) for c, r in zip(made, rows, strict=True))} of {len(made)} headlines right")
    for name, value in shares(made, rows).items():
        print(f"{name:22s} {value:.3f}")
