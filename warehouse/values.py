"""Values of the configuration: what a key takes, told from TOML or from the text of an environment variable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FLAGS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}


class Secret:
    """A text that shows itself to nobody who only prints it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def __repr__(self) -> str:
        return "(hidden)"


def _same(text: str) -> Any:
    return text


@dataclass(frozen=True, slots=True)
class Value:
    """What a key takes.

    Attributes:
        allowed: the words for it in an error.
        read: value of the TOML and the folder that paths are relative to → value that is used; raises ValueError.
        from_text: text of a variable → what TOML would have held.
    """

    allowed: str
    read: Callable[[Any, Path], Any]
    from_text: Callable[[str], Any] = _same


def _text(value: Any, _: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _flag(value: Any, _: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - the caller tells what is allowed
    return value


def _path(value: Any, beside: Path) -> Path:
    return beside / Path(_text(value, beside)).expanduser()


def _regular(value: Any, beside: Path) -> Path:
    found = _path(value, beside)
    if not found.is_file():
        raise ValueError(f"there is no file {found}")
    return found


def _folder(value: Any, beside: Path) -> Path:
    found = _path(value, beside)
    if not found.is_dir():
        raise ValueError(f"there is no folder {found}")
    return found


def _as_number(kind: type[int] | type[float]) -> Callable[[str], Any]:
    def told(text: str) -> Any:
        try:
            return kind(text)
        except ValueError:
            return text

    return told


def _within(kind: type[int] | type[float], least: float, most: float) -> Callable[[Any, Path], Any]:
    def read(value: Any, _: Path) -> Any:
        kinds = (int,) if kind is int else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            raise ValueError
        return kind(value)

    return read


def whole(least: int, most: int) -> Value:
    """A whole number from `least` to `most`."""
    return Value(f"a whole number from {least} to {most}", _within(int, least, most), _as_number(int))


def number(least: float, most: float) -> Value:
    """A number from `least` to `most`."""
    return Value(f"a number from {least:g} to {most:g}", _within(float, least, most), _as_number(float))


def choice(*words: str) -> Value:
    """One of some words."""

    def read(value: Any, _: Path) -> str:
        if value not in words:
            raise ValueError
        return str(value)

    return Value(f"one of {', '.join(words)}", read)


def texts(*words: str) -> Value:
    """A list of texts, or of some of these words; in a variable they stand with commas between them."""

    def read(value: Any, beside: Path) -> tuple[str, ...]:
        if not isinstance(value, list) or (words and not set(value) <= set(words)):
            raise ValueError
        return tuple(_text(item, beside) for item in value)

    allowed = f"a list of {', '.join(words)}" if words else "a list of texts"
    return Value(allowed, read, lambda text: [part.strip() for part in text.split(",") if part.strip()])


text = Value("a text", _text)
flag = Value("true or false", _flag, lambda text: _FLAGS.get(text.lower(), text))
path = Value("a path", _path)
regular = Value("the path of a file", _regular)
folder = Value("the path of a folder", _folder)
secret = Value("a text", lambda value, beside: Secret(_text(value, beside)))
