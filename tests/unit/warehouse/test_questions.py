from __future__ import annotations

import datetime as dt

import newsroom
import pytest

from warehouse import query, questions
from warehouse.home import Home
from warehouse.questions import NoSuchQuestion

TEXT = """-- title: Who is it?
-- summary: 7
-- parameter name name: Somebody
-- parameter since date = none: A day
-- parameter limit integer = 5: How many
-- example: "Mara Lindqvist" --limit 3
-- expect: {"a": 1}
SELECT $name AS name, $since AS since
LIMIT $limit
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("asked")
    home = Home(folder / "home", folder / "landing")
    newsroom.put(home.landing, "a.jsonl", newsroom.story("One", "“We wait,” said Mara Lindqvist in Bergen."))
    newsroom.run(home)
    return home


def test_a_header_is_read() -> None:
    question = questions.parse("who_is_it", TEXT)
    assert (question.name, question.title, question.summary) == ("who-is-it", "Who is it?", 7)
    assert [(p.name, p.kind, p.required, p.default) for p in question.parameters] == [
        ("name", "name", True, None),
        ("since", "date", False, None),
        ("limit", "integer", False, 5),
    ]
    assert question.example == ("Mara Lindqvist", "--limit", "3")
    assert question.expect == {"a": 1}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("-- title: Who is it?\n", ""),
        ("-- summary: 7", "-- colour: red"),
        ("-- parameter limit integer = 5: How many\n", ""),
        ("$since", "$until"),
        ("name name", "name colour"),
    ],
)
def test_a_header_that_is_wrong_is_refused(old: str, new: str) -> None:
    with pytest.raises(ValueError, match=r"who_is_it|no kind"):
        questions.parse("who_is_it", TEXT.replace(old, new))


def test_values_are_of_their_kind() -> None:
    name, since, limit = questions.parse("q", TEXT).parameters
    assert since.value("2026-10-04") == dt.date(2026, 10, 4)
    with pytest.raises(NoSuchQuestion, match="since is a day like 2026-10-04, not 'yesterday'"):
        since.value("yesterday")
    with pytest.raises(NoSuchQuestion, match="limit is a whole number"):
        limit.value("many")
    assert name.value("1") == "1"


def test_defaults_fill_what_is_not_given() -> None:
    question = questions.parse("q", TEXT)
    assert question.values({"name": "x"}) == {"name": "x", "since": None, "limit": 5}
    with pytest.raises(NoSuchQuestion, match="q needs name: Somebody"):
        question.values({})
    with pytest.raises(NoSuchQuestion, match="q has no colour; it takes name, since, limit"):
        question.values({"name": "x", "colour": "red"})


def test_there_are_many_questions_each_with_a_title_and_a_limit() -> None:
    found = questions.questions()
    assert len(found) >= 25
    assert len({question.title for question in found}) == len(found)
    assert all(question.title.endswith("?") for question in found)
    assert all(question.expect for question in found)
    assert [question.name for question in questions.summary()] == ["latest-words", "most-named-places", "most-quoted"]


def test_an_unknown_question_names_the_nearest() -> None:
    assert questions.find("who-quoted").name == "who-quoted"
    with pytest.raises(NoSuchQuestion, match="did you mean who-quoted"):
        questions.find("who-quotd")
    with pytest.raises(NoSuchQuestion, match="`newswarehouse ask` lists them"):
        questions.find("xyzzy")


def test_an_answer(home: Home) -> None:
    found = questions.answer(home, questions.find("who-quoted"), {"name": "lindqvist"})
    assert [row[:3] for row in found.rows] == [("Kestrel Post", "Mara Lindqvist", 1)]


def test_a_name_that_is_nowhere_is_answered_with_those_like_it(home: Home) -> None:
    with pytest.raises(NoSuchQuestion, match="no name 'Marta Lindquist' in the warehouse: did you mean Mara Lindqvist"):
        questions.answer(home, questions.find("who-quoted"), {"name": "Marta Lindquist"})
    with pytest.raises(NoSuchQuestion, match="no outlet 'Kestral' in the warehouse: did you mean Kestrel Post"):
        questions.answer(home, questions.find("share-of-voice"), {"outlet": "Kestral"})


def test_a_name_that_is_there_but_says_nothing_is_no_error(home: Home) -> None:
    given = {"name": "Mara", "since": dt.date(2030, 1, 1)}
    assert questions.answer(home, questions.find("who-quoted"), given).rows == ()


@pytest.mark.parametrize("question", questions.questions(), ids=lambda question: question.name)
def test_every_question_runs_and_is_answered_the_same_twice(home: Home, question: questions.Question) -> None:
    given = {"name": "Mara", "country": "NO", "article": "00"}
    asked = {p.name: given[p.name] for p in question.parameters if p.required}
    try:
        once = questions.answer(home, question, asked)
    except NoSuchQuestion:
        return
    assert once == questions.answer(home, question, asked)
    assert len(set(once.columns)) == len(once.columns)


def test_accents_and_case_do_not_matter(home: Home) -> None:
    sql = "SELECT is_named('Valentina Huerta Sáez', 'SAEZ'), is_named('Anna', 'x'), is_named(NULL, 'x')"
    assert query.select(home, sql).rows == ((True, False, None),)
