"""The wire story that three outlets of the demo corpus carry."""

from pathlib import Path

import pytest

from pipelines import read_articles
from pipelines.stories.components import find_stories
from pipelines.stories.copies import find_copies
from pipelines.stories.signatures import signatures

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture(scope="module")
def articles():
    return read_articles([SEEDS]).articles


def test_verbatim_trimmed_and_rewritten_are_one_wire_story(articles):
    outlet = dict(zip(articles["article_id"], articles["outlet"], strict=True))
    found = find_copies(articles, articles.iloc[:0])
    named = found.assign(
        **{name: found[name].map(outlet).fillna("") for name in ("article_id", "other_id", "longer_id", "earlier_id")}
    )
    carriers = {"The Harbour Ledger", "Bight Courier", "Meridian Dispatch"}
    told = {
        frozenset((row.article_id, row.other_id)): (row.kind, row.agency, row.longer_id, row.earlier_id)
        for row in named.itertuples()
    }
    # The Harbour Ledger says "5 hours ago", which is the hour that the Bight Courier's ten past one is in.
    assert told == {
        frozenset(("The Harbour Ledger", "Bight Courier")): ("wire", "Halyard News Agency", "The Harbour Ledger", ""),
        frozenset(("Meridian Dispatch", "Bight Courier")): (
            "wire",
            "Halyard News Agency",
            "Meridian Dispatch",
            "Bight Courier",
        ),
        frozenset(("The Harbour Ledger", "Meridian Dispatch")): (
            "wire",
            "Halyard News Agency",
            "Meridian Dispatch",
            "The Harbour Ledger",
        ),
    }
    stories = find_stories(signatures(articles), found)
    story = stories.groupby("story_id")["article_id"].agg(lambda ids: {outlet[one] for one in ids})
    assert [outlets for outlets in story if len(outlets) > 1] == [carriers]
