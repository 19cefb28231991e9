"""Proof that the spans of a frame are what they say: cut again out of the article, compared character for character."""

from __future__ import annotations

import pandas as pd


def unproven(spans: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of `spans` whose `text` is not what stands at their offsets; none, if all is well.

    Args:
        spans: a frame with article_id, in_title, start_char, end_char and text.
        articles: the articles they point into, with article_id, title and text.
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    titles = dict(zip(articles["article_id"], articles["title"], strict=True))
    columns = zip(
        spans["article_id"], spans["in_title"], spans["start_char"], spans["end_char"], spans["text"], strict=True
    )
    wrong = []
    for article, in_title, start, end, text in columns:
        whole = (titles if in_title else texts).get(article)
        wrong.append(not isinstance(whole, str) or not 0 <= start < end <= len(whole) or whole[start:end] != text)
    return spans[wrong]


def misplaced(blocks: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Kept blocks that do not lie in their article's text one after the other; none, if all is well."""
    lengths = dict(zip(articles["article_id"], articles["text"].str.len(), strict=True))
    kept = blocks[blocks["start_char"].notna()]
    previous = kept.groupby("article_id")["end_char"].shift(fill_value=0)
    room = kept["article_id"].map(lengths).astype("float64")
    inside = (kept["start_char"] >= previous) & (kept["end_char"] > kept["start_char"]) & (kept["end_char"] <= room)
    return kept[~inside]
