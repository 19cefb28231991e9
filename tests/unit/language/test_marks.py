import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.marks import Quotation, quotations


def inside(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge is safe,” the mayor said.", ["The bridge is safe,"]),
        ('"The bridge is safe," the mayor said.', ["The bridge is safe,"]),
        ('“The bridge is safe," the mayor said, "for now.”', ["The bridge is safe,", "for now."]),
        ('"The bridge is safe,” the mayor said.', ["The bridge is safe,"]),
        ("„Die Brücke ist sicher“, he said.", ["Die Brücke ist sicher"]),
        ("„Most jest bezpieczny”, he said.", ["Most jest bezpieczny"]),
        ("«Le pont est sûr», he said. « Oui », she said.", ["Le pont est sûr", "Oui"]),
        ("»Die Brücke ist sicher«, he said.", ["Die Brücke ist sicher"]),
        ("He called it ”utterly safe” twice.", ["utterly safe"]),
        ("The plan to ” pay the clerks ” went on.", ["pay the clerks"]),
        ("``The bridge is safe,'' the mayor said.", ["The bridge is safe,"]),
        ("''The bridge is safe,'' the mayor said.", ["The bridge is safe,"]),
        ("“The bridge is safe,’’ he said. “Quite.’’", ["The bridge is safe,", "Quite."]),
        ("‘‘The bridge is safe,’’ he said. ‘‘Quite.”", ["The bridge is safe,", "Quite."]),
        ("“The drivers’’ bridge is safe,” he said.", ["The drivers’’ bridge is safe,"]),
        ("“They call it ‘the loop’’’ she said.", ["They call it ‘the loop’"]),
        ("〝The bridge is safe,〞 he said.", ["The bridge is safe,"]),
        ("“The bridge is safe,“ he said. “Quite.”", ["The bridge is safe,", "Quite."]),
    ],
)
def test_pairs_of_each_kind(text, expected):
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The bridge is safe,’ the mayor said.", ["The bridge is safe,"]),
        ("'The bridge is safe,' the mayor said.", ["The bridge is safe,"]),
        ("‘It’s the drivers’ fault,’ said Mrs Holt’s son.", ["It’s the drivers’ fault,"]),
        ("'It's the drivers' fault,' said Mrs Holt's son.", ["It's the drivers' fault,"]),
        ("The so-called ‘iron bridges’ rusted away.", ["iron bridges"]),
        ("The drivers’ union met the bakers’ union.", []),
        ("Rock 'n' roll of the '90s, 'til 'em all.", []),
        ("In ’89 the O’Neills’ dogs kept barkin’ at ’em.", []),
        ("‘He told me “stay” and I stayed,’ she said.", ["He told me “stay” and I stayed,"]),
        ("“He told me ‘stay’ and I stayed,” she said.", ["He told me ‘stay’ and I stayed,"]),
    ],
)
def test_single_marks_and_apostrophes(text, expected):
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“They call it “the loop” here,” she said.", ["They call it “the loop” here,"]),
        ('"They call it “the loop” here," she said.', ["They call it “the loop” here,"]),
        ('“They call it "the loop" here,” she said.', ['They call it "the loop" here,']),
        ("«They call it “the loop” here», she said.", ["They call it “the loop” here"]),
    ],
)
def test_nested_marks_stay_text(text, expected):
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The goalkeeper is 6'2\" tall and wears size 46.", []),
        ('A 55" screen and a 60" screen.', []),
        ('"We sell a 55" screen only," she said.', ['We sell a 55" screen only,']),
        ('"It began in 2020" and "ended in 2021"', ["It began in 2020", "ended in 2021"]),
        ('He said "no', ["no"]),
        ('A stray ” here, and one more" there.', []),
        ("“…” he wrote, then “?!”", []),
        ("", []),
        ("“", []),
    ],
)
def test_marks_that_are_none(text, expected):
    assert inside(text) == expected


def test_offsets_leave_out_marks_and_white_space():
    assert quotations("So « oui », he said.") == [Quotation(5, 8, 3, 10, closed=True)]
    assert quotations("So ``oui'' then") == [Quotation(5, 8, 3, 10, closed=True)]


def test_an_unclosed_mark_runs_to_the_end_of_its_line_and_continues_where_the_next_line_opens_again():
    text = "“We waited for hours.\n\n“Nobody came,” she said.\n\n“We left.\nThat was all."
    assert quotations(text) == [
        Quotation(1, 21, 0, 21, closed=False, continues=True),
        Quotation(24, 36, 23, 37, closed=True),
        Quotation(50, 58, 49, 58, closed=False),
    ]


def test_a_british_quotation_continues_over_lines_too():
    found = quotations("‘We waited for hours.\n‘Nobody came,’ she said.")
    assert [(q.start, q.end, q.closed, q.continues) for q in found] == [(1, 21, False, True), (23, 35, True, False)]


@given(st.text(alphabet="ab1s .,\n\r“”„«»\"'`‘’‚–()", max_size=120))
def test_spans_are_inside_the_text_sorted_disjoint_and_within_a_line(text):
    end = 0
    for q in quotations(text):
        assert end <= q.outer_start < q.start < q.end <= q.outer_end <= len(text)
        assert "\n" not in text[q.outer_start : q.outer_end]
        assert "\r" not in text[q.outer_start : q.outer_end]
        assert not text[q.start].isspace()
        assert not text[q.end - 1].isspace()
        assert q.closed or q.outer_end == q.end
        end = q.outer_end


@given(st.text(max_size=60))
def test_never_raises(text):
    quotations(text)
