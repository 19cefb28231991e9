"""An HTML page to an article: its lines, its metadata, its blocks."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.articles import linked_data, main_text, markup, metadata, titles
from pipelines.articles.assemble import article_text
from pipelines.articles.page import extract
from pipelines.reading.record import Unreadable

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Example"},
        {
            "@type": ["NewsArticle"],
            "headline": "Old bridge &amp; ferry: what now?",
            "datePublished": "2025-05-03T10:00:00+02:00",
            "dateModified": "2025-05-04T08:00:00Z",
            "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Organization", "name": "The Example"}],
            "publisher": {"@type": "Organization", "name": "The Example"},
            "articleSection": ["World", "Bridges"],
        },
    ],
}
PARAGRAPHS = (
    "LISBON (Reuters) - The council voted on Monday to close the old bridge for two years, the mayor said on radio.",
    "“We had no choice but to close it before another winter comes,” said Carla Dias, an engineer at the port.",
    "The ferry will start in May and carry up to two hundred cars a day across the river, according to the plan.",
    "Shops near the bridge have asked for help, since most of their customers came on foot from the other side.",
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Old bridge & ferry: what now? | The Example</title>
<link rel="canonical" href="https://news.example/world/old-bridge"><meta property="og:site_name" content="The Example">
<script type="application/ld+json">{json.dumps(LINKED)}</script><style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Old bridge &amp; ferry: what now?</h1>
<p class="standfirst">The council of a small harbour town has voted after a long debate that lasted all night.</p>
<p class="byline">By Ann Lee</p>
<figure><img src="x.jpg"><figcaption>The old bridge in winter</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<h2>What comes next</h2><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p></article>
<aside class="related"><h3>Related</h3><a href="/2">Ferry to start in May</a></aside>
<footer>© 2025 The Example. All rights reserved.</footer></body></html>"""


def lines(text: str) -> list[str]:
    return [line.text for line in markup.lines(markup.parse(text)).lines]


def test_lines_are_what_a_browser_shows() -> None:
    text = """<head><title>T</title></head><p>One&nbsp;<b>two</b>
      three<br>four &lt;five&gt; si\u00adx</p><script>x()</script><div>seven<p>eight</p>nine<!-- c --></div>
      <template><p>hidden</p></template><ul><li>ten<li>eleven</ul>"""
    assert lines(text) == ["One two three", "four <five> six", "seven", "eight", "nine", "ten", "eleven"]


def test_lines_are_where_they_say() -> None:
    marked = markup.lines(markup.parse(PAGE))
    assert [marked.text[line.start : line.end] for line in marked.lines] == [line.text for line in marked.lines]


def test_lines_know_the_markup_around_them() -> None:
    by_text = {line.text: line for line in markup.lines(markup.parse(PAGE)).lines}
    assert by_text["Home"].hints == ("navigation",)
    assert by_text["Home"].linked == 4
    assert by_text["The old bridge in winter"].tag == "figcaption"
    assert by_text["Ferry to start in May"].hints == ("related",)
    assert by_text[PARAGRAPHS[0]].parent == by_text[PARAGRAPHS[3]].parent


@pytest.mark.parametrize(("text", "reason"), [("", "no_article"), ("<div>" * 400 + "x", "too_deep")])
def test_markup_that_is_no_page(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        markup.parse(text)
    assert caught.value.reason == reason


def test_entities_from_outside_are_not_read() -> None:
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a &x; b</p></body></html>'
    assert lines(text)[-1].endswith("a &x; b")


def test_metadata() -> None:
    found = metadata.read(markup.parse(PAGE), None)
    assert found.title == "Old bridge & ferry: what now?"
    assert (found.authors, found.roles) == (["Ann Lee"], [""])
    assert (found.section, found.outlet) == ("World", "The Example")
    assert (found.url, found.language) == ("https://news.example/world/old-bridge", "en")
    assert found.modified_at == datetime(2025, 5, 4, 8, tzinfo=UTC)
    assert found.published is not None
    assert (found.published.at, found.published.utc_offset) == (datetime(2025, 5, 3, 8, tzinfo=UTC), 120)


@pytest.mark.parametrize("script", ["{broken", "[" * 10_000, "null", '{"@type": 5, "@graph": {"@graph": {}}}', "5"])
def test_broken_linked_data_says_nothing(script: str) -> None:
    tree = markup.parse(f'<html><head><script type="application/ld+json">{script}</script></head><body>x</body></html>')
    assert linked_data.article_object(linked_data.objects(tree)) == {}


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Old bridge closes | The Example", "Old bridge closes"),
        ("The Example - Old bridge closes", "Old bridge closes"),
        ("Old bridge closes - World - The Example", "Old bridge closes - World"),
        ("Old bridge - a portrait", "Old bridge - a portrait"),
        ("Old bridge closes – example.org", "Old bridge closes"),
    ],
)
def test_name_of_the_site_is_no_part_of_the_title(title: str, bare: str) -> None:
    assert titles.without_site(title, "The Example", "example.org") == bare


def test_date_after_the_collection_is_not_believed() -> None:
    found = metadata.read(markup.parse(PAGE), datetime(2025, 5, 1, tzinfo=UTC))
    assert found.published is None


def test_page() -> None:
    draft = extract(PAGE, None)
    kinds = [(block.kind, block.text) for block in draft.blocks]
    assert kinds == [
        ("chrome", "Home"),
        ("chrome", "World"),
        ("title", "Old bridge & ferry: what now?"),
        ("dek", "The council of a small harbour town has voted after a long debate that lasted all night."),
        ("byline", "By Ann Lee"),
        ("caption", "The old bridge in winter"),
        ("paragraph", PARAGRAPHS[0]),
        ("paragraph", PARAGRAPHS[1]),
        ("heading", "What comes next"),
        ("paragraph", PARAGRAPHS[2]),
        ("paragraph", PARAGRAPHS[3]),
        ("chrome", "Related"),
        ("chrome", "Ferry to start in May"),
        ("chrome", "© 2025 The Example. All rights reserved."),
    ]
    assert draft.dateline == "LISBON"
    assert [block.rule for block in draft.blocks if block.kind == "chrome"] == [
        "chrome:navigation",
        "chrome:navigation",
        "chrome:related",
        "chrome:related",
        "chrome:legal",
    ]
    text, _ = article_text(draft)
    assert text.startswith("The council of a small harbour town")
    assert "old bridge in winter" not in text
    assert all(draft.text[block.start : block.end] == block.text for block in draft.blocks)


def test_page_with_hardly_any_text_is_no_article() -> None:
    with pytest.raises(Unreadable) as caught:
        extract("<html><body><nav>Home News Sport</nav><p>Nothing to see.</p></body></html>", None)
    assert caught.value.reason == "no_article"


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div class='x'>", "</div>", "<b>", "<br>", "a. ", "B & c ", "<h1>"])))
def test_any_markup_gives_lines_that_are_found_again(parts: list[str]) -> None:
    try:
        marked = markup.lines(markup.parse("".join(parts)))
    except Unreadable:
        return
    assert marked.text == "\n".join(line.text for line in marked.lines)


def test_lines_are_aligned_in_order_by_their_letters() -> None:
    page = ["title", "firstparagraphoftext", "news", "secondparagraphoftextismuchlonger", "title"]
    assert main_text.aligned(page, ["firstparagraphoftext", "news", "title"]) == {1, 2, 4}
    assert main_text.aligned(page, ["secondparagraph", "absent"]) == set()
    assert main_text.aligned(page, ["title", "title"]) == {0, 4}
    assert main_text.aligned(page, ["paragraphoftextismuchlonger"]) == {3}
    assert main_text.aligned(page, []) == set()


def test_notice_on_a_page_of_menus_is_not_lost() -> None:
    menu = "".join(f"<li><a href='/{number}'>Council {number}</a></li>" for number in range(150))
    notice = "The health service of the town asks all patients of Friday to come again on Monday, since two cars broke."
    draft = extract(f"<html><body><ul>{menu}</ul><td>{notice}</td><ul>{menu}</ul></body></html>", None)
    assert [block.text for block in draft.blocks if block.kind in ("dek", "paragraph")] == [notice]
