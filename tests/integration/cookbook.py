"""The cookbook page, made from the questions and what the demo corpus answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from assets import show
from assets.commands.ask import called
from warehouse import questions

if TYPE_CHECKING:
    from warehouse.home import Home
    from warehouse.query import Result
    from warehouse.questions import Question

WIDTH = 100
HEAD = """# Cookbook

Every question that `newswarehouse ask` knows, each with what the demo corpus answers. `newswarehouse ask` lists them,
`newswarehouse ask QUESTION --help` says what one can be told, and `--format csv` or `json` feeds other programs. The
SQL of each runs in any DuckDB client that has opened the warehouse: put values in the place of the `$names`, null for
no restriction.

This page is made from the files in `warehouse/sql/questions`; a test compares it with what they say today.
"""


def given(question: Question) -> dict[str, object]:
    """What the example of a question tells it, by parameter."""
    known = {parameter.name: parameter for parameter in question.parameters}
    required = [parameter for parameter in question.parameters if parameter.required]
    values: dict[str, object] = {}
    words = iter(question.example)
    for word in words:
        parameter = known[word[2:].replace("-", "_")] if word.startswith("--") else required[len(values)]
        values[parameter.name] = parameter.value(next(words) if word.startswith("--") else word)
    return values


def page(home: Home) -> str:
    """The whole page."""
    parts = [_question(home, question) for question in questions.questions()]
    listed = "\n".join(f"* [{question.title}](#{question.name})" for question in questions.questions())
    return "\n".join([HEAD, listed, "", *parts]).rstrip() + "\n"


def _question(home: Home, question: Question) -> str:
    answer = questions.answer(home, question, given(question))
    told = "\n".join(_parameter(parameter) for parameter in question.parameters)
    return f"""## {question.name}

{question.title}

{told}{"\n\n" if told else ""}```console
$ {called(question)}
{_printed(answer, question.title)}
```

```sql
{question.sql}
```
"""


def _parameter(parameter: questions.Parameter) -> str:
    name = parameter.name.upper() if parameter.required else f"--{parameter.name.replace('_', '-')}"
    default = "" if parameter.default is None else f" (default: {parameter.default})"
    return f"* `{name}` {parameter.description}{default}"


def _printed(answer: Result, title: str) -> str:
    console = Console(width=WIDTH, force_terminal=False, color_system=None, highlight=False)
    with console.capture() as caught:
        console.print(show.as_table(answer, title, width=WIDTH))
        console.print(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}")
    return "\n".join(line.rstrip() for line in caught.get().strip("\n").split("\n"))
