"""Accuracy on passages of one form of quoting each: `python tests/gold/quotes/forms.py` prints what is not right."""

import json
from pathlib import Path

CASES = Path(__file__).with_name("forms.jsonl")


def cases():
    """The passages: a form, a text, and all its quotes with kind, speaker and whether the voice has no name."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def faults(case, rows):
    """What is not as it should be in the rows found for a passage."""
    ours = {words(row["text"]): row for row in rows}
    wanted = {words(quote["text"]): quote for quote in case["quotes"]}
    found = [f"too much: {text}" for text in ours.keys() - wanted.keys()]
    for text, quote in wanted.items():
        row = ours.get(text)
        if row is None:
            found.append(f"missed: {text}")
            continue
        for name, told in (("kind", row["kind"]), ("speaker", row["speaker"]), ("anonymous", row["is_anonymous"])):
            if name in quote and told != quote[name]:
                found.append(f"{name} {told} instead of {quote[name]}: {text}")
    return sorted(found)


def words(text):
    """A text without the marks at its edges and without a leading "that"."""
    return text.strip(" ,.?!—–…;:").removeprefix("that ")


def measure():
    """Each passage with its faults."""
    import pandas as pd

    from pipelines import annotate

    made = cases()
    ids = [f"{number:04d}" for number in range(len(made))]
    articles = pd.DataFrame({"article_id": ids, "text": [case["text"] for case in made], "language": "en"})
    quotes = annotate(articles).quotes
    rows = {number: [] for number in ids}
    for row in quotes.astype(object).where(quotes.notna(), None).to_dict("records"):
        rows[row["article_id"]].append(row)
    return [(case, faults(case, rows[number])) for number, case in zip(ids, made, strict=True)]


if __name__ == "__main__":
    measured = measure()
    for case, found in measured:
        if found:
            print(f"{case['form']}: {case['text']!r}", *found, sep="\n    ")
    print(f"{sum(not found for _, found in measured)} of {len(measured)} passages right")
