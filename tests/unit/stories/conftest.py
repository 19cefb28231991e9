"""Texts of our own for the stories room: reports long enough to be compared, each with words of its own."""

import pandas as pd
import pytest

SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wu za".split()


def word(number):
    """A made-up word, another one for each number."""
    return "".join(SYLLABLES[number >> shift & 15] for shift in (12, 8, 4, 0))


def report(seed, words=120):
    """A text of made-up words in paragraphs of thirty; texts of different seeds share none."""
    found = [word(seed * 1009 + place) for place in range(words)]
    return "\n\n".join(" ".join(found[start : start + 30]).capitalize() + "." for start in range(0, words, 30))


@pytest.fixture
def table():
    """Makes a frame of articles from texts, or from rows; ids count up in hex."""

    def make(*rows, first=1):
        made = [row if isinstance(row, dict) else {"text": row} for row in rows]
        frame = pd.DataFrame([{"article_id": f"{first + n:016x}"} | row for n, row in enumerate(made)])
        for name in ("published_at", "collected_at"):
            if name in frame:
                frame[name] = pd.to_datetime(frame[name], utc=True, format="ISO8601").astype("datetime64[us, UTC]")
        return frame if rows else pd.DataFrame({"article_id": pd.Series(dtype="str"), "text": pd.Series(dtype="str")})

    return make


@pytest.fixture(scope="session")
def texts():
    """The maker of reports."""
    return report
