"""The second public function: what it needs, what it promises."""

import sys

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines import Settings, annotate
from pipelines.frames import ANNOTATION, DECISIONS, FRAMES, QUARANTINE
from pipelines.proof import unproven

STORY = (
    "NAIROBI, Kenya — Ines Abubakar closed the old fish market on Tuesday. “We have waited nine years,” she said. "
    "Joseph Wekesa, a 54-year-old wholesaler from Mombasa, called the vote “a mistake”."
)
OTHER = "The ferry to Zanzibar sank on Monday, police said. “Nobody was hurt,” Mary Collins told reporters in Tanzania."
GERMAN = "Die Abstimmung im Stadtrat von Bremen dauerte nur wenige Minuten, sagte die Bürgermeisterin am Dienstag."


def articles(*texts, **columns):
    return pd.DataFrame({"article_id": [f"{i:016x}" for i in range(len(texts))], "text": texts, **columns})


def same(one, other):
    for frame in (*ANNOTATION, QUARANTINE):
        pd.testing.assert_frame_equal(getattr(one, frame.name), getattr(other, frame.name))


@pytest.fixture(scope="module")
def found():
    return annotate(articles(STORY, OTHER))


def test_ids_and_text_are_enough(found):
    for frame in ANNOTATION:
        rows = getattr(found, frame.name)
        assert len(rows) or frame is DECISIONS, frame.name
        assert [str(dtype) for dtype in rows.dtypes] == [c.dtype for c in frame.columns]
        assert not rows.duplicated(list(frame.key)).any(), frame.name
    assert found.quarantine.empty


def test_who_said_what(found):
    marked = found.quotes[found.quotes["kind"] != "indirect"]
    said = marked.set_index("text")["speaker"].to_dict()
    assert said == {
        "We have waited nine years,": "Ines Abubakar",
        "a mistake": "Joseph Wekesa",
        "Nobody was hurt,": "Mary Collins",
    }
    assert found.quotes.set_index("text")["speaker_age"].get("a mistake") == 54


def test_every_span_is_proven(found):
    frame = articles(STORY, OTHER, title=[None, None])
    for name in ("entity_mentions", "quotes", "location_mentions"):
        assert unproven(getattr(found, name), frame).empty


def test_ids_lead_to_rows(found):
    entities, places = set(found.entities["entity_id"]), set(found.locations["location_id"])
    assert set(found.entity_mentions["entity_id"].dropna()) <= entities
    assert set(found.quotes["speaker_id"].dropna()) <= entities
    assert set(found.location_mentions["location_id"].dropna()) <= places


def test_order_and_size_of_batches_do_not_matter(found):
    turned = annotate(articles(STORY, OTHER).iloc[::-1])
    same(found, turned)
    apart = [annotate(articles(STORY, OTHER).iloc[[i]]) for i in (0, 1)]
    for name in ("entity_mentions", "quotes", "location_mentions", "article_focus"):
        joined = pd.concat([getattr(part, name) for part in apart], ignore_index=True)
        pd.testing.assert_frame_equal(joined.astype(getattr(found, name).dtypes.to_dict()), getattr(found, name))


def test_other_languages_come_back_without_annotations():
    by_column = annotate(articles(STORY, OTHER, language=["de", "de"]))
    by_text = annotate(articles(GERMAN, GERMAN * 3))
    for result in (by_column, by_text):
        assert all(getattr(result, frame.name).empty for frame in ANNOTATION)


def test_the_title_counts_its_own_offsets():
    title = "Abubakar closes market in Nairobi"
    frame = articles(STORY, title=[title])
    mentions = annotate(frame).entity_mentions
    in_title = mentions[mentions["in_title"]]
    assert in_title["text"].tolist() == ["Abubakar", "Nairobi"]
    assert unproven(mentions, frame).empty


def test_a_frame_without_text_is_refused():
    with pytest.raises(ValueError, match="missing: text"):
        annotate(pd.DataFrame({"article_id": ["a"]}))


def test_a_model_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="no spaCy model"):
        annotate(articles(STORY), Settings(model="no_such_model"))


def test_one_article_that_fails_is_quarantined_and_stops_nothing(monkeypatch):
    from pipelines.entities import article

    whole = article.find_entities

    def fails(page, gazetteer):
        if page.text == OTHER:
            raise RuntimeError("no parse today")
        return whole(page, gazetteer)

    monkeypatch.setattr(article, "find_entities", fails)
    result = annotate(articles(STORY, OTHER, source_path=["a.txt", "b.txt"], source_record=[0, 3]))
    (row,) = result.quarantine.to_dict("records")
    assert (row["source_path"], row["source_record"], row["stage"]) == ("b.txt", 3, "annotate")
    assert (row["reason"], row["message"]) == ("annotate_failed", "RuntimeError: no parse today")
    assert set(result.quotes["article_id"]) == {f"{0:016x}"}


def test_a_text_too_long_to_parse_is_quarantined(monkeypatch):
    monkeypatch.setattr(sys.modules["pipelines.annotate"], "LONGEST", 100)
    result = annotate(articles(STORY, "Short. " * 5, language=["en", "en"]))
    assert result.quarantine["reason"].tolist() == ["too_long"]


def test_progress_is_told():
    heard = []
    annotate(articles(STORY, OTHER), tell=heard.append)
    assert heard == [1, 1]


WORDS = st.sampled_from(
    "“ ” ‘ ’ \" ' « » said says told Mary John she he Paris London the a , . ; : — - \n\n ( ) 54-year-old U.S. Mr. "
    "🌧 é́ Łódź and of in according to asked that 'tis O’Brien ``".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join))
def test_any_text_gives_proven_spans(text):
    frame = articles(text, title=[text[:40]], language=["en"])
    result = annotate(frame)
    assert result.quarantine.empty, result.quarantine["message"].tolist()
    for name in ("entity_mentions", "quotes", "location_mentions"):
        rows = getattr(result, name)
        assert unproven(rows, frame).empty
        assert not rows.duplicated(list(FRAMES[name].key)).any()
