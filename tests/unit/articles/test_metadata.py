"""What an HTML page says of its article to machines: title, outlet, authors, dates, data of scripts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pipelines.articles import authors, markup, metadata, outlets, titles
from pipelines.articles.page import extract

BODY = (
    "The council voted on Monday to close the old bridge for two years, the mayor said on the radio in the evening. "
    "The ferry will start in May and carry up to two hundred cars a day across the river, according to the plan. "
    "Shops near the bridge have asked for help, since most of their customers came on foot from the other side."
)


CLOSES = "Old bridge closes"


def page(head: str = "", body: str = "", linked: Any = None) -> str:
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    return f"<html><head>{head}{script}</head><body>{body}</body></html>"


def meta(**named: str) -> str:
    return "".join(f'<meta property="{name.replace("_", ":", 1)}" content="{text}">' for name, text in named.items())


def read(*parts: Any, **named: Any) -> metadata.Metadata:
    return metadata.read(markup.parse(page(*parts, **named)), None)


@pytest.mark.parametrize(
    ("head", "body", "headline", "title"),
    [
        ("<title>Old bridge closes | News</title>", f"<h1>{CLOSES}</h1>", "Old bridge closes | News", CLOSES),
        ("<title>Old bridge closes-Cityㅣ다리</title>" + meta(headline=CLOSES), "", None, CLOSES),
        (meta(og_title="Bridge: what now?"), "<h1>Old bridge closes</h1>", CLOSES, CLOSES),
        (meta(og_title="World / Old bridge closes"), "<h1><b>World</b><b>Old bridge closes</b></h1>", None,
         "World / Old bridge closes"),
    ],
)  # fmt: skip
def test_title_is_what_the_statements_agree_on(head: str, body: str, headline: str | None, title: str) -> None:
    assert read(head, body, {"@type": "NewsArticle", "headline": headline} if headline else None).title == title


@pytest.mark.parametrize(
    ("head", "body", "publisher", "outlet"),
    [
        (meta(og_site_name="harbourpost.example"), "", "Harbour Post", "Harbour Post"),
        (meta(og_site_name="Post Online"), "", "Harbour Post", "Harbour Post"),
        ("<title>Old bridge closes – The New Harbour Post</title>", "", None, "The New Harbour Post"),
        ("<title>Old bridge closes - Alpha</title>", "", None, None),
        ("<title>Old bridge closes - Alpha</title>", '<a href="/"><img src="l.png" alt="Alpha"></a>', None, "Alpha"),
        ("", '<a href="/" aria-label="To the Harbour Post home page">x</a>', None, "Harbour Post"),
        (meta(copyright="© 2024 Big Media Ltd"), "", None, None),
        (meta(copyright="© 2024 Harbour Post"), "", None, "Harbour Post"),
    ],
)
def test_outlet_is_written_out(head: str, body: str, publisher: str | None, outlet: str | None) -> None:
    linked = {"@type": "NewsArticle", "publisher": {"name": publisher}} if publisher else None
    address = '<link rel="canonical" href="https://www.harbourpost.example/1">'
    assert read(address + head, body, linked).outlet == outlet


def test_umlauts_are_spelt_out_in_addresses() -> None:
    tree = markup.parse(page(meta(description="Read the Börsen Blatt every day")))
    assert (
        outlets.outlet(tree, {}, {"description": ["Read the Börsen Blatt every day"]}, "boersenblatt.example")
        == "Börsen Blatt"
    )


ORGANISATION = authors.ORGANISATION
ANN = {"@type": "Person", "name": "Ann Lee"}


@pytest.mark.parametrize(
    ("stated", "names", "roles"),
    [
        ([{"@type": "Person", "name": "Ann Lee (al)"}], ["Ann Lee"], [""]),
        ([{"@type": "Person", "name": "ann lee"}], ["ann lee"], [""]),
        ([ANN, [{"@type": "Person", "name": "dpa"}]], ["Ann Lee", "dpa"], ["", ORGANISATION]),
        ("Ann Lee and Bo Berg, dpa", ["Ann Lee", "Bo Berg", "dpa"], ["", "", ORGANISATION]),
        ([ANN, {"@type": "Organization", "name": "Alpha"}], ["Ann Lee"], [""]),
        ({"@type": "Organization", "name": "Alpha"}, ["Alpha"], [ORGANISATION]),
        ({"@type": "Person", "name": "Alpha B"}, ["Alpha B"], [ORGANISATION]),
        ({"@type": "Person", "name": "admin"}, [], []),
        ({"@type": "Person", "name": "105092"}, [], []),
        ({"@type": "Person", "name": "ann@alpha.example"}, [], []),
    ],
)  # fmt: skip
def test_authors_are_persons_and_whom_the_page_credits(stated: Any, names: list[str], roles: list[str]) -> None:
    assert authors.authors({"author": stated}, {}, {"alpha"}) == (names, roles)


def test_meta_elements_name_persons_only() -> None:
    named = {"author": ["Alpha", "김민준 기자"], "byl": ["By Ann Lee"]}
    assert authors.authors({}, named, {"alpha"})[0] == ["김민준", "Ann Lee"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Reuters", "Reuters"),
        ("AFP, MANILA", "AFP"),
        ("Von dpa 30.04.2024, 18:58", "dpa"),
        ("The Associated Press", "The Associated Press"),
        ("Reuters reported on Monday", None),
        ("By Ann Lee", None),
        ("Agencies", None),
    ],
)
def test_agency_of_a_line(line: str, name: str | None) -> None:
    assert authors.agency(line) == name


def test_date_as_unix_prints_it() -> None:
    found = read(linked={"@type": "NewsArticle", "datePublished": "Fri May 02 19:20:36 CEST 2025"}).published
    assert found is not None
    assert found.at == datetime(2025, 5, 2, 17, 20, 36, tzinfo=UTC)


@pytest.mark.parametrize(
    "script",
    [
        '<script>window.state = {"a": [{"b": 1, "title": "Old bridge closes", "contentHtml": %s}]};</script>',
        '<script type="application/json">{"props": {"title": "Old bridge closes", "articleBody": %s}}</script>',
        '<script>broken({"x": </script><script>self.push({"title": "Old bridge closes", "body": %s})</script>',
    ],
)
def test_page_that_scripts_fill(script: str) -> None:
    text = page("<title>Old bridge closes</title>", script % json.dumps(f"<p>{BODY}</p>"))
    draft = extract(text, None)
    assert draft.title == "Old bridge closes"
    assert [block.text for block in draft.blocks if block.kind == "paragraph"] == [BODY]
    assert all(draft.text[block.start : block.end] == block.text for block in draft.blocks)


def test_window_title_of_a_page_without_one() -> None:
    assert titles.window_title(markup.parse("<p>x</p>")) is None
