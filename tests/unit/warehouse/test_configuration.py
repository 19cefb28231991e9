"""What the configuration takes, what it says of a bad value, and that it keeps secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.settings import DEFAULT, Outlet
from warehouse import configuration
from warehouse.configuration import Misconfigured, load


def written(folder: Path, text: str) -> Path:
    (folder / "newswarehouse.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    known = load({}, tmp_path)
    assert (known["home"], known["landing"], known["workers"]) == (Path(".newswarehouse"), Path("seeds"), 0)
    assert known.settings == DEFAULT
    assert known.file is None
    assert list(known.told()) == []


def test_the_file_is_read_relative_to_itself_and_the_environment_beats_it(tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_text("")
    folder = written(
        tmp_path,
        """
        landing = "drops"
        aliases = "aliases.csv"
        batches.records = 500
        [outlets."Kestrel Post"]
        country = "GB"
        wire = true
        """,
    )
    known = load({"NEWSWAREHOUSE_LANDING": "here", "NEWSWAREHOUSE_FILE_TIMES": "yes"}, folder)
    assert known["landing"] == Path("here")
    assert known["batches.records"] == 500
    assert known.settings.aliases == tmp_path / "aliases.csv"
    assert known.settings.file_times
    assert known.settings.outlets == {"Kestrel Post": Outlet("GB", None, wire=True)}
    assert load({"NEWSWAREHOUSE_CONFIG": str(folder / "newswarehouse.toml")})["batches.records"] == 500


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("workers = 'many'", "workers is 'many': a whole number from 0 to 1024 is allowed"),
        ("workers = true", "workers is True: a whole number"),
        ("file_times = 1", "file_times is 1: true or false is allowed"),
        ("gazetteer = 'nowhere'", "there is no folder"),
        ("[batches]\nrecord = 5", "there is no key batches.record; did you mean batches.records?"),
        ("[hooks]\non = ['always']", "hooks.on is ['always']: a list of failure, stale is allowed"),
        ("outlets.Gull.land = 'GB'", 'there is no key outlets."Gull".land; country, kind, wire are allowed'),
        ("outlets.Gull.country = 'Britain'", "outlets.\"Gull\".country is 'Britain': two capital letters"),
        ("workers = ", "is no valid TOML"),
    ],
)
def test_a_bad_value_is_told_with_file_key_and_what_is_allowed(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        load({}, written(tmp_path, text))
    assert told in str(caught.value)
    assert str(tmp_path / "newswarehouse.toml") in str(caught.value)


def test_a_bad_variable_is_told_by_its_name() -> None:
    with pytest.raises(Misconfigured, match=r"NEWSWAREHOUSE_WORKERS is 'two': a whole number from 0"):
        load({"NEWSWAREHOUSE_WORKERS": "two"})
    with pytest.raises(Misconfigured, match="there is no such file"):
        load({"NEWSWAREHOUSE_CONFIG": "/nowhere.toml"})


def test_secrets_show_themselves_to_nobody(tmp_path: Path) -> None:
    known = load(
        {"NEWSWAREHOUSE_HOOKS_EMAIL_PASSWORD": "open sesame"}, written(tmp_path, 'hooks.slack.url = "http://s/T1"')
    )
    assert known["hooks.email.password"].reveal() == "open sesame"
    for shown in (repr(known), str(dict(known.values)), str(list(known.told()))):
        assert "sesame" not in shown
        assert "T1" not in shown
    with pytest.raises(Misconfigured) as caught:
        load({}, written(tmp_path, "hooks.slack.url = ['http://s/T1']"))
    assert "T1" not in str(caught.value)


def test_every_key_has_a_variable_of_its_own() -> None:
    names = [configuration.variable(key) for key in configuration.KEYS]
    assert len(set(names)) == len(names)
    assert "NEWSWAREHOUSE_MODELS" not in names
