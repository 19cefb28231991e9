"""Questions in plain English: SQL files of `sql/questions`, their parameters, and asking them.

A file's header says what it asks and how:

    -- title: Who quotes somebody, how often, and since when?
    -- parameter name name: The person or organisation; a part of the name is enough
    -- parameter since date = none: Published on this day or later
    -- example: "Nadia Petrenko" --since 2026-09-01
    -- expect: {"outlet": "Kestrel Post", "quotes": 2}
    SELECT … WHERE is_named(entity.name, $name) …

A parameter without a default must be given, in the order of the header; `none` is no restriction.  `example` is how the
cookbook asks, on the demo corpus; `expect` is a row of the answer to it, checked by hand.  `summary` gives the place of
the question in what a run prints.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from contextlib import closing
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from warehouse import query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from duckdb import DuckDBPyConnection

    from warehouse.home import Home
    from warehouse.query import Result

_PARAMETER = re.compile(r"parameter (\w+) (\w+)(?: = (\S+))?")
KINDS: dict[str, Callable[[str], Any]] = {
    "name": str,
    "outlet": str,
    "place": str,
    "article": str,
    "text": str,
    "date": dt.date.fromisoformat,
    "integer": int,
    "number": float,
}
# Where the values of a kind stand, so that a name that is nowhere can be answered with those most like it.
_KNOWN = {
    "name": "SELECT DISTINCT name FROM entities WHERE label IN ('PERSON', 'ORG', 'NORP', 'GPE')",
    "outlet": "SELECT outlet AS name FROM outlets",
    "place": "SELECT DISTINCT name FROM locations",
}
_ALIKE = """
SELECT name FROM ({known})
ORDER BY list_max(list_transform(
    list_prepend(name, string_split(name, ' ')),
    lambda part: jaro_winkler_similarity(strip_accents(lower(part)), strip_accents(lower($wanted)))
)) DESC, name
LIMIT 3
"""
_IS_THERE = "SELECT count(*) > 0 FROM ({known}) WHERE is_named(name, $wanted)"


class NoSuchQuestion(query.NotAnswered):
    """There is no question of that name, or its parameters are not these."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question must or can be told.

    Attributes:
        name: as in the SQL, without `$`.
        kind: one of `KINDS`.
        required: whether it has no default.
        default: the value where none is given; None for no restriction.
        description: what it means, in a sentence without its full stop.
    """

    name: str
    kind: str
    required: bool
    default: Any
    description: str

    def value(self, given: str) -> Any:
        """The value of what was typed.

        Raises:
            NoSuchQuestion: it is not of the parameter's kind.
        """
        try:
            return KINDS[self.kind](given)
        except ValueError:
            like = {"date": "a day like 2026-10-04", "integer": "a whole number", "number": "a number"}[self.kind]
            raise NoSuchQuestion(f"{self.name} is {like}, not '{given}'") from None


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name on the command line, in plain English, and as SQL; the rest is as the module says."""

    name: str
    title: str
    sql: str
    parameters: tuple[Parameter, ...]
    example: tuple[str, ...]
    expect: Mapping[str, Any]
    summary: int | None

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """A value for every parameter.

        Raises:
            NoSuchQuestion: a required one is missing, or one is given that the question does not have.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        if strange := sorted(given.keys() - known.keys()):
            raise NoSuchQuestion(f"{self.name} has no {strange[0]}; it takes {', '.join(known) or 'nothing'}")
        for parameter in self.parameters:
            if parameter.required and given.get(parameter.name) is None:
                raise NoSuchQuestion(f"{self.name} needs {parameter.name}: {parameter.description}")
        return {name: given.get(name, parameter.default) for name, parameter in known.items()}


@cache
def questions() -> tuple[Question, ...]:
    """Every question, by name."""
    files = resources.files("warehouse.sql").joinpath("questions").iterdir()
    found = [
        parse(file.name.removesuffix(".sql"), file.read_text("utf-8")) for file in files if file.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda question: question.name))


def summary() -> list[Question]:
    """The questions that a run answers unasked, in their order."""
    chosen = [question for question in questions() if question.summary is not None]
    return sorted(chosen, key=lambda question: question.summary or 0)


def find(name: str) -> Question:
    """The question of that name.

    Raises:
        NoSuchQuestion: there is none; the message names those most like it.
    """
    known = {question.name: question for question in questions()}
    if name not in known:
        alike = get_close_matches(name, known, n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(alike)}?" if alike else "`newswarehouse ask` lists them"
        raise NoSuchQuestion(f"there is no question {name}: {hint}")
    return known[name]


def answer(home: Home, question: Question, given: Mapping[str, Any] | None = None) -> Result:
    """The rows of the answer.

    Args:
        home: whose warehouse is asked.
        question: what is asked.
        given: values of its parameters, of the types of their kinds.

    Raises:
        NoWarehouse: nothing was published yet.
        NoSuchQuestion: a parameter is missing or unknown, or names somebody whom the warehouse does not know.
    """
    values = question.values(given or {})
    with closing(query.connect(home, bare=True)) as connection:
        found = query.ask(connection, question.sql, values)
        if not found.rows:
            _say_who_is_not_there(connection, question, values)
    return found


def _say_who_is_not_there(connection: DuckDBPyConnection, question: Question, values: Mapping[str, Any]) -> None:
    for parameter in question.parameters:
        wanted = values[parameter.name]
        if parameter.kind not in _KNOWN or wanted is None:
            continue
        known = _KNOWN[parameter.kind]
        ((there,),) = query.ask(connection, _IS_THERE.format(known=known), {"wanted": wanted}).rows
        if not there:
            alike = [name for (name,) in query.ask(connection, _ALIKE.format(known=known), {"wanted": wanted}).rows]
            hint = f"did you mean {' or '.join(alike)}?" if alike else "the warehouse is empty"
            raise NoSuchQuestion(f"no {parameter.kind} '{wanted}' in the warehouse: {hint}")


def parse(name: str, text: str) -> Question:
    """The question of a file.

    Raises:
        ValueError: its header lacks a title, says something unknown, or declares other parameters than the SQL uses.
    """
    lines = text.splitlines()
    body = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    head: dict[str, str] = {}
    parameters = []
    for line in lines[:body]:
        key, separator, value = line.removeprefix("-- ").partition(": ")
        if match := _PARAMETER.fullmatch(key):
            parameters.append(_parameter(match[1], match[2], match[3], value))
        elif separator and key in ("title", "summary", "example", "expect"):
            head[key] = value
        else:
            raise ValueError(f"{name}: header line not understood: {line}")
    sql = "\n".join(lines[body:]).strip()
    used = set(re.findall(r"\$(\w+)", sql))
    if "title" not in head or used != {parameter.name for parameter in parameters}:
        raise ValueError(f"{name}: no title, or the parameters {sorted(used)} of the SQL are not those of the header")
    return Question(
        name=name.replace("_", "-"),
        title=head["title"],
        sql=sql,
        parameters=tuple(parameters),
        example=tuple(shlex.split(head.get("example", ""))),
        expect=json.loads(head.get("expect", "{}")),
        summary=int(head["summary"]) if "summary" in head else None,
    )


def _parameter(name: str, kind: str, default: str | None, description: str) -> Parameter:
    if kind not in KINDS:
        raise ValueError(f"parameter {name}: no kind {kind}")
    value = None if default in (None, "none") else KINDS[kind](default)
    return Parameter(name, kind, default is None, value, description)
