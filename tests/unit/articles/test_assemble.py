"""A draft to the rows of the frames: what tells the day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.articles import dates
from pipelines.articles.assemble import article_row
from pipelines.articles.draft import Block, Draft
from pipelines.settings import DEFAULT

COLLECTED = datetime(2025, 6, 15, 12, 30, tzinfo=UTC)


def draft(text: str, published: str | None = None, collected_at: datetime | None = COLLECTED) -> Draft:
    made = Draft(text, [Block("paragraph", text, 0, len(text), "paragraph:prose")])
    made.collected_at = collected_at
    made.published = dates.published(published, "metadata", collected_at) if published else None
    return made


@pytest.mark.parametrize(
    ("text", "published", "url", "day"),
    [
        ("PARIS, Oct. 3 (Halyard) - The council met.", "October 2024", None, (2024, 10, 3)),
        ("PARIS, Oct. 3 (Halyard) - The council met.", "2024", None, (2024, 10, 3)),
        ("PARIS, Oct. 3 (Halyard) - The council met.", None, "https://paper.example/2024/10/council", (2024, 10, 3)),
        ("PARIS, Oct. 3 (Halyard) - The council met.", None, "https://paper.example/2023/council", (2023, 10, 3)),
        ("PARIS, Oct. 3, 2024 (Halyard) - The council met.", None, None, (2024, 10, 3)),
        ("PARIS, Oct. 3 (Halyard) - The council met.", "May 2024", None, None),
        ("PARIS, Oct. 3 (Halyard) - The council met.", None, None, None),
        ("PARIS, Oct. 3, 2026 (Halyard) - The council met.", None, None, None),
        ("PARIS (Halyard) - The council met on Oct. 3.", "2024", None, None),
    ],
)
def test_a_dateline_tells_the_day_where_the_year_is_known(
    text: str, published: str | None, url: str | None, day: tuple[int, int, int] | None
) -> None:
    row = article_row(draft(text, published), text, {"url": url} if url else {}, DEFAULT)
    assert row["published_at"] == (datetime(*day, tzinfo=UTC) if day else None)
    assert (row["published_method"] == "dateline") == (day is not None)


def test_a_day_that_the_record_says_wins() -> None:
    text = "PARIS, Oct. 3 (Halyard) - The council met."
    row = article_row(draft(text, "4 October 2024"), text, {}, DEFAULT)
    assert (row["published_at"], row["published_method"]) == (datetime(2024, 10, 4, tzinfo=UTC), "metadata")


def test_a_dateline_counts_without_a_time_of_collection_too() -> None:
    text = "PARIS, Oct. 3 (Halyard) - The council met."
    row = article_row(draft(text, "2024", None), text, {}, DEFAULT)
    assert (row["published_at"], row["published_raw"]) == (datetime(2024, 10, 3, tzinfo=UTC), "Oct. 3")
