from __future__ import annotations

import newsroom
import pytest

from warehouse.explain import NoSuchArticle, explain
from warehouse.home import Home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("explained")
    home = Home(folder / "home", folder / "landing")
    newsroom.put(home.landing, "day/a.jsonl", newsroom.story("One", "“We wait,” said Mara Lindqvist in Bergen."))
    newsroom.put(home.landing, "day/two.jsonl", newsroom.story("Two", "Snow."), newsroom.story("Three", "Rain."))
    newsroom.run(home)
    return home


def test_everything_of_an_article(home: Home) -> None:
    page = explain(home, "day/a.jsonl")
    assert page.article["title"] == "One"
    assert [(block["in_text"], block["text"]) for block in page.blocks if block["kind"] == "paragraph"] == [
        (True, page.article["text"])
    ]
    assert [(quote["speaker"], quote["text"], quote["confidence"]) for quote in page.quotes] == [
        ("Mara Lindqvist", "We wait,", 0.8)
    ]
    assert [row["name"] for row in page.names] == ["Mara Lindqvist"]
    assert [(row["name"], row["country_code"]) for row in page.places] == [("Bergen", "NO")]
    assert all(page.article["text"][span["start_char"] : span["end_char"]] for span in page.spans)


def test_an_article_goes_by_id_prefix_address_path_and_file_name(home: Home) -> None:
    article = explain(home, "day/a.jsonl").article
    known = [article["article_id"], article["article_id"][:6].upper(), "a.jsonl"]
    known += [article["url"]] if article["url"] else []
    assert {explain(home, name).article["article_id"] for name in known} == {article["article_id"]}


def test_several_articles_are_listed(home: Home) -> None:
    with pytest.raises(NoSuchArticle, match=r"several articles go by 'two.jsonl'(.|\n)*day/two.jsonl"):
        explain(home, "two.jsonl")


def test_no_article_names_the_nearest(home: Home) -> None:
    with pytest.raises(NoSuchArticle, match=r"no article goes by 'tow.jsonl'(.|\n)*day/two.jsonl"):
        explain(home, "tow.jsonl")
    with pytest.raises(NoSuchArticle, match="no article goes by 'a'"):
        explain(home, "a")
