"""`newswarehouse ask`: the questions, each a command of its own made from its file."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assets.terminal import Format, FormatOption, HomeOption, examples, out
from warehouse import questions
from warehouse.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable

    from warehouse.questions import Parameter, Question

app = typer.Typer(
    help="Ask the warehouse a question by name; without a name, list the questions.",
    epilog=examples(
        "newswarehouse ask",
        "newswarehouse ask who-quoted NAME --since 2026-01-01",
        "newswarehouse ask who-quoted --help",
        "newswarehouse ask trends --format json",
    ),
    rich_markup_mode="rich",
)
# Options that every question has; their names can't be those of parameters.
_COMMON = {"form": FormatOption, "home": HomeOption}


@app.callback(invoke_without_command=True)
def ask(context: typer.Context) -> None:
    """List the questions where none is named."""
    if context.invoked_subcommand is None:
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 3))
        table.add_column(no_wrap=True, style="bold")
        table.add_column()
        for question in questions.questions():
            needed = " ".join(parameter.name.upper() for parameter in question.parameters if parameter.required)
            table.add_row(Text(f"{question.name} {needed}".strip()), Text(question.title))
        out.print(table)
        out.print("\nnewswarehouse ask QUESTION --help says what a question can be told.")


def _command(question: Question) -> Callable[..., None]:
    """A function that typer can read: an argument for each required parameter, an option for the others."""

    def command(*, form: Format, home: Path | None, **given: Any) -> None:
        from assets.commands.sql import print_rows

        typed = {
            parameter.name: parameter.value(given[parameter.name])
            for parameter in question.parameters
            if given[parameter.name] is not None
        }
        print_rows(questions.answer(Home.find(home), question, typed), form, question.title)

    parameters = [
        inspect.Parameter(
            parameter.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if parameter.required else None,
            annotation=_annotation(parameter),
        )
        for parameter in sorted(question.parameters, key=lambda parameter: not parameter.required)
    ]
    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=_COMMON[name])
        for name, default in (("form", Format.TABLE), ("home", None))
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    command.__doc__ = question.title
    return command


def _annotation(parameter: Parameter) -> Any:
    told = f"{parameter.description}."
    if parameter.required:
        return Annotated[str, typer.Argument(help=told, metavar=parameter.name.upper(), show_default=False)]
    if parameter.default is not None:
        told += f" Default: {parameter.default}"
    kind = {"date": "DAY", "integer": "NUMBER", "number": "NUMBER"}.get(parameter.kind, parameter.kind.upper())
    name = f"--{parameter.name.replace('_', '-')}"
    return Annotated[str | None, typer.Option(name, help=told, metavar=kind, show_default=False)]


def called(question: Question) -> str:
    """The command line that asks the question as its example does."""
    words = [f'"{word}"' if " " in word else word for word in question.example]
    return " ".join(["newswarehouse ask", question.name, *words])


for _question in questions.questions():
    app.command(_question.name, epilog=examples(called(_question)))(_command(_question))
