"""Labels of annotated articles, in both forms of annotation."""

from pipelines.language.marks import Quotation
from pipelines.quotes.gold import Gold, likeness, trimmed

TEXT = "Holt said that the old quay would close “at long last” in May. Wekesa believes it."


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


CLAUSE = "that the old quay would close “at long last” in May"
ATTRIBUTIONS = [
    {"id": "1", "source": [span("Holt")], "cue": [span("said")], "content": [span(CLAUSE)], "type": "mixed"},
    {"id": "2", "source": [span("Wekesa")], "cue": [span("believes")], "content": [span("it.")], "type": "indirect"},
]
SPARSE = Gold({"text": TEXT, "attributions": ATTRIBUTIONS})
QUOTE = {"start": span("at long")[0], "end": span("long last")[1], "kind": "mixed", "speaker": "Wanda Holt"}
FULL = Gold(
    {"text": TEXT, "attributions": [], "quotes": [QUOTE | {"speaker_start": span("Holt")[0], "speaker_end": 4}]}
)
UNPLACED = Gold({"text": TEXT, "attributions": [], "quotes": [QUOTE | {"speaker_start": None, "speaker_end": None}]})


def marked(words):
    start, end = span(words)
    return Quotation(start, end, start - 1, end + 1, closed=True)


def test_edges_are_trimmed():
    assert trimmed("“ ($5 off). ”", 0, 13) == (2, 10)


def test_likeness_is_shared_over_joint():
    assert likeness((0, 4), (2, 6)) == 2 / 6
    assert likeness((0, 2), (2, 4)) == 0


def test_a_clause_is_exact_near_or_wrong_under_its_own_cue():
    assert SPARSE.clause(span(CLAUSE), span("said")) == (1.0, 1.0)
    assert SPARSE.clause(span(CLAUSE[5:]), span("said")) == (0.6, 1.0)
    assert SPARSE.clause(span(CLAUSE), span("believes")) == (0.0, 0.2)
    assert SPARSE.clause(span("the old quay"), span("said")) == (0.0, 1.0)


def test_what_is_only_believed_may_be_taken_or_not():
    assert SPARSE.clause(span("it."), span("believes")) == (0.0, 0.0)


def test_a_clause_around_annotated_parts_is_not_judged():
    assert FULL.clause(span(CLAUSE), span("said")) == (0.0, 0.0)


def test_a_few_words_of_a_longer_attribution_weigh_as_told():
    assert SPARSE.kind(marked("at long last"), 0.3) == (1, 0.3)
    assert SPARSE.kind(marked("Wekesa believes"), 0.3) == (0, 1.0)
    assert FULL.kind(marked("at long last"), 0.3) == (1, 1.0)
    assert FULL.kind(marked("Wekesa believes"), 0.3) == (0, 0.0)


def test_the_mention_that_overlaps_the_source_is_the_speaker():
    mentions = [(span("Holt"), None), (span("Wekesa"), None)]
    assert SPARSE.speakers(span("at long last"), mentions) == [1, 0]
    assert FULL.speakers(span("at long last"), mentions) == [1, 0]
    assert SPARSE.speakers(span("Wekesa believes"), mentions) is None


def test_without_a_place_the_nearest_mention_of_the_name_before_the_quotation_is():
    mentions = [((0, 4), "Wanda Holt"), ((5, 9), "wanda holt"), ((70, 76), "Wanda Holt"), ((10, 14), "Joe Wekesa")]
    assert UNPLACED.speakers(span("at long last"), mentions) == [0, 1, 0, 0]
