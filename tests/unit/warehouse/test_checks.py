from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipelines.frames import FRAMES
from warehouse.checks import CheckFailed
from warehouse.home import Home
from warehouse.lake import Input, Lake
from warehouse.ledger import Ledger
from warehouse.publish import publish

ARTICLE = "00000000000000aa"
TITLE = "Öl und 🇺🇦"
# Combining marks, emoji of several code points and an astral letter: one code point is one character.
TEXT = "e\u0301 👩‍👩‍👧 said 𝔸nna Berg in Ostrava."
NAME = TEXT.index("𝔸")
PLACE = TEXT.index("Ostrava")
SPAN = {"article_id": ARTICLE, "in_title": False, "confidence": 0.5}
ROWS: dict[str, list[dict[str, Any]]] = {
    "records": [
        {"source_path": "a", "source_record": 0, "article_id": ARTICLE, "source_sha256": "0", "status": "read"}
        | {"text": f"<<{TITLE}\n{TEXT}"}
    ],
    "articles": [
        {"article_id": ARTICLE, "source_path": "a", "source_record": 0, "title": TITLE, "text": TEXT, "word_count": 6}
        | {"published_at": "2024-03-01T10:00Z", "collected_at": "2024-03-01T09:00Z"}
    ],
    "blocks": [
        {"article_id": ARTICLE, "block": 0, "kind": "title", "source_start": 2, "source_end": 2 + len(TITLE)},
        {"article_id": ARTICLE, "block": 1, "kind": "paragraph", "start_char": 0, "end_char": len(TEXT)}
        | {"source_start": 3 + len(TITLE), "source_end": 3 + len(TITLE) + len(TEXT)},
    ],
    "quarantine": [],
    "entities": [{"entity_id": "person/anna-berg", "label": "PERSON", "name": "𝔸nna Berg"}],
    "entity_mentions": [
        SPAN
        | {"start_char": NAME, "end_char": NAME + 9, "text": "𝔸nna Berg", "label": "PERSON", "kind": "name"}
        | {"entity_id": "person/anna-berg"}
    ],
    "quotes": [
        SPAN
        | {"in_title": True, "start_char": 7, "end_char": 9, "text": "🇺🇦", "quote_id": "q", "turn_id": "q"}
        | {"kind": "direct", "is_anonymous": False, "speaker_id": "person/anna-berg"}
    ],
    "locations": [{"location_id": 1, "name": "Ostrava", "latitude": 49.8, "longitude": 18.3}],
    "location_mentions": [
        SPAN
        | {"start_char": PLACE, "end_char": PLACE + 7, "text": "Ostrava", "kind": "literal", "in_dateline": False}
        | {"candidates": 1, "location_id": 1}
    ],
    "article_focus": [{"article_id": ARTICLE, "rank": 1, "country_code": "CZ", "score": 1.0, "location_id": 1}],
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("checks")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a").write_text("x")
    return Home(folder / "home", folder / "seeds")


def published(home: Home, rows: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    lake = Lake(home)
    key = next(iter([batch.key for batch in Ledger(home).plan()] or lake.keys()))
    frames: dict[str, pd.DataFrame] = {name: frame.frame(rows.get(name, [])) for name, frame in FRAMES.items()}
    lake.write(key, frames)
    lake.close(key, [Input("a", "0")], {})
    return {outcome.name: outcome.rows for outcome in publish(home).outcomes}


def test_offsets_are_code_points_and_only_a_warning_is_given(home: Home) -> None:
    outcomes = published(home, ROWS)
    assert {name for name, rows in outcomes.items() if rows} == set()
    late = ROWS["articles"][0] | {"published_at": "2024-03-05T10:00Z"}
    outcomes = published(home, ROWS | {"articles": [late]})
    assert {name for name, rows in outcomes.items() if rows} == {"published_before_collected"}


@pytest.mark.parametrize(
    ("frame", "change", "failed"),
    [
        ("entity_mentions", {"start_char": NAME + 1}, "entity_mentions_offsets"),
        ("entity_mentions", {"in_title": True}, "entity_mentions_offsets"),
        ("entity_mentions", {"entity_id": "person/nobody"}, "unknown_entities"),
        ("entity_mentions", {"confidence": 1.5}, "confidence_range"),
        ("quotes", {"end_char": 8}, "quotes_offsets"),
        ("quotes", {"speaker_id": "person/nobody"}, "unknown_entities"),
        ("location_mentions", {"text": "ostrava"}, "location_mentions_offsets"),
        ("location_mentions", {"location_id": 2}, "unknown_places"),
        ("article_focus", {"location_id": 2}, "unknown_places"),
        ("article_focus", {"score": -0.1}, "confidence_range"),
        ("quotes", {"article_id": "00000000000000bb"}, "facts_without_article"),
        ("records", {"article_id": "00000000000000bb"}, "read_records_have_article"),
        ("records", {"text": TITLE + TEXT}, "blocks_in_record"),
    ],
)
def test_a_broken_promise_is_told_with_its_rows(home: Home, frame: str, change: dict[str, Any], failed: str) -> None:
    with pytest.raises(CheckFailed) as error:
        published(home, ROWS | {frame: [*ROWS[frame][:-1], ROWS[frame][-1] | change]})
    outcome = next(outcome for outcome in error.value.outcomes if outcome.name == failed)
    assert outcome.rows >= 1
    assert len(outcome.sample) == outcome.rows
    assert f"check {failed} failed for {outcome.rows} rows" in str(error.value)


@pytest.mark.parametrize("frame", ["articles", "blocks", "quotes", "article_focus", "records"])
def test_a_key_that_comes_twice_is_told(home: Home, frame: str) -> None:
    with pytest.raises(CheckFailed, match=f"check {frame}_unique failed for 1 rows"):
        published(home, ROWS | {frame: [*ROWS[frame], ROWS[frame][-1]]})
