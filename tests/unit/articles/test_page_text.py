"""A flattened page to an article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.articles.assemble import article_text
from pipelines.articles.draft import Block, Draft
from pipelines.articles.page_text import extract, read_above
from pipelines.reading.record import Unreadable

PAGE = """Menu

World

Old bridge closes for two years

The council of a small harbour town has voted after a long debate that lasted until midnight.

By Ann Lee, Science Editor

3 May 2025

Share this article

The old bridge in winter. Photo: Bo Berg

LISBON (Reuters) - The council voted on Monday to close the old bridge for two years, the mayor said.

“We had no choice but to close it before another winter comes,” said Carla Dias, an engineer at the port.

What comes next

The ferry will start in May and carry up to two hundred cars a day across the river, according to the plan.

Old bridge closes for two years

Advertisement

Shops near the bridge have asked for help, since most of their customers came on foot from the other side.
Some of them have thought of closing, while others want to sell from boats until the bridge is open again.

Related stories
Ferry to start in May
Mayor wins vote
Port to grow again
Leave a reply
© 2025 The Example. All rights reserved.
"""


def test_page() -> None:
    draft = extract(PAGE, datetime(2025, 6, 1, tzinfo=UTC))
    kinds = [(block.kind, PAGE[block.start : block.end][:24]) for block in draft.blocks]
    assert kinds == [
        ("chrome", "Menu"),
        ("chrome", "World"),
        ("title", "Old bridge closes for tw"),
        ("dek", "The council of a small h"),
        ("byline", "By Ann Lee, Science Edit"),
        ("byline", "3 May 2025"),
        ("chrome", "Share this article"),
        ("caption", "The old bridge in winter"),
        ("paragraph", "LISBON (Reuters) - The c"),
        ("paragraph", "“We had no choice but to"),
        ("heading", "What comes next"),
        ("paragraph", "The ferry will start in "),
        ("caption", "Old bridge closes for tw"),
        ("chrome", "Advertisement"),
        ("paragraph", "Shops near the bridge ha"),
        ("paragraph", "Some of them have though"),
        ("chrome", "Related stories"),
        ("chrome", "Ferry to start in May"),
        ("chrome", "Mayor wins vote"),
        ("chrome", "Port to grow again"),
        ("chrome", "Leave a reply"),
        ("chrome", "© 2025 The Example. All "),
    ]
    assert draft.title == "Old bridge closes for two years"
    assert (draft.authors, draft.author_roles) == (["Ann Lee"], ["Science Editor"])
    assert (draft.section, draft.dateline) == ("World", "LISBON")
    assert draft.dek is not None
    assert draft.dek.startswith("The council of a small harbour town")
    assert draft.published is not None
    assert draft.published.at == datetime(2025, 5, 3, tzinfo=UTC)


def test_sorts_of_chrome_are_named() -> None:
    rules = {block.text: block.rule for block in extract(PAGE, None).blocks if block.kind == "chrome"}
    assert rules["Menu"] == "chrome:navigation"
    assert rules["Share this article"] == "chrome:share"
    assert rules["Leave a reply"] == "chrome:comment"
    assert rules["Ferry to start in May"] == "chrome:other"


def test_text_holds_dek_paragraphs_and_headings() -> None:
    draft = extract(PAGE, None)
    text, spans = article_text(draft)
    kept = [block.text for block in draft.blocks if block.kind in ("dek", "paragraph", "heading")]
    assert text == "\n\n".join(kept)
    assert [text[span[0] : span[1]] for span in spans if span] == kept


def test_address_on_the_first_line_is_no_title() -> None:
    body = "The council voted on Monday to close the old bridge for two years, the mayor said.\n\n" * 3
    draft = extract("https://news.example/2025/05/03/bridge\n\n" + body, None)
    assert (draft.url, draft.title) == ("https://news.example/2025/05/03/bridge", None)


def test_comments_below_a_short_article_are_not_the_body() -> None:
    body = "The council voted on Monday to close the old bridge for two years, the mayor said on the radio.\n\n" * 8
    comment = (
        "I have crossed this bridge every day of my life and nobody asked me whether it may be closed now.\n\n" * 9
    )
    draft = extract(f"Old bridge closes for two years\n\n{body}9 Comments\n\nAda says:\n\n{comment}", None)
    text, _ = article_text(draft)
    assert "voted on Monday" in text
    assert "every day of my life" not in text


@pytest.mark.parametrize("text", ["", "Menu\nHome\nNews", "one\ntwo\nthree"])
def test_lines_without_a_sentence_are_no_article(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        extract(text, None)
    assert caught.value.reason == "no_article"


@given(st.text(alphabet=st.sampled_from("ab .!\n“”—A1:|©"), max_size=400))
def test_every_block_is_found_again(text: str) -> None:
    try:
        draft = extract(text, None)
    except Unreadable:
        return
    whole, spans = article_text(draft)
    for block, span in zip(draft.blocks, spans, strict=True):
        source = text[block.start : block.end]
        assert " ".join(source.split()) == " ".join(block.text.split())
        assert span is None or whole[span[0] : span[1]] == block.text


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ("Home » Coast » Old bridge closes", "Coast"),
        ("News\nSport\nBusiness\nOpinion\nLOCAL NEWS", "LOCAL NEWS"),
        ("News\nSport\nBusiness\nOpinion\nWeather: rain", None),
        ("World", "World"),
        ("Rain today", None),
    ],
)
def test_section_above_the_title(above: str, section: str | None) -> None:
    body = "The council voted on Monday to close the old bridge for two years, the mayor said.\n\n" * 3
    draft = extract(f"{above}\nOld bridge closes for two years\n\nBy Ann Lee\n\n{body}", None)
    assert draft.title == "Old bridge closes for two years"
    assert draft.section == section


def test_notice_among_menus_is_not_lost() -> None:
    menus = "\n".join(f"Council {number}" for number in range(120))
    notice = "The health service of the town asks all patients of Friday to come again on Monday, since two cars broke."
    draft = extract(f"{menus}\n{notice}\n{menus}", None)
    assert [block.text for block in draft.blocks if block.kind in ("dek", "paragraph")] == [notice]


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("Old bridge closes", ": what becomes of the ferry", "Old bridge closes: what becomes of the ferry"),
        (
            "Old bridge in the harbour closes",
            "for two years after the storm",
            "Old bridge in the harbour closes for two years after the storm",
        ),
        ("Old bridge closes for two years", "Ferry to start in May", "Old bridge closes for two years"),
        ("Old bridge closes for two years", "by Ann Lee", "Old bridge closes for two years"),
    ],
)
def test_broken_title_is_joined(first: str, second: str, title: str) -> None:
    body = [
        "The council voted on Monday to close the old bridge for two years, the mayor said on the radio at noon.",
        "The ferry will start in May and carry up to two hundred cars a day across the river, according to the plan.",
        "Shops near the bridge have asked for help, since most of their customers came on foot from the other side.",
    ]
    draft = extract("\n\n".join(["Home", "Sport", f"{first}\n{second}", "By Ann Lee", "3 May 2025", *body]), None)
    assert draft.title == title
    assert all(draft.text[block.start : block.end] == block.text for block in draft.blocks)


def test_day_near_the_title_counts_where_it_is_the_only_one() -> None:
    body = "The council voted on Monday to close the old bridge for two years, the mayor said.\n\n" * 4
    only = extract(f"Old bridge closes for two years\n\nWritten on 3 May 2025 in Coast\n\n{body}", None)
    assert only.published is not None
    assert str(only.published.at)[:10] == "2025-05-03"
    stamps = [Block("chrome", f"Published {day} May 2025", None, None, "chrome:other") for day in (2, 9)]
    title = Block("title", "Old bridge closes", None, None, "title:labelled")
    two = Draft("", [title, *stamps, Block("paragraph", body, None, None, "paragraph:prose")])
    read_above(two, None)
    assert two.published is None


def test_persons_that_the_article_speaks_of_did_not_write_it() -> None:
    body = "The council voted on Monday to close the old bridge for two years, Carla Dias said on the radio.\n\n" * 4
    draft = extract(f"Old bridge closes for two years\n\nCarla Dias\n\nAnn Lee\n\n3 May 2025\n\n{body}", None)
    assert draft.authors == ["Ann Lee"]


def test_agency_is_the_author_where_nobody_else_is_named() -> None:
    body = "The council voted on Monday to close the old bridge for two years, the mayor said.\n\n" * 4
    draft = extract(f"Old bridge closes for two years\n\nBy Reuters\n\n3 May 2025\n\n{body}", None)
    assert (draft.authors, draft.author_roles) == (["Reuters"], ["organisation"])


@pytest.mark.parametrize(
    ("between", "dek"),
    [
        ("The council of a small harbour town has voted after a long debate that lasted until midnight.", True),
        ("Old bridge in the harbour: it closes for two years, and nobody knows what then", False),
        ("In partnership with the town of Harlow", False),
    ],
)
def test_dek_says_more_than_the_title(between: str, dek: bool) -> None:
    body = "The council voted on Monday to close the old bridge for two years, the mayor said.\n\n" * 4
    title = "Old bridge in the harbour closes for two years"
    draft = extract(f"{title}\n\n{between}\n\nBy Ann Lee\n\n3 May 2025\n\n{body}", None)
    assert draft.dek == (between if dek else None)


@pytest.mark.parametrize(
    "link",
    [
        "Zum Inhalt springen",
        "Skip to main content",
        "Aller au contenu principal",
        "Saltar al contenido",
        "Hopp til innhold",
    ],
)
def test_link_to_the_text_is_no_title(link: str) -> None:
    body = "The council voted on Monday to close the old bridge for two years, the mayor said.\n\n" * 4
    assert extract(f"{link}\n\n{body}", None).title is None
