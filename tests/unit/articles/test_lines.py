"""Lines and their features."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.articles import chrome
from pipelines.articles.features import features_of, key_of
from pipelines.articles.lines import Line, lines_of
from pipelines.reading.record import Unreadable


@given(st.text())
def test_lines_are_where_they_say(record: str) -> None:
    for line in lines_of(record):
        assert line.text == " ".join(
            part.strip() for part in record[line.start : line.end].splitlines() if part.strip()
        ) or (record[line.start : line.end] == line.text)
        assert line.text == line.text.strip() != ""


def test_line_ends_of_every_kind() -> None:
    record = "one\r\n two \r\rthree\n\n\u2028four"
    assert lines_of(record) == [Line("one", 0, 3), Line("two", 6, 9), Line("three", 12, 17), Line("four", 20, 24)]


def test_paragraphs_wrapped_at_a_width_are_joined() -> None:
    first = (
        "The council voted on Monday evening to close the old bridge for\n"
        "two years, although many people had asked it to wait until the\n"
        "summer, when the new ferry is expected to be ready to take over"
    )
    second = (
        "Engineers told the council that the work cannot wait and that\n"
        "the pillars of the bridge may not bear another winter, while the\n"
        "mayor promised that buses would run until midnight every day"
    )
    record = f"{first}.\n\n{second}.\n"
    assert [line.text for line in lines_of(record)] == [f"{p}.".replace("\n", " ") for p in (first, second)]
    assert [record[line.start : line.end] for line in lines_of(record)] == [f"{first}.", f"{second}."]


def test_lines_of_a_page_are_not_joined() -> None:
    record = "\n".join(["Bridge to close", "By Ann Lee", *[f"Sentence number {i} ends here." for i in range(8)]])
    assert len(lines_of(record)) == 10


def test_lists_without_end_are_refused() -> None:
    assert len(lines_of("a\n" * 100_000)) == 100_000
    with pytest.raises(Unreadable) as caught:
        lines_of("a\n" * 100_001)
    assert caught.value.reason == "too_many_lines"


def test_features() -> None:
    page = features_of(
        lines_of("Bridge to close\n“We had no choice,” she said.\n• one item\nBRIDGE TO CLOSE!\n" + "x " * 130)
    )
    assert [f.repeats for f in page] == [2, 1, 1, 2, 1]
    assert [f.ends_sentence for f in page] == [False, True, False, True, False]
    assert [f.bulleted for f in page] == [False, False, True, False, False]
    assert [f.prose for f in page] == [False, False, False, False, True]
    assert page[3].asks
    assert key_of("Bridge — to_close!") == "bridgetoclose"


def test_scripts_without_spaces_weigh_more() -> None:
    (line,) = features_of(lines_of("市议会周一投票决定关闭旧桥两年。工程师表示，工程将于春季开始。"))
    assert line.prose
    assert line.words >= 6


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        ("Share this article", "share"),
        ("Leave a reply", "comment"),
        ("12 Comments", "comment"),
        ("Sign up for our newsletter", "newsletter"),
        ("Get the day’s stories delivered to your inbox every morning", "newsletter"),
        ("Advertisement", "advert"),
        ("Related: Ferry to start in May", "related"),
        ("Lesen Sie auch: Fähre startet im Mai", "related"),
        ("© 2025 The Example. All rights reserved.", "legal"),
        ("Already a subscriber? Log in", "paywall"),
        ("MENU", "navigation"),
        ("***", "separator"),
        ("The council closed the bridge.", None),
        ("He shared the prize with his sister.", None),
        ("More about the bridge was said by the mayor, who closed it.", None),
    ],
)
def test_sort_of_chrome(line: str, sort: str | None) -> None:
    assert chrome.sort_of(line) == sort


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("The old bridge in winter. Photo: Ann Lee", True),
        ("The old bridge in winter (Image: Getty)", True),
        ("The old bridge / AFP", True),
        ("The photographer said the bridge was beautiful.", False),
    ],
)
def test_caption(line: str, caption: bool) -> None:
    assert chrome.is_caption(line) is caption
