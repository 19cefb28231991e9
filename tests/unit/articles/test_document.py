"""A JSON document to an article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from pipelines.articles.assemble import article_text
from pipelines.articles.document import extract
from pipelines.reading.record import Unreadable

BODY = (
    "LISBON (Reuters) - The council voted on Monday to close the old bridge for two years, the mayor said.\n"
    "What comes next\n"
    "The ferry will start in May and carry up to two hundred cars a day across the river, according to the plan.\n"
    "Advertisement"
)
NEWS_PLEASE = {
    "authors": ["Ann Lee", "The Example Staff"],
    "date_download": "2025-05-05 12:00:00",
    "date_modify": None,
    "date_publish": "2025-05-03 10:00:00",
    "description": "A small harbour town will have to live without its bridge.",
    "language": "en",
    "maintext": BODY,
    "source_domain": "www.news.example",
    "title": "Old bridge closes",
    "url": "https://www.news.example/bridge",
}


def test_shape_of_news_please() -> None:
    draft = extract(NEWS_PLEASE, None)
    assert (draft.title, draft.authors, draft.outlet) == ("Old bridge closes", ["Ann Lee"], "news.example")
    assert (draft.url, draft.language, draft.dateline) == ("https://www.news.example/bridge", "en", "LISBON")
    assert draft.collected_at == datetime(2025, 5, 5, 12, tzinfo=UTC)
    assert draft.published is not None
    assert (draft.published.at, draft.published.raw) == (datetime(2025, 5, 3, 10, tzinfo=UTC), "2025-05-03 10:00:00")
    assert [block.kind for block in draft.blocks] == [
        "title",
        "byline",
        "dek",
        "paragraph",
        "heading",
        "paragraph",
        "chrome",
    ]


def test_blocks_are_where_they_say() -> None:
    draft = extract(NEWS_PLEASE, None)
    assert all(draft.text[block.start : block.end] == block.text for block in draft.blocks)
    text, _ = article_text(draft)
    assert text.split("\n\n") == [NEWS_PLEASE["description"], *BODY.split("\n")[:3]]


@pytest.mark.parametrize("name", ["text", "body", "content", "articleBody", "full_text", "Text"])
def test_names_of_the_text(name: str) -> None:
    assert article_text(extract({name: "Only this."}, None))[0] == "Only this."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-01T10:00:00+02:00", datetime(2025, 3, 1, 8, tzinfo=UTC)),
        ("March 1, 2025", datetime(2025, 3, 1, tzinfo=UTC)),
        (1740816000, datetime(2025, 3, 1, 8, tzinfo=UTC)),
        (1740816000000, datetime(2025, 3, 1, 8, tzinfo=UTC)),
        ("soon", None),
        (1e308, None),
        (True, None),
        ({"a": 1}, None),
    ],
)
def test_date(value: Any, expected: datetime | None) -> None:
    draft = extract({"text": "Only this.", "date": value}, None)
    assert (draft.published.at if draft.published else None) == expected


@pytest.mark.parametrize(
    ("value", "authors", "roles"),
    [
        ("By Ann Lee and Bo Berg", ["Ann Lee", "Bo Berg"], ["", ""]),
        ("Ann Lee, Science Editor", ["Ann Lee"], ["Science Editor"]),
        (["Ann Lee", "Ann Lee"], ["Ann Lee"], [""]),
        ([{"name": "Ann Lee"}, None, 5], ["Ann Lee"], [""]),
        ("Reuters", [], []),
        (7, [], []),
    ],
)
def test_authors(value: Any, authors: list[str], roles: list[str]) -> None:
    draft = extract({"text": "Only this.", "author": value}, None)
    assert (draft.authors, draft.author_roles) == (authors, roles)


def test_outlet_may_be_an_object() -> None:
    assert extract({"text": "Only this.", "source": {"id": None, "name": "The Example"}}, None).outlet == "The Example"


def test_description_that_repeats_the_text_is_no_dek() -> None:
    draft = extract({"text": BODY, "description": BODY[:60] + "…"}, None)
    assert draft.dek is None
    assert "dek" not in {block.kind for block in draft.blocks}


def test_markup_in_a_value_is_turned_to_lines() -> None:
    draft = extract({"content": "<p>One &amp; only.</p><p>Two <b>bold</b> words.</p>", "title": "A &lt;b&gt; c"}, None)
    assert article_text(draft)[0] == "One & only.\n\nTwo bold words."


def test_lone_surrogates_can_be_stored() -> None:
    draft = extract({"text": "Broken \ud800 text.", "title": "T \udfff"}, None)
    assert draft.text == "T \ufffd\n\nBroken \ufffd text."


def test_text_that_looks_like_chrome_is_kept_where_there_is_no_other() -> None:
    assert article_text(extract({"text": "Advertisement"}, None))[0] == "Advertisement"


@pytest.mark.parametrize("document", [{}, {"title": "Old bridge closes"}, {"text": " "}, {"text": {"a": "b"}}])
def test_document_without_text(document: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as caught:
        extract(document, None)
    assert (caught.value.stage, caught.value.reason) == ("extract", "no_article")
